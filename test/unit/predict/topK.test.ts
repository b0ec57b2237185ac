import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rankOf, topK } from '../../../src/predict/topK';

describe('the k most probable', () => {
  it('are those that a full sort puts first, in its order', () => {
    const values = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 40 });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 12 }), (list, k) => {
        const array = Float32Array.from(list);
        const sorted = [...list.keys()].sort((a, b) => list[b] - list[a] || a - b);
        assert.deepEqual(topK(array, k), sorted.slice(0, k));
        sorted.forEach((index, place) => assert.equal(rankOf(array, index), place + 1));
      }),
    );
  });

  it('leave out what is not allowed', () => {
    assert.deepEqual(topK(Float32Array.of(5, 4, 3, 2), 2, Uint8Array.of(0, 1, 0, 1)), [1, 3]);
  });
});
