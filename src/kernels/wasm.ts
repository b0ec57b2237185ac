// The kernels of a compiled WebAssembly module as the `Kernels` interface: array arguments become byte offsets into the
// shared memory, options become numbers. Runs in Node and in browsers alike, so the caller brings the module's bytes.
import { scratchLength, type AdamSettings, type KernelBuild, type Kernels } from './kernels';
import type { AssemblyExports } from './assemblyExports';

export type WasmBuild = Exclude<KernelBuild, 'scalar'>;

/** (func (param v128 v128 v128) (result v128) … f32x4.relaxed_madd): valid only where relaxed SIMD exists. */
const relaxedMaddModule = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic, version
  ...[0x01, 0x08, 0x01, 0x60, 0x03, 0x7b, 0x7b, 0x7b, 0x01, 0x7b], // one type
  ...[0x03, 0x02, 0x01, 0x00], // one function of it
  ...[0x0a, 0x0d, 0x01, 0x0b, 0x00, 0x20, 0x00, 0x20, 0x01, 0x20, 0x02, 0xfd, 0x85, 0x02, 0x0b], // its body
);

/** The faster build that this engine can run. */
export function pickBuild(): WasmBuild {
  return WebAssembly.validate(relaxedMaddModule) ? 'relaxed' : 'simd128';
}

/**
 * One instance for one thread. All arrays given to it, `scratch` [scratchLength] included, must be views on the memory's
 * buffer as it is now; `module` is the named build. Memory below 64 KiB belongs to the module.
 */
export function instantiateKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  build: WasmBuild,
  scratch: Float32Array,
): Kernels {
  const { buffer } = memory;
  const wasm = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as AssemblyExports;

  function at(x: Float32Array | Int32Array): number {
    if (x.buffer !== buffer) throw new TypeError('The array is not a view on the memory of these kernels.');
    return x.byteOffset;
  }

  if (scratch.length < scratchLength) throw new RangeError(`The scratch must hold ${scratchLength} floats.`);
  wasm.setScratch(at(scratch));

  return {
    build,
    packB(packed, b, k, n, panelFrom, panelTo) {
      wasm.packB(at(packed), at(b.data), b.rowStride, b.colStride, k, n, panelFrom, panelTo);
    },
    gemm(c, cStride, a, packedB, m, n, k, accumulate) {
      wasm.gemm(at(c), cStride, at(a.data), a.rowStride, a.colStride, at(packedB), m, n, k, Number(accumulate));
    },
    setRows(x, bias, rows, n, accumulate) {
      wasm.setRows(at(x), at(bias), rows, n, Number(accumulate));
    },
    addColumnSums(out, x, rows, n, from, to) {
      wasm.addColumnSums(at(out), at(x), rows, n, from, to);
    },
    rnnForward(h, preact, n, activation) {
      if (activation === 'tanh') wasm.tanhForward(at(h), at(preact), n);
      else wasm.reluForward(at(h), at(preact), n);
    },
    rnnBackward(dPreact, dh, h, n, activation) {
      if (activation === 'tanh') wasm.tanhBackward(at(dPreact), at(dh), at(h), n);
      else wasm.reluBackward(at(dPreact), at(dh), at(h), n);
    },
    lstmForward(h, c, gates, cPrev, rows, hiddenSize) {
      wasm.lstmForward(at(h), at(c), at(gates), at(cPrev), rows, hiddenSize);
    },
    lstmBackward(dGates, dc, dh, gates, c, cPrev, rows, hiddenSize) {
      wasm.lstmBackward(at(dGates), at(dc), at(dh), at(gates), at(c), at(cPrev), rows, hiddenSize);
    },
    gruForward(h, gatesX, gatesH, hPrev, rows, hiddenSize) {
      wasm.gruForward(at(h), at(gatesX), at(gatesH), at(hPrev), rows, hiddenSize);
    },
    gruBackward(dGatesX, dGatesH, dhPrev, dh, gatesX, gatesH, hPrev, rows, hiddenSize) {
      // prettier-ignore
      wasm.gruBackward(at(dGatesX), at(dGatesH), at(dhPrev), at(dh), at(gatesX), at(gatesH), at(hPrev), rows, hiddenSize);
    },
    gatherRows(out, table, ids, rows, width) {
      wasm.gatherRows(at(out), at(table), at(ids), rows, width);
    },
    scatterAddRows(table, x, ids, rows, width, idFrom, idTo) {
      wasm.scatterAddRows(at(table), at(x), at(ids), rows, width, idFrom, idTo);
    },
    softmaxCrossEntropy(losses, logits, targets, rows, n, scale) {
      wasm.softmaxCrossEntropy(at(losses), at(logits), at(targets), rows, n, scale);
    },
    crossEntropy(losses, logits, targets, rows, n) {
      wasm.crossEntropy(at(losses), at(logits), at(targets), rows, n);
    },
    softmax(probs, logits, n) {
      wasm.softmax(at(probs), at(logits), n);
    },
    dropout(out, x, n, p, seed, first) {
      wasm.dropout(at(out), at(x), n, Math.ceil(p * 2 ** 24), 1 / (1 - p), seed, first);
    },
    add(out, x, n) {
      wasm.add(at(out), at(x), n);
    },
    sumOfSquares(x, n) {
      return wasm.sumOfSquares(at(x), n);
    },
    adam(params, grads, m, v, n, settings) {
      wasm.adam(at(params), at(grads), at(m), at(v), n, ...adamNumbers(settings));
    },
    adamRows(params, grads, m, v, ids, rows, width, settings) {
      wasm.adamRows(at(params), at(grads), at(m), at(v), at(ids), rows, width, ...adamNumbers(settings));
    },
  };
}

type AdamNumbers = [number, number, number, number, number, number, number, number];

/** stepSize, β₁, 1 − β₁, β₂, 1 − β₂, rootCorrection, ε, gradScale. */
function adamNumbers({ learningRate, beta1, beta2, epsilon, step, gradScale }: AdamSettings): AdamNumbers {
  const stepSize = learningRate / (1 - beta1 ** step);
  const rootCorrection = 1 / Math.sqrt(1 - beta2 ** step);
  return [stepSize, beta1, 1 - beta1, beta2, 1 - beta2, rootCorrection, epsilon, gradScale];
}
