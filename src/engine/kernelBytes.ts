// The bytes of a kernel build, from the file beside the program; in a browser as src/web/engine/kernelBytes.ts has it.

import fs from 'node:fs';
import path from 'node:path';
import type { WasmBuild } from '../kernels/wasm';

/** @param folder holds simd128.wasm and relaxed.wasm. */
export function kernelBytes(folder: string, build: WasmBuild): BufferSource {
  return fs.readFileSync(path.join(folder, `${build}.wasm`));
}
