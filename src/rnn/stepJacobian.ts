// ∂s_t/∂s_{t−1}, the Jacobian of one step of the network, as a map that vectors go through in both directions. The state s
// is all that is handed on from step to step: h of every layer, and c where the cell has one. For the vanilla RNN the
// Jacobian is diag(g1′)·W; for the others the gates are in it. What a cell does between two matrix products it does unit
// by unit, so its own backward, given ones, says all of its derivatives at once: no cell's formula is written twice.

import { scalarKernels } from '../kernels/scalar';
import type { CellGradients } from './cells/cell';
import { gateCount } from './config';
import type { LayerInput } from './layerInput';
import { addTransposed, multiply } from './matrixVector';
import type { Network } from './network';
import type { RecurrentLayer } from './recurrentLayer';
import type { LinearMap } from './spectralNorm';

/** The derivatives of h, or of c, of a layer, unit by unit. */
interface UnitDerivatives {
  /** By W_ih x + b_ih and by W_hh hPrev + b_hh. [G·H] each */
  readonly gates: Float32Array;
  readonly gatesHidden: Float32Array;
  /** By hPrev past the gates, and by cPrev. [H] each */
  readonly hPrev: Float32Array;
  readonly cPrev: Float32Array;
}

interface LayerJacobian {
  readonly layer: RecurrentLayer<LayerInput>;
  readonly weightIh: Float32Array; // [G·H, I]
  readonly weightHh: Float32Array; // [G·H, H]
  readonly ofH: UnitDerivatives;
  /** undefined: the cell hands on no c. */
  readonly ofC: UnitDerivatives | undefined;
  /** Where h and c stand in s. */
  readonly h: number;
  readonly c: number;
}

export class StepJacobian implements LinearMap {
  /** Length of s. */
  readonly size: number;
  readonly layers: readonly Pick<LayerJacobian, 'h' | 'c' | 'ofC'>[];
  /** After `pull`: the gradient of the step's input embedding. */
  readonly dX: Float64Array; // [E]
  private readonly jacobians: readonly LayerJacobian[];
  private readonly hiddenSize: number; // H
  private readonly gates: Float64Array; // [G·H]
  private readonly gatesHidden: Float64Array; // [G·H]
  private readonly dh: Float64Array; // [H]

  /** @param network of one step and one row. */
  constructor(network: Network) {
    const { cell, hiddenSize: H, embedSize } = network.config;
    const gatesSize = gateCount[cell] * H;
    const derivatives = (): UnitDerivatives => ({
      gates: new Float32Array(gatesSize),
      gatesHidden: new Float32Array(gatesSize),
      hPrev: new Float32Array(H),
      cPrev: new Float32Array(H),
    });
    let size = 0;
    const place = (length: number) => (size += length) - length;
    this.jacobians = network.layers.map((layer, l) => ({
      layer,
      weightIh: network.params.get(`rnn.weight_ih_l${l}`),
      weightHh: network.params.get(`rnn.weight_hh_l${l}`),
      ofH: derivatives(),
      ofC: layer.cell.memoryCell ? derivatives() : undefined,
      h: place(H),
      c: place(layer.cell.memoryCell ? H : 0),
    }));
    this.layers = this.jacobians;
    this.size = size;
    this.hiddenSize = H;
    this.gates = new Float64Array(gatesSize);
    this.gatesHidden = new Float64Array(gatesSize);
    this.dh = new Float64Array(H);
    this.dX = new Float64Array(embedSize);
  }

  /** Takes the derivatives where the network's last forward has been. */
  linearise(): void {
    for (const { layer, ofH, ofC } of this.jacobians) {
      derive(layer, ofH, 1, 0);
      if (ofC) derive(layer, ofC, 0, 1);
    }
  }

  push(out: Float64Array, v: Float64Array): void {
    const { hiddenSize: H, gates, gatesHidden } = this;
    let below: Float64Array | undefined;
    for (const { weightIh, weightHh, ofH, ofC, h, c } of this.jacobians) {
      // The input of the first layer does not change.
      if (below) multiply(gates, weightIh, below);
      else gates.fill(0);
      multiply(gatesHidden, weightHh, v.subarray(h, h + H));
      for (const [of, place] of [[ofH, h] as const, ...(ofC ? [[ofC, c] as const] : [])]) {
        for (let j = 0; j < H; j++) {
          let sum = of.hPrev[j] * v[h + j] + (ofC ? of.cPrev[j] * v[c + j] : 0);
          for (let g = j; g < gates.length; g += H) sum += of.gates[g] * gates[g] + of.gatesHidden[g] * gatesHidden[g];
          out[place + j] = sum;
        }
      }
      below = out.subarray(h, h + H);
    }
  }

  pull(out: Float64Array, d: Float64Array): void {
    const { hiddenSize: H, gates, gatesHidden, dh } = this;
    dh.fill(0);
    for (let l = this.jacobians.length - 1; l >= 0; l--) {
      const { weightIh, weightHh, ofH, ofC, h, c } = this.jacobians[l];
      // What came down from the layer above, and what came back through time.
      for (let j = 0; j < H; j++) dh[j] += d[h + j];
      const dc = (j: number) => (ofC ? d[c + j] : 0);
      for (let g = 0; g < gates.length; g++) {
        const j = g % H;
        gates[g] = ofH.gates[g] * dh[j] + (ofC ? ofC.gates[g] * dc(j) : 0);
        gatesHidden[g] = ofH.gatesHidden[g] * dh[j] + (ofC ? ofC.gatesHidden[g] * dc(j) : 0);
      }
      for (let j = 0; j < H; j++) {
        if (ofC) out[c + j] = ofH.cPrev[j] * dh[j] + ofC.cPrev[j] * dc(j);
        out[h + j] = ofH.hPrev[j] * dh[j];
      }
      addTransposed(out.subarray(h, h + H), weightHh, gatesHidden);
      const below = l > 0 ? dh : this.dX;
      below.fill(0);
      addTransposed(below, weightIh, gates);
    }
  }
}

/** The cell's backward from a gradient of h and one of c, the same for every unit. */
function derive(layer: RecurrentLayer<LayerInput>, out: UnitDerivatives, dh: number, dc: number): void {
  const { separateHidden, memoryCell, directPath } = layer.cell;
  const gradients: CellGradients = {
    dGates: out.gates,
    dGatesHidden: separateHidden ? out.gatesHidden : out.gates,
    dh: out.hPrev.fill(dh),
    dc: out.cPrev.fill(memoryCell ? dc : 0),
  };
  layer.backwardThroughCell(scalarKernels, 0, gradients);
  if (!separateHidden) out.gatesHidden.set(out.gates);
  if (!directPath) out.hPrev.fill(0);
}
