// How varied texts are, on texts that can be counted by hand.

import assert from 'node:assert/strict';
import { distinct, repeated } from '../../../src/predict/ngramVariety';

describe('variety of n-grams', () => {
  const texts = [
    ['a', 'b', 'a', 'b'],
    ['a', 'c'],
  ];

  it('counts different n-grams of all texts together', () => {
    assert.equal(distinct(texts, 1), 3 / 6);
    assert.equal(distinct(texts, 2), 3 / 4);
    assert.equal(distinct([], 1), 0);
  });

  it('counts n-grams that a text says again, and leaves out texts that are too short', () => {
    assert.equal(repeated(texts, 1), (2 / 4 + 0) / 2);
    assert.equal(repeated(texts, 2).toFixed(9), (1 / 3 / 2).toFixed(9));
    assert.equal(repeated(texts, 3), 0);
    assert.equal(repeated([['a', 'a', 'a', 'a']], 2).toFixed(9), (2 / 3).toFixed(9));
    assert.equal(repeated([], 2), 0);
  });
});
