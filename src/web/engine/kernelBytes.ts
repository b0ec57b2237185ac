// The kernel builds where there are no files to read: they are part of the program.

import type { WasmBuild } from '../../kernels/wasm';
import relaxed from '../../../dist/kernels/relaxed.wasm';
import simd128 from '../../../dist/kernels/simd128.wasm';

export function kernelBytes(_folder: string, build: WasmBuild): BufferSource {
  return { relaxed, simd128 }[build];
}
