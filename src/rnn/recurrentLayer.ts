// One recurrent layer unrolled over a window of T steps: forward, truncated back-propagation through time, and the
// gradients of its weights summed over time. Forward and backward touch this member's rows of the batch only, weight
// gradients its rows of the weights only. Activations are time-major, [T, B, ·]. What comes from below is its input's.

import { type Kernels, packedLength, rowMajor, type Strided, transposed } from '../kernels/kernels';
import type { Arena } from './arena';
import type { Cell, CellGradients, CellStep } from './cells/cell';
import type { GateTensors, LayerInput } from './layerInput';
import { packShare, PackedWeight } from './packedWeight';
import type { Weights } from './parameters';
import { share, type Team } from './team';

export interface LayerSizes {
  readonly batchSize: number; // B
  readonly seqLen: number; // T
  readonly hiddenSize: number; // H
  readonly gates: number; // G
}

/** The state that goes from one window to the next. */
export interface LayerState {
  readonly h: Float32Array; // [B, H]
  readonly c: Float32Array; // [B, H]; empty without a memory cell
}

/** out = weight_hh of a layer, or its gradient, without the weights that are left out, from element `first` of it on. */
export type WeightMask = (out: Float32Array, x: Float32Array, layer: number, first: number) => void;

interface Step extends CellStep, CellGradients {
  readonly hBefore: Strided; // hPrev as a matrix
  readonly dGatesH: Strided; // dGatesHidden as a matrix
  readonly dOut: Float32Array; // [R, H]
}

export class RecurrentLayer<Input extends LayerInput> {
  readonly input: Input;
  /** h[0] is the state before the window. */
  readonly h: Float32Array; // [T + 1, B, H]
  /** What the layer gives upward: h[1 …]. */
  readonly outputs: Float32Array; // [T, B, H]
  /** Filled by the caller before backward: the gradient of h[1 …] from above. */
  readonly dOut: Float32Array; // [T, B, H]
  private readonly c: Float32Array; // [T + 1, B, H]
  readonly gates: Float32Array; // [T, B, G·H]
  private readonly gatesHidden: Float32Array; // [T, B, G·H]
  readonly dGates: Float32Array; // [T, B, G·H]
  private readonly dGatesHidden: Float32Array; // [T, B, G·H]
  /** After backward: the gradient of the state before the window. */
  readonly dh: Float32Array; // [B, H]
  readonly dc: Float32Array; // [B, H]
  private readonly packedHPrev: Float32Array;
  /** W_hh without what is left out; while predicting, itself. */
  private readonly droppedHh: Float32Array; // [G·H, H]
  private readonly weightHh: PackedWeight;
  private readonly steps: readonly Step[];

  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    private readonly team: Team,
    readonly cell: Cell,
    private readonly sizes: LayerSizes,
    private readonly params: Weights,
    private readonly layer: number,
    training: boolean,
    /** The step at which the sequence of a row begins, from zeros [B]; empty: a text goes on from window to window. */
    private readonly begins: Int32Array,
    createInput: (tensors: GateTensors) => Input,
  ) {
    const { batchSize: B, seqLen: T, hiddenSize: H, gates: G } = sizes;
    const when = (condition: boolean, length: number) => arena.floats(condition ? length : 0);
    this.h = arena.floats((T + 1) * B * H);
    this.outputs = this.h.subarray(B * H);
    this.c = when(cell.memoryCell, (T + 1) * B * H);
    this.gates = arena.floats(T * B * G * H);
    this.gatesHidden = cell.separateHidden ? arena.floats(T * B * G * H) : this.gates;
    this.dOut = when(training, T * B * H);
    this.dGates = when(training, T * B * G * H);
    this.dGatesHidden = cell.separateHidden ? when(training, T * B * G * H) : this.dGates;
    this.dh = when(training, B * H);
    this.dc = when(training && cell.memoryCell, B * H);
    this.packedHPrev = when(training, packedLength(T * B, H));
    this.droppedHh = training ? arena.floats(G * H * H) : params.get(`rnn.weight_hh_l${layer}`);
    this.weightHh = new PackedWeight(arena, this.droppedHh, G * H, H, training);
    this.input = createInput(this);
    this.steps = Array.from({ length: T }, (_, t) => this.step(t));
  }

  /** This member's share; a barrier must follow. */
  dropWeights(mask: WeightMask): void {
    const { hiddenSize: H, gates: G } = this.sizes;
    const [from, to] = share(this.team, G * H);
    const rows = (weight: Float32Array) => weight.subarray(from * H, to * H);
    mask(rows(this.droppedHh), rows(this.params.get(`rnn.weight_hh_l${this.layer}`)), this.layer, from * H);
  }

  packWeights(): void {
    this.input.packWeights();
    this.weightHh.pack(this.kernels, this.team);
  }

  /** h and c over the window for this member's rows, from `state`, which is left at the window's end. */
  forward(state: LayerState): void {
    const { kernels, cell } = this;
    const { hiddenSize: H, gates: G, seqLen: T } = this.sizes;
    const biasHh = this.params.get(`rnn.bias_hh_l${this.layer}`); // [G·H]
    this.copyRows(this.h, 0, state.h, 0);
    if (cell.memoryCell) this.copyRows(this.c, 0, state.c, 0);
    this.steps.forEach((step, t) => {
      this.input.project(t);
      this.atBeginnings(t, (row) => this.clearStateBefore(t, row));
      kernels.setRows(step.gatesHidden, biasHh, step.rows, G * H, !cell.separateHidden);
      kernels.gemm(step.gatesHidden, G * H, step.hBefore, this.weightHh.forward, step.rows, G * H, H, true);
      cell.forward(kernels, step);
    });
    this.copyRows(state.h, 0, this.h, T);
    if (cell.memoryCell) this.copyRows(state.c, 0, this.c, T);
  }

  /**
   * From dOut to the gates' gradients and what is below, for this member's rows; nothing flows into the window before
   * (truncated).
   * @param after the gradient of the state at the window's end; undefined: nothing comes from there.
   */
  backward(after?: LayerState): void {
    const { kernels, cell } = this;
    const { hiddenSize: H, gates: G, seqLen: T } = this.sizes;
    const { dh, dc } = this.steps[0];
    if (after) {
      this.copyRows(this.dh, 0, after.h, 0);
      if (cell.memoryCell) this.copyRows(this.dc, 0, after.c, 0);
    } else {
      dh.fill(0);
      dc.fill(0);
    }
    for (let t = T - 1; t >= 0; t--) {
      const step = this.steps[t];
      kernels.add(dh, step.dOut, dh.length);
      cell.backward(kernels, step, step);
      kernels.gemm(dh, H, step.dGatesH, this.weightHh.backward, step.rows, H, G * H, cell.directPath);
      this.atBeginnings(t, (row) => this.clearGradientBefore(row));
      this.input.backward(t);
    }
  }

  /** Back through the cell of step t alone, without the weights, from `gradients` to what they become; forward has run. */
  backwardThroughCell(kernels: Kernels, t: number, gradients: CellGradients): void {
    this.cell.backward(kernels, this.steps[t], gradients);
  }

  /** This member's share of packing what weight gradients multiply with; a barrier comes before and after. */
  packActivations(): void {
    const { batchSize: B, seqLen: T, hiddenSize: H } = this.sizes;
    this.input.packActivations();
    packShare(this.kernels, this.team, this.packedHPrev, rowMajor(this.h, H), T * B, H);
  }

  /** Overwrites this member's rows of the four gradients: dW_hh = Σ_t dGatesᵀ · hPrev, db_hh = Σ_t dGates, and below. */
  weightGradients(grads: Weights, mask: WeightMask): void {
    const { kernels, layer, dGatesHidden } = this;
    const { batchSize: B, seqLen: T, hiddenSize: H, gates: G } = this.sizes;
    this.input.weightGradients(grads);
    const [from, to] = share(this.team, G * H, 4);
    const a = transposed(dGatesHidden.subarray(from), G * H); // [rows, T·B]
    const dWeight = grads.get(`rnn.weight_hh_l${layer}`).subarray(from * H, to * H);
    kernels.gemm(dWeight, H, a, this.packedHPrev, to - from, H, T * B, false);
    mask(dWeight, dWeight, layer, from * H);
    const dBias = grads.get(`rnn.bias_hh_l${layer}`);
    dBias.fill(0, from, to);
    kernels.addColumnSums(dBias, dGatesHidden, T * B, G * H, from, to);
  }

  /** The views of step t on this member's rows of the batch. */
  private step(t: number): Step {
    const { batchSize: B, hiddenSize: H, gates: G } = this.sizes;
    const [from, to] = share(this.team, B);
    const rows = (tensor: Float32Array, time: number, width: number) =>
      tensor.subarray((time * B + from) * width, (time * B + to) * width);
    const hPrev = rows(this.h, t, H);
    const dGates = rows(this.dGates, t, G * H);
    const dGatesHidden = this.cell.separateHidden ? rows(this.dGatesHidden, t, G * H) : dGates;
    return {
      rows: to - from,
      hiddenSize: H,
      gates: rows(this.gates, t, G * H),
      gatesHidden: rows(this.gatesHidden, t, G * H),
      h: rows(this.h, t + 1, H),
      hPrev,
      hBefore: rowMajor(hPrev, H),
      c: rows(this.c, t + 1, H),
      cPrev: rows(this.c, t, H),
      dGates,
      dGatesHidden,
      dGatesH: rowMajor(dGatesHidden, G * H),
      dh: rows(this.dh, 0, H),
      dc: rows(this.dc, 0, H),
      dOut: rows(this.dOut, t, H),
    };
  }

  /** This member's rows whose sequences begin at step t. */
  private atBeginnings(t: number, act: (row: number) => void): void {
    if (this.begins.length === 0) return;
    const [from, to] = share(this.team, this.sizes.batchSize);
    for (let row = from; row < to; row++) if (this.begins[row] === t) act(row);
  }

  private clearStateBefore(t: number, row: number): void {
    const { batchSize: B, hiddenSize: H } = this.sizes;
    const at = (t * B + row) * H;
    this.h.fill(0, at, at + H);
    if (this.cell.memoryCell) this.c.fill(0, at, at + H);
  }

  private clearGradientBefore(row: number): void {
    const H = this.sizes.hiddenSize;
    this.dh.fill(0, row * H, (row + 1) * H);
    if (this.cell.memoryCell) this.dc.fill(0, row * H, (row + 1) * H);
  }

  /** Copies this member's rows of a [B, H] slice at one time to another. */
  private copyRows(to: Float32Array, toTime: number, from: Float32Array, fromTime: number): void {
    const { batchSize: B, hiddenSize: H } = this.sizes;
    const [first, end] = share(this.team, B);
    to.set(from.subarray((fromTime * B + first) * H, (fromTime * B + end) * H), (toTime * B + first) * H);
  }
}
