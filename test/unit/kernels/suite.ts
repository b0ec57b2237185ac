// One suite over every kernel build: the same statements for scalar, simd128 and relaxed, each checked against float64
// arithmetic written out in the tests.

import assert from 'node:assert/strict';
import type { Kernels } from '../../../src/kernels/kernels';
import { Random } from '../../../src/rnn/random';
import { kernelBuilds } from './builds';
import { GuardedArrays } from './guardedArrays';

/** Around the widths of a lane (4), a panel (8) and a tile (4 and 6). */
export const awkwardSizes = [0, 1, 3, 4, 5, 7, 8, 9, 16, 17, 33];

const memoryBytes = 1 << 22;

export function describeKernels(title: string, body: (kernels: Kernels, arrays: GuardedArrays) => void): void {
  for (const { name, create } of kernelBuilds()) {
    describe(`${title}, ${name}`, () => {
      const setup = create(memoryBytes);
      const arrays = new GuardedArrays(setup);
      afterEach(() => arrays.release(title));
      body(setup.kernels, arrays);
    });
  }
}

/** Numbers in [low, high) that a float32 holds exactly, the same ones for the same seed. */
export function numbers(length: number, seed: number, low = -1, high = 1): number[] {
  const random = new Random(seed);
  return Array.from({ length }, () => Math.fround(random.uniform(low, high)));
}

/** Every |actual − expected| ≤ relative · |expected| + absolute. NaN is close to nothing. */
export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: { relative?: number; absolute?: number },
  what: string,
): void {
  assert.equal(actual.length, expected.length, what);
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i] - expected[i]);
    const allowed = (tolerance.relative ?? 0) * Math.abs(expected[i]) + (tolerance.absolute ?? 0);
    if (!(error <= allowed)) assert.fail(`${what}: [${i}] is ${actual[i]}, should be ${expected[i]}`);
  }
}
