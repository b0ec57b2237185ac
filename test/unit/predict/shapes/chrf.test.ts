import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chrf } from '../../../../src/predict/shapes/chrf';

const score = (found: string, ...references: string[]) => chrf([{ found, references }]);

describe('chrF', () => {
  it('is what NLTK has (test/golden/shapes/chrf.py)', () => {
    for (const [found, reference, expected] of [
      ['the cat is on the mat', 'the cat sat on the mat', 61.9245],
      ['He has never been to Paris', 'She has never been to Paris.', 86.9701],
      ['他从来没有去过巴黎', '她从来没去过巴黎。', 33.3003],
      ['x', 'y', 0],
    ] as const) {
      assert.ok(Math.abs(score(found, reference) - expected) < 1e-4, `${found}: ${score(found, reference)}`);
    }
  });

  it('leaves out orders for which a text is too short: ab for abc has 2 of 2 and 1 of 1', () => {
    const f = (precision: number, recall: number) => (5 * precision * recall) / (4 * precision + recall);
    assert.ok(Math.abs(score('ab', 'abc') - 50 * (f(1, 2 / 3) + f(1, 1 / 2))) < 1e-9);
  });

  it('is 100 for the same text, spaces aside, and never more', () => {
    const text = fc.string({ minLength: 1, maxLength: 20 }).filter((each) => each.trim() !== '');
    fc.assert(
      fc.property(text, text, (a, b) => {
        assert.ok(Math.abs(score(a, ` ${a} `) - 100) < 1e-9);
        const other = score(a, b);
        assert.ok(other >= 0 && other <= 100 + 1e-9);
        assert.ok(score(a, b, a) >= other - 1e-9, 'the reference that it is most like counts');
      }),
    );
  });

  it('counts the n-grams of all texts together', () => {
    const both = chrf([
      { found: 'the cat is on the mat', references: ['the cat sat on the mat'] },
      { found: 'x', references: ['y'] },
    ]);
    const first = score('the cat is on the mat', 'the cat sat on the mat');
    assert.ok(both < first && both > first * 0.9);
  });
});
