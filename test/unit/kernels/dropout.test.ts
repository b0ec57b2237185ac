// Dropout's masks: the same in every build, drawn from (seed, counter) alone, and as dense as asked for.

import assert from 'node:assert/strict';
import { scalarKernels } from '../../../src/kernels/scalar';
import { awkwardSizes, describeKernels, numbers } from './suite';

const largest = 2 ** 32 - 1;

describeKernels('dropout', (kernels, arrays) => {
  function dropped(values: readonly number[], p: number, seed: number, first: number): Float32Array {
    const out = arrays.blank(values.length);
    kernels.dropout(out, arrays.floats(values), values.length, p, seed, first);
    return out;
  }

  const kept = (x: Float32Array) => Array.from(x, (value) => value !== 0);
  const ones = (n: number) => Array.from({ length: n }, () => 1);

  it('gives the bits of the reference at every length, probability, seed and counter', () => {
    for (const n of awkwardSizes) {
      for (const p of [0, 0.1, 0.5, 2 / 3, 0.999]) {
        for (const [seed, first] of [
          [0, 0],
          [1, 7],
          [largest, largest - 3],
          [0x9e3779b9, 2 ** 31 - 2],
        ]) {
          const values = numbers(n, n);
          const expected = new Float32Array(n);
          scalarKernels.dropout(expected, Float32Array.from(values), n, p, seed, first);
          assert.deepEqual(Array.from(dropped(values, p, seed, first)), Array.from(expected));
          arrays.release(`dropout [${n}]`);
        }
      }
    }
  });

  it('keeps a share of 1 − p, times 1 / (1 − p)', () => {
    const n = 100_000;
    for (const p of [0, 0.2, 0.5, 0.9]) {
      const out = dropped(ones(n), p, 12345, 0);
      const share = kept(out).filter(Boolean).length / n;
      assert.ok(Math.abs(share - (1 - p)) <= 4 * Math.sqrt((p * (1 - p)) / n), `kept ${share} at p = ${p}`);
      assert.ok(out.every((x) => x === 0 || x === Math.fround(1 / (1 - p))));
      arrays.release('dropout');
    }
  });

  it('draws an element alike whichever call draws it', () => {
    const whole = dropped(ones(100), 0.5, 9, 1000);
    const parts = [...dropped(ones(37), 0.5, 9, 1000), ...dropped(ones(63), 0.5, 9, 1037)];
    assert.deepEqual(Array.from(whole), parts);
  });

  it('draws other masks for neighbouring seeds, and no shifted copies', () => {
    const n = 4096;
    const mask = kept(dropped(ones(n), 0.5, 1, 0));
    for (const [seed, first] of [
      [2, 0],
      [0, 0],
      [1, 1],
      [2, 1],
      [1, n],
    ]) {
      const other = kept(dropped(ones(n), 0.5, seed, first));
      const agreement = mask.filter((keep, j) => keep === other[j]).length / n;
      assert.ok(Math.abs(agreement - 0.5) < 0.04, `${agreement} of the mask agree for seed ${seed}, first ${first}`);
    }
  });

  it('works in place', () => {
    const values = numbers(17, 4);
    const x = arrays.floats(values);
    kernels.dropout(x, x, 17, 0.3, 5, 0);
    assert.deepEqual(x, dropped(values, 0.3, 5, 0));
  });
});
