// Where numerics live on this machine: which kernel build it can run, and the shared memory that tensors and threads
// have in common. The compiled module is passed to threads as it is.

import { type Kernels, type KernelBuild, scratchLength } from '../kernels/kernels';
import { scalarKernels } from '../kernels/scalar';
import { instantiateKernels, pickBuild } from '../kernels/wasm';
import { Arena } from '../rnn/arena';
import { solo, type Team } from '../rnn/team';
import { kernelBytes } from './kernelBytes';

export interface KernelModule {
  readonly build: Exclude<KernelBuild, 'scalar'>;
  readonly module: WebAssembly.Module;
}

/** AssemblyScript keeps static tables in low memory: tensors start above. */
const firstByte = 64 * 1024;
const pageBytes = 64 * 1024;

/** The fastest build that runs here. @param folder holds simd128.wasm and relaxed.wasm. */
export function loadKernelModule(folder: string): KernelModule {
  const build = pickBuild();
  return { build, module: new WebAssembly.Module(kernelBytes(folder, build)) };
}

/** What a layout builds: all of its tensors come from the arena, in the same order in every thread. */
type Layout<T> = (arena: Arena, kernels: Kernels) => T;

/** Memory that holds what `layout` builds for a team of `teamSize`. @throws Error where the machine has not enough. */
export function createMemory(layout: Layout<unknown>, teamSize = 1): WebAssembly.Memory {
  const arena = new Arena(undefined, firstByte);
  for (let i = 0; i < teamSize; i++) arena.floats(scratchLength);
  layout(arena, scalarKernels);
  const pages = Math.ceil(arena.bytesUsed / pageBytes);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch {
    const megabytes = Math.ceil((pages * pageBytes) / 2 ** 20);
    throw new Error(`The network needs ${megabytes} MB of memory, which cannot be had: choose a smaller hidden size`);
  }
}

/** Builds `layout` in `memory` with this member's own kernels. */
export function buildIn<T>(
  { build, module }: KernelModule,
  memory: WebAssembly.Memory,
  layout: Layout<T>,
  team: Team = solo,
): T {
  const arena = new Arena(memory.buffer, firstByte);
  const scratches = Array.from({ length: team.size }, () => arena.floats(scratchLength));
  return layout(arena, instantiateKernels(module, memory, build, scratches[team.index]));
}
