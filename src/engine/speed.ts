// How fast this machine multiplies: what a run's length in minutes is worth. Measured once, in a twentieth of a second.

import { type Kernels, packedLength, rowMajor } from '../kernels/kernels';
import type { Arena } from '../rnn/arena';
import { buildIn, createMemory, type KernelModule } from './kernelHost';

const [m, k, n] = [96, 256, 512];
const rounds = 10;
const productsPerRound = 10;

/** GFLOP/s of one thread in products of the size of a training step: the best of a few rounds, as many steps. */
export function* measuringGflops(kernels: KernelModule): Generator<undefined, number> {
  const layout = (arena: Arena, own: Kernels) => {
    const [a, packedB, c] = [arena.floats(m * k), arena.floats(packedLength(k, n)), arena.floats(m * n)];
    return () => own.gemm(c, n, rowMajor(a, k), packedB, m, n, k, false);
  };
  const product = buildIn(kernels, createMemory(layout), layout);
  let least = Infinity;
  for (let round = 0; round < rounds; round++) {
    yield;
    const start = performance.now();
    for (let i = 0; i < productsPerRound; i++) product();
    least = Math.min(least, performance.now() - start);
  }
  return (2 * m * k * n * productsPerRound) / (least / 1000) / 1e9;
}
