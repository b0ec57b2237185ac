// Numbers of ours beside PyTorch's.

import assert from 'node:assert/strict';

export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  assert.equal(actual.length, expected.length, what);
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i] - expected[i]);
    assert.ok(error <= tolerance, `${what}[${i}] is ${actual[i]}, PyTorch has ${expected[i]}`);
  }
}
