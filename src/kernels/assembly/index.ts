// The entry of the WebAssembly builds simd128 and relaxed, which differ in fused multiply-add alone. Arguments are as
// in ../kernels.ts, with byte offsets into the imported memory for arrays; counts and strides are in floats. Nothing is
// allocated, and the only state is the address of the scratch.
export { dropout } from './dropout';
export {
  gruBackward, gruForward, lstmBackward, lstmForward, reluBackward, reluForward, tanhBackward, tanhForward,
} from './gates';
export { gemm, packB, setScratch } from './gemm';
export { adam, adamRows, sumOfSquares } from './optimizer';
export { add, addColumnSums, gatherRows, scatterAddRows, setRows } from './rows';
export { crossEntropy, softmax, softmaxCrossEntropy } from './softmax';
