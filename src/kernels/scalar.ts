// The readable reference of every kernel: plain loops, no tricks, kept for ever. The WebAssembly builds are tested
// against it, and it stands in for them where WebAssembly SIMD does not exist. Sums run in float64; what is stored is
// rounded to float32 by the arrays.
import type { Kernels } from './kernels';
import { gruBackward, gruForward, lstmBackward, lstmForward, rnnBackward, rnnForward } from './scalar/gates';
import { gemm, packB } from './scalar/gemm';
import { add, addColumnSums, dropout, gatherRows, scatterAddRows, setRows } from './scalar/rows';
import { adam, adamRows, sumOfSquares } from './scalar/optimizer';
import { crossEntropy, softmax, softmaxCrossEntropy } from './scalar/softmax';

export const scalarKernels: Kernels = {
  build: 'scalar',
  packB,
  gemm,
  setRows,
  addColumnSums,
  rnnForward,
  rnnBackward,
  lstmForward,
  lstmBackward,
  gruForward,
  gruBackward,
  gatherRows,
  scatterAddRows,
  softmaxCrossEntropy,
  crossEntropy,
  softmax,
  dropout,
  add,
  sumOfSquares,
  adam,
  adamRows,
};
