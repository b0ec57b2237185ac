// One recurrent layer unrolled over a window of T steps: forward, truncated back-propagation through time, and the
// gradients of its weights summed over time. Forward and backward touch this member's rows of the batch only, weight
// gradients its rows of the weights only. Activations are time-major, [T, B, ·].

import { type Kernels, packedLength, rowMajor, type Strided, transposed } from '../kernels/kernels';
import type { Arena } from './arena';
import type { Cell, CellGradients, CellStep } from './cells/cell';
import { packShare, PackedWeight } from './packedWeight';
import type { ParameterSet, Weights } from './parameters';
import { share, type Team } from './team';

export interface LayerSizes {
  readonly batchSize: number; // B
  readonly seqLen: number; // T
  readonly inputSize: number; // I
  readonly hiddenSize: number; // H
  readonly gates: number; // G
}

/** The state that goes from one window to the next. */
export interface LayerState {
  readonly h: Float32Array; // [B, H]
  readonly c: Float32Array; // [B, H]; empty without a memory cell
}

interface Step extends CellStep, CellGradients {
  readonly x: Strided; // [R, I]
  readonly hBefore: Strided; // hPrev as a matrix
  readonly dGatesX: Strided; // dGates as a matrix
  readonly dGatesH: Strided; // dGatesHidden as a matrix
  readonly dX: Float32Array; // [R, I]
  readonly dOut: Float32Array; // [R, H]
}

export class RecurrentLayer {
  /** Filled by the caller before forward. */
  readonly x: Float32Array; // [T, B, I]
  /** h[0] is the state before the window. */
  readonly h: Float32Array; // [T + 1, B, H]
  /** What the layer gives upward: h[1 …]. */
  readonly outputs: Float32Array; // [T, B, H]
  /** Filled by the caller before backward: the gradient of h[1 …] from above. */
  readonly dOut: Float32Array; // [T, B, H]
  readonly dX: Float32Array; // [T, B, I]
  private readonly c: Float32Array; // [T + 1, B, H]
  private readonly gates: Float32Array; // [T, B, G·H]
  private readonly gatesHidden: Float32Array; // [T, B, G·H]
  private readonly dGates: Float32Array; // [T, B, G·H]
  private readonly dGatesHidden: Float32Array; // [T, B, G·H]
  private readonly dh: Float32Array; // [B, H]
  private readonly dc: Float32Array; // [B, H]
  private readonly packedX: Float32Array;
  private readonly packedHPrev: Float32Array;
  private readonly weightIh: PackedWeight;
  private readonly weightHh: PackedWeight;
  private readonly steps: readonly Step[];

  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    private readonly team: Team,
    private readonly cell: Cell,
    private readonly sizes: LayerSizes,
    private readonly params: Weights,
    private readonly layer: number,
    training: boolean,
  ) {
    const { batchSize: B, seqLen: T, inputSize: I, hiddenSize: H, gates: G } = sizes;
    const when = (condition: boolean, length: number) => arena.floats(condition ? length : 0);
    this.x = arena.floats(T * B * I);
    this.h = arena.floats((T + 1) * B * H);
    this.outputs = this.h.subarray(B * H);
    this.c = when(cell.memoryCell, (T + 1) * B * H);
    this.gates = arena.floats(T * B * G * H);
    this.gatesHidden = cell.separateHidden ? arena.floats(T * B * G * H) : this.gates;
    this.dOut = when(training, T * B * H);
    this.dX = when(training, T * B * I);
    this.dGates = when(training, T * B * G * H);
    this.dGatesHidden = cell.separateHidden ? when(training, T * B * G * H) : this.dGates;
    this.dh = when(training, B * H);
    this.dc = when(training && cell.memoryCell, B * H);
    this.packedX = when(training, packedLength(T * B, I));
    this.packedHPrev = when(training, packedLength(T * B, H));
    this.weightIh = new PackedWeight(arena, params.get(`rnn.weight_ih_l${layer}`), G * H, I, training);
    this.weightHh = new PackedWeight(arena, params.get(`rnn.weight_hh_l${layer}`), G * H, H, training);
    this.steps = Array.from({ length: T }, (_, t) => this.step(t));
  }

  packWeights(): void {
    this.weightIh.pack(this.kernels, this.team);
    this.weightHh.pack(this.kernels, this.team);
  }

  /** h and c over the window for this member's rows, from `state`, which is left at the window's end. */
  forward(state: LayerState): void {
    const { kernels, cell } = this;
    const { inputSize: I, hiddenSize: H, gates: G, seqLen: T } = this.sizes;
    const biasIh = this.params.get(`rnn.bias_ih_l${this.layer}`); // [G·H]
    const biasHh = this.params.get(`rnn.bias_hh_l${this.layer}`); // [G·H]
    this.copyRows(this.h, 0, state.h, 0);
    if (cell.memoryCell) this.copyRows(this.c, 0, state.c, 0);
    for (const step of this.steps) {
      kernels.setRows(step.gates, biasIh, step.rows, G * H, false);
      kernels.gemm(step.gates, G * H, step.x, this.weightIh.forward, step.rows, G * H, I, true);
      kernels.setRows(step.gatesHidden, biasHh, step.rows, G * H, !cell.separateHidden);
      kernels.gemm(step.gatesHidden, G * H, step.hBefore, this.weightHh.forward, step.rows, G * H, H, true);
      cell.forward(kernels, step);
    }
    this.copyRows(state.h, 0, this.h, T);
    if (cell.memoryCell) this.copyRows(state.c, 0, this.c, T);
  }

  /** From dOut to dX and the gates' gradients, for this member's rows; nothing flows into the window before (truncated). */
  backward(): void {
    const { kernels, cell } = this;
    const { inputSize: I, hiddenSize: H, gates: G, seqLen: T } = this.sizes;
    const { dh, dc } = this.steps[0];
    dh.fill(0);
    dc.fill(0);
    for (let t = T - 1; t >= 0; t--) {
      const step = this.steps[t];
      kernels.add(dh, step.dOut, dh.length);
      cell.backward(kernels, step, step);
      kernels.gemm(dh, H, step.dGatesH, this.weightHh.backward, step.rows, H, G * H, cell.directPath);
      kernels.gemm(step.dX, I, step.dGatesX, this.weightIh.backward, step.rows, I, G * H, false);
    }
  }

  /** This member's share of packing what weight gradients multiply with; a barrier comes before and after. */
  packActivations(): void {
    const { batchSize: B, seqLen: T, inputSize: I, hiddenSize: H } = this.sizes;
    packShare(this.kernels, this.team, this.packedX, rowMajor(this.x, I), T * B, I);
    packShare(this.kernels, this.team, this.packedHPrev, rowMajor(this.h, H), T * B, H);
  }

  /** Overwrites this member's rows of the four gradients: dW = Σ_t dGatesᵀ · input, db = Σ_t dGates. */
  weightGradients(grads: ParameterSet): void {
    const { kernels, layer } = this;
    const { batchSize: B, seqLen: T, inputSize: I, hiddenSize: H, gates: G } = this.sizes;
    const [from, to] = share(this.team, G * H, 4);
    const product = (name: string, dGates: Float32Array, packed: Float32Array, n: number) => {
      const a = transposed(dGates.subarray(from), G * H); // [rows, T·B]
      kernels.gemm(grads.get(name).subarray(from * n, to * n), n, a, packed, to - from, n, T * B, false);
    };
    product(`rnn.weight_ih_l${layer}`, this.dGates, this.packedX, I);
    product(`rnn.weight_hh_l${layer}`, this.dGatesHidden, this.packedHPrev, H);
    const sums = (name: string, dGates: Float32Array) => {
      grads.get(name).fill(0, from, to);
      kernels.addColumnSums(grads.get(name), dGates, T * B, G * H, from, to);
    };
    sums(`rnn.bias_ih_l${layer}`, this.dGates);
    sums(`rnn.bias_hh_l${layer}`, this.dGatesHidden);
  }

  /** The views of step t on this member's rows of the batch. */
  private step(t: number): Step {
    const { batchSize: B, inputSize: I, hiddenSize: H, gates: G } = this.sizes;
    const [from, to] = share(this.team, B);
    const rows = (tensor: Float32Array, time: number, width: number) =>
      tensor.subarray((time * B + from) * width, (time * B + to) * width);
    const hPrev = rows(this.h, t, H);
    const dGates = rows(this.dGates, t, G * H);
    const dGatesHidden = this.cell.separateHidden ? rows(this.dGatesHidden, t, G * H) : dGates;
    return {
      rows: to - from,
      hiddenSize: H,
      x: rowMajor(rows(this.x, t, I), I),
      gates: rows(this.gates, t, G * H),
      gatesHidden: rows(this.gatesHidden, t, G * H),
      h: rows(this.h, t + 1, H),
      hPrev,
      hBefore: rowMajor(hPrev, H),
      c: rows(this.c, t + 1, H),
      cPrev: rows(this.c, t, H),
      dGates,
      dGatesHidden,
      dGatesX: rowMajor(dGates, G * H),
      dGatesH: rowMajor(dGatesHidden, G * H),
      dh: rows(this.dh, 0, H),
      dc: rows(this.dc, 0, H),
      dX: rows(this.dX, t, I),
      dOut: rows(this.dOut, t, H),
    };
  }

  /** Copies this member's rows of a [B, H] slice at one time to another. */
  private copyRows(to: Float32Array, toTime: number, from: Float32Array, fromTime: number): void {
    const { batchSize: B, hiddenSize: H } = this.sizes;
    const [first, end] = share(this.team, B);
    to.set(from.subarray((fromTime * B + first) * H, (fromTime * B + end) * H), (toTime * B + first) * H);
  }
}
