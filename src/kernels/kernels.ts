// The numerics that a training step is made of, as one small interface with three implementations: scalar.ts (the
// readable reference), and wasm.ts over two AssemblyScript builds (simd128, relaxed SIMD with fused multiply-add).
// Contract: every array is a view on `memory` (the scalar build takes any); sizes may be any, 0 included; matrices are
// row-major; no result depends on how rows are divided among calls, so that threads can share the work; nothing is
// allocated inside a call. Gradients accumulate only where it says so.

export type KernelBuild = 'scalar' | 'simd128' | 'relaxed';

/** Width of a packed panel: micro-kernels produce 8 columns of C at once. */
export const panelWidth = 8;

/** Length in floats of a [k, n] matrix packed by `packB`: [ceil(n / 8), k, 8]. */
export function packedLength(k: number, n: number): number {
  return Math.ceil(n / panelWidth) * k * panelWidth;
}

/** Length in floats of the scratch that one kernel instance (one thread) needs to pack blocks of A. */
export const scratchLength = 96 * 512 + 64;

/** A matrix as a kernel reads it: element (i, j) is data[i * rowStride + j * colStride]; strides count floats. */
export interface Strided {
  readonly data: Float32Array;
  readonly rowStride: number;
  readonly colStride: number;
}

/** A row-major [rows, cols] matrix, read as it stands. */
export function rowMajor(data: Float32Array, cols: number): Strided {
  return { data, rowStride: cols, colStride: 1 };
}

/** A row-major [rows, cols] matrix, read as its transpose [cols, rows]. */
export function transposed(data: Float32Array, cols: number): Strided {
  return { data, rowStride: 1, colStride: cols };
}

export interface AdamSettings {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Updates done so far plus this one, from 1: for the bias corrections. */
  readonly step: number;
  /** Factor on every gradient: gradient clipping fused into the update. */
  readonly gradScale: number;
}

export interface Kernels {
  readonly build: KernelBuild;

  /** Packs panels [panelFrom, panelTo) of B [k, n] into `packed`; columns past n are zero. Panel p is columns 8p … 8p+7. */
  packB(packed: Float32Array, b: Strided, k: number, n: number, panelFrom: number, panelTo: number): void;

  /**
   * C [m, n] = A [m, k] · B, or C += A · B with `accumulate`; C is row-major with `cStride` floats a row. Each element
   * is summed in ascending k with the same operations whatever m is, so any division by rows gives the same bits.
   */
  gemm(
    c: Float32Array,
    cStride: number,
    a: Strided,
    packedB: Float32Array,
    m: number,
    n: number,
    k: number,
    accumulate: boolean,
  ): void;

  /** Each of `rows` rows of x [rows, n] becomes bias [n], or has it added with `accumulate`. */
  setRows(x: Float32Array, bias: Float32Array, rows: number, n: number, accumulate: boolean): void;

  /** out[j] += Σ_i x[i, j] for columns [from, to) of x [rows, n]: a bias gradient, or a share of one. */
  addColumnSums(out: Float32Array, x: Float32Array, rows: number, n: number, from: number, to: number): void;

  /** h = g(preact), g = tanh or ReLU; both [n]. */
  rnnForward(h: Float32Array, preact: Float32Array, n: number, activation: 'tanh' | 'relu'): void;
  /** dPreact = dh · g′, from the output h; all [n]. */
  rnnBackward(dPreact: Float32Array, dh: Float32Array, h: Float32Array, n: number, activation: 'tanh' | 'relu'): void;

  /**
   * LSTM gates in PyTorch's order i, f, g, o: `gates` [rows, 4H] holds pre-activations and is overwritten with
   * i, f, o = σ(·), g = tanh(·); c = f ∘ cPrev + i ∘ g; h = o ∘ tanh(c). c, h, cPrev are [rows, H].
   */
  lstmForward(
    h: Float32Array,
    c: Float32Array,
    gates: Float32Array,
    cPrev: Float32Array,
    rows: number,
    hiddenSize: number,
  ): void;
  /**
   * From dh and dc (the gradient of c that arrives from the next step; both [rows, H]) to dGates [rows, 4H] of the
   * pre-activations; dc is overwritten with the gradient of cPrev. `gates` are the activations that forward left.
   */
  lstmBackward(
    dGates: Float32Array,
    dc: Float32Array,
    dh: Float32Array,
    gates: Float32Array,
    c: Float32Array,
    cPrev: Float32Array,
    rows: number,
    hiddenSize: number,
  ): void;

  /**
   * GRU gates in PyTorch's order r, z, n: gatesX [rows, 3H] = W_i x + b_i and gatesH [rows, 3H] = W_h h + b_h;
   * r, z = σ(x + h), n = tanh(x_n + r ∘ h_n), h = (1 − z) ∘ n + z ∘ hPrev. Leaves r, z, n in gatesX; gatesH stays.
   */
  gruForward(
    h: Float32Array,
    gatesX: Float32Array,
    gatesH: Float32Array,
    hPrev: Float32Array,
    rows: number,
    hiddenSize: number,
  ): void;
  /** dGatesX, dGatesH [rows, 3H] and dhPrev = dh ∘ z [rows, H] (the direct path only; overwritten), from what forward left. dhPrev may be dh itself. */
  gruBackward(
    dGatesX: Float32Array,
    dGatesH: Float32Array,
    dhPrev: Float32Array,
    dh: Float32Array,
    gatesX: Float32Array,
    gatesH: Float32Array,
    hPrev: Float32Array,
    rows: number,
    hiddenSize: number,
  ): void;

  /** out [rows, width] = rows `ids` of table [·, width]: one-hot times matrix. */
  gatherRows(out: Float32Array, table: Float32Array, ids: Int32Array, rows: number, width: number): void;
  /** table[ids[i]] += x[i] for the ids in [idFrom, idTo), in ascending i: the gradient of gatherRows, or a share of it. */
  scatterAddRows(
    table: Float32Array,
    x: Float32Array,
    ids: Int32Array,
    rows: number,
    width: number,
    idFrom: number,
    idTo: number,
  ): void;

  /**
   * losses[i] = −ln softmax(logits[i])[targets[i]] in nats, and logits [rows, n] overwritten with
   * scale · (softmax − one-hot). A target of −1 is no target: loss 0, gradient 0.
   */
  softmaxCrossEntropy(
    losses: Float32Array,
    logits: Float32Array,
    targets: Int32Array,
    rows: number,
    n: number,
    scale: number,
  ): void;
  /** The losses alone; logits stay as they are. */
  crossEntropy(losses: Float32Array, logits: Float32Array, targets: Int32Array, rows: number, n: number): void;
  /** probs [n] = softmax(logits [n]); probs may be logits itself. */
  softmax(probs: Float32Array, logits: Float32Array, n: number): void;

  /**
   * Inverted dropout: out[i] = x[i] / (1 − p) or 0, drawn by a counter-based generator from (seed, first + i), so the
   * mask of an element does not depend on which call draws it; the same call on a gradient is the backward pass.
   * seed and counter are unsigned 32-bit. out may be x itself.
   */
  dropout(out: Float32Array, x: Float32Array, n: number, p: number, seed: number, first: number): void;

  /** out[i] += x[i]. */
  add(out: Float32Array, x: Float32Array, n: number): void;
  /** Σ x[i]². */
  sumOfSquares(x: Float32Array, n: number): number;
  /** Adam (Kingma & Ba 2015, algorithm 1; ε outside the root as in PyTorch) on n parameters, in place. */
  adam(
    params: Float32Array,
    grads: Float32Array,
    m: Float32Array,
    v: Float32Array,
    n: number,
    settings: AdamSettings,
  ): void;
  /** The same where only some rows of params, m and v [·, width] have gradients: row i of grads belongs to row ids[i]. */
  adamRows(
    params: Float32Array,
    grads: Float32Array,
    m: Float32Array,
    v: Float32Array,
    ids: Int32Array,
    rows: number,
    width: number,
    settings: AdamSettings,
  ): void;
}
