// How fast this machine multiplies: what a run's length in minutes is worth. Measured once, in a twentieth of a second.

import { type Kernels, packedLength, rowMajor } from '../kernels/kernels';
import type { Arena } from '../rnn/arena';
import { buildIn, createMemory, type KernelModule } from './kernelHost';

const [m, k, n] = [96, 256, 512];
const rounds = 5;
const productsPerRound = 20;

/** GFLOP/s of one thread in products of the size of a training step: the best of a few rounds. */
export function measureGflops(kernels: KernelModule): number {
  const layout = (arena: Arena, own: Kernels) => {
    const [a, packedB, c] = [arena.floats(m * k), arena.floats(packedLength(k, n)), arena.floats(m * n)];
    return () => own.gemm(c, n, rowMajor(a, k), packedB, m, n, k, false);
  };
  const product = buildIn(kernels, createMemory(layout), layout);
  const seconds = Array.from({ length: rounds }, () => {
    const start = performance.now();
    for (let i = 0; i < productsPerRound; i++) product();
    return (performance.now() - start) / 1000;
  });
  return (2 * m * k * n * productsPerRound) / Math.min(...seconds) / 1e9;
}
