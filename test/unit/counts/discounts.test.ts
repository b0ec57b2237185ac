import assert from 'node:assert/strict';
import { discountsOf } from '../../../src/counts/discounts';

/** So many counts of one, of two, and so on. */
const counts = (...n: number[]) =>
  Int32Array.from(n.flatMap((times, index) => new Array<number>(times).fill(index + 1)));

describe('discounts', () => {
  it('follow from the counts of counts', () => {
    // Y = 8 / (8 + 2·4) = ½: 1 − 2·½·4/8, 2 − 3·½·2/4, 3 − 4·½·1/2. Counts above four do not matter.
    for (const more of [[], [0, 7, 2]])
      assert.deepEqual([...discountsOf(counts(8, 4, 2, 1, ...more))], [0, 0.5, 1.25, 2]);
  });

  it('take half a one where there is none, and stay within their counts', () => {
    for (const few of [[], [1], [500], [0, 3], [0, 0, 4], [0, 0, 0, 5], [3, 0, 9, 0], [1, 1, 1, 90]]) {
      const [, d1, d2, d3] = discountsOf(counts(...few));
      assert.ok(0 < d1 && d1 <= 1 && d1 <= d2 && d2 <= 2 && d2 <= d3 && d3 <= 3, `${few.join(' ')}: ${d1} ${d2} ${d3}`);
    }
    assert.deepEqual([...discountsOf(counts(1))].slice(0, 2), [0, 0.5]);
  });

  it('grow no smaller for greater counts', () => {
    // 3 − 4·½·9/2 would be below nothing.
    assert.deepEqual([...discountsOf(counts(8, 4, 2, 9))], [0, 0.5, 1.25, 1.25]);
  });
});
