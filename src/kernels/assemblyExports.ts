// What assembly/index.ts exports, as TypeScript sees it: every argument a number, arrays as byte offsets (`Pointer`),
// booleans as 0 or 1. Kept in the order of the assembly's own parameters.

type Pointer = number;

export interface AssemblyExports {
  setScratch(ptr: Pointer): void;
  packB(
    packed: Pointer,
    b: Pointer,
    rowStride: number,
    colStride: number,
    k: number,
    n: number,
    panelFrom: number,
    panelTo: number,
  ): void;
  gemm(
    c: Pointer,
    cStride: number,
    a: Pointer,
    aRowStride: number,
    aColStride: number,
    packedB: Pointer,
    m: number,
    n: number,
    k: number,
    accumulate: number,
  ): void;
  add(out: Pointer, x: Pointer, n: number): void;
  setRows(x: Pointer, bias: Pointer, rows: number, n: number, accumulate: number): void;
  addColumnSums(out: Pointer, x: Pointer, rows: number, n: number, from: number, to: number): void;
  gatherRows(out: Pointer, table: Pointer, ids: Pointer, rows: number, width: number): void;
  scatterAddRows(
    table: Pointer,
    x: Pointer,
    ids: Pointer,
    rows: number,
    width: number,
    idFrom: number,
    idTo: number,
  ): void;
  tanhForward(h: Pointer, preact: Pointer, n: number): void;
  tanhBackward(dPreact: Pointer, dh: Pointer, h: Pointer, n: number): void;
  reluForward(h: Pointer, preact: Pointer, n: number): void;
  reluBackward(dPreact: Pointer, dh: Pointer, h: Pointer, n: number): void;
  lstmForward(h: Pointer, c: Pointer, gates: Pointer, cPrev: Pointer, rows: number, hiddenSize: number): void;
  lstmBackward(
    dGates: Pointer,
    dc: Pointer,
    dh: Pointer,
    gates: Pointer,
    c: Pointer,
    cPrev: Pointer,
    rows: number,
    hiddenSize: number,
  ): void;
  gruForward(h: Pointer, gatesX: Pointer, gatesH: Pointer, hPrev: Pointer, rows: number, hiddenSize: number): void;
  gruBackward(
    dGatesX: Pointer,
    dGatesH: Pointer,
    dhPrev: Pointer,
    dh: Pointer,
    gatesX: Pointer,
    gatesH: Pointer,
    hPrev: Pointer,
    rows: number,
    hiddenSize: number,
  ): void;
  softmaxCrossEntropy(losses: Pointer, logits: Pointer, targets: Pointer, rows: number, n: number, scale: number): void;
  crossEntropy(losses: Pointer, logits: Pointer, targets: Pointer, rows: number, n: number): void;
  softmax(probs: Pointer, logits: Pointer, n: number): void;
  dropout(out: Pointer, x: Pointer, n: number, threshold: number, scale: number, seed: number, first: number): void;
  sumOfSquares(x: Pointer, n: number): number;
  adam(
    params: Pointer,
    grads: Pointer,
    m: Pointer,
    v: Pointer,
    n: number,
    stepSize: number,
    beta1: number,
    rest1: number,
    beta2: number,
    rest2: number,
    rootCorrection: number,
    epsilon: number,
    gradScale: number,
  ): void;
  adamRows(
    params: Pointer,
    grads: Pointer,
    m: Pointer,
    v: Pointer,
    ids: Pointer,
    rows: number,
    width: number,
    stepSize: number,
    beta1: number,
    rest1: number,
    beta2: number,
    rest2: number,
    rootCorrection: number,
    epsilon: number,
    gradScale: number,
  ): void;
}
