// Every kernel build, for suites that must hold for all of them. Node 20 has relaxed SIMD behind a flag only: it is
// switched on here, so that no build goes untested.

import fs from 'node:fs';
import v8 from 'node:v8';
import { type Kernels, scratchLength } from '../../../src/kernels/kernels';
import { scalarKernels } from '../../../src/kernels/scalar';
import { instantiateKernels, pickBuild } from '../../../src/kernels/wasm';

const pageBytes = 65536;

export interface KernelSetup {
  readonly kernels: Kernels;
  /** Where tensors go: from `start`, in bytes. */
  readonly buffer: ArrayBufferLike;
  readonly start: number;
}

export interface NamedBuild {
  readonly name: string;
  /** @param bytes of memory for tensors, after what the kernels need for themselves. */
  create(bytes: number): KernelSetup;
}

export function kernelBuilds(): NamedBuild[] {
  if (pickBuild() !== 'relaxed') v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
  const wasm = (['simd128', 'relaxed'] as const).map((name) => ({
    name,
    create: (bytes: number) => createWasm(name, bytes),
  }));
  return [
    {
      name: 'scalar',
      create: (bytes: number) => ({ kernels: scalarKernels, buffer: new ArrayBuffer(bytes), start: 0 }),
    },
    ...wasm,
  ];
}

function createWasm(build: 'simd128' | 'relaxed', bytes: number): KernelSetup {
  const scratchStart = pageBytes;
  const start = scratchStart + 4 * scratchLength;
  const pages = Math.ceil((start + bytes) / pageBytes) + 1;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const module = new WebAssembly.Module(fs.readFileSync(`dist/kernels/${build}.wasm`));
  const scratch = new Float32Array(memory.buffer, scratchStart, scratchLength);
  return { kernels: instantiateKernels(module, memory, build, scratch), buffer: memory.buffer, start };
}
