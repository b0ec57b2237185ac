// The count model against the textbook's formulas, and what a distribution must be on any text, however small.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NgramModel } from '../../../src/counts/kneserNey';
import { Random } from '../../../src/rnn/random';
import { contextsOf, countNgrams, note, smallText, textbookProb } from './textbook';

const close = (actual: number, expected: number, what: string) =>
  assert.ok(Math.abs(actual - expected) < 2e-6, `${what}: ${actual}, not ${expected}`);

function distribution(model: NgramModel, context: readonly number[]): Float32Array {
  const out = new Float32Array(model.vocabSize).fill(NaN);
  model.probs(context, out);
  return out;
}

describe('count model', () => {
  it('gives every word the probability that the textbook gives it, alone and among all', () => {
    fc.assert(
      fc.property(smallText, (text) => {
        const model = NgramModel.build(text.notes, text.vocabSize, text.order);
        const counts = countNgrams(text);
        for (const context of [...text.contexts, ...contextsOf(text).slice(0, 20)]) {
          distribution(model, context).forEach((p, word) => {
            const what = `P(${word} | ${context.join(' ')})`;
            close(p, textbookProb(text, counts, context, word), what);
            close(model.prob(context, word), p, what);
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('sums to one and leaves no word without probability', () => {
    fc.assert(
      fc.property(smallText, (text) => {
        const model = NgramModel.build(text.notes, text.vocabSize, text.order);
        for (const context of [[], [text.vocabSize - 1], ...text.contexts, ...contextsOf(text)]) {
          const probs = distribution(model, context);
          assert.ok(probs.every((p) => p > 0));
          close(
            probs.reduce((sum, p) => sum + p, 0),
            1,
            `sum after ${context.join(' ')}`,
          );
        }
      }),
    );
  });

  it('works out by hand', () => {
    // a→b three times, a→c, b→a: n₁ = 2, n₂ = 0 (so ½), n₃ = 1, n₄ = 0 (so ½).
    const [a, b, c] = [0, 1, 2];
    const model = NgramModel.build([note([a, a, a, a, b], [b, b, b, c, a])], 4, 2);
    const y = 2 / (2 + 1);
    const d1 = 1 - (2 * y * 0.5) / 2;
    const d3 = Math.max(3 - (4 * y * 0.5) / 1, 2 - (3 * y * 1) / 0.5);
    // One word stood before each of a, b and c: n₁ = 3, the others ½.
    const lowerD1 = 3 / 4;
    const lower = (1 - lowerD1) / 3 + lowerD1 / 4;
    close(model.prob([a], b), (3 - d3) / 4 + ((d1 + d3) / 4) * lower, 'P(b | a)');
    close(model.prob([a], 3), ((d1 + d3) / 4) * (lowerD1 / 4), 'P(d | a)');
    close(model.prob([c], a), lower, 'P(a | c), c without a follower');
  });

  it('has nothing to say without a text, and something after one event', () => {
    const empty = [[], [note([], [])], [note([2, 1], [-1, -1])]];
    for (const notes of empty) {
      for (let order = 1; order <= 5; order++) {
        const model = NgramModel.build(notes, 4, order);
        assert.deepEqual(Array.from(distribution(model, [2, 1])), [0.25, 0.25, 0.25, 0.25]);
        assert.deepEqual(model.matched([2, 1]), { order: 1, count: 0, followers: 0 });
      }
    }
    const once = NgramModel.build([note([2], [1])], 4);
    assert.ok(once.prob([2], 1) > 0.5, `after the event: ${once.prob([2], 1)}`);
    assert.ok(once.prob([0], 1) > once.prob([0], 3), 'in another context');
    const oneWord = NgramModel.build([note([0, 0, 0], [0, 0, 0])], 1);
    close(oneWord.prob([0, 0], 0), 1, 'the only word');
  });

  it('tells how much of a context it has seen', () => {
    const model = NgramModel.build([note([1, 2, 3, 5, 1, 2, 3, 1, 2, 4])], 7);
    assert.deepEqual(model.matched([5, 1, 2]), { order: 4, count: 1, followers: 1 });
    assert.deepEqual(model.matched([3, 5, 1, 2]), { order: 5, count: 1, followers: 1 });
    assert.deepEqual(model.matched([6, 6, 1, 2]), { order: 3, count: 3, followers: 2 });
    assert.deepEqual(model.matched([6, 6, 6, 3]), { order: 2, count: 2, followers: 2 });
    assert.deepEqual(model.matched([1, 2, 6]), { order: 1, count: 9, followers: 5 });
    assert.deepEqual(model.matched([1, 2]), { order: 5, count: 1, followers: 1 }, 'as the note began');
  });

  it('knows no context that runs from one note into the next', () => {
    const [first, second] = [note([1, 2, 3]), note([4, 5, 6])];
    const model = NgramModel.build([first, second], 7);
    assert.equal(model.matched([2, 3, 4]).order, 2);
    assert.equal(model.matched([3]).order, 1);
    assert.equal(model.matched([4]).order, 5);
    const turned = NgramModel.build([second, first], 7);
    for (const context of [[3], [3, 4], [4, 5], [1, 2]]) {
      assert.deepEqual(distribution(model, context), distribution(turned, context));
    }
  });

  it('counts a long text soon, and small', function () {
    this.timeout(30_000);
    const [V, events] = [10_000, 200_000];
    const random = new Random(1);
    const words = Array.from({ length: events + 1 }, () => Math.floor(V ** random.uniform()) - 1);
    const begun = performance.now();
    const model = NgramModel.build([note(words.map((word) => Math.max(0, word)))], V);
    const seconds = (performance.now() - begun) / 1000;
    assert.ok(seconds < 3, `${seconds} s`);
    assert.ok(model.sizeInBytes < 80 * events, `${model.sizeInBytes} bytes`);
    const sum = distribution(model, words.slice(0, 4)).reduce((total, p) => total + p, 0);
    assert.ok(Math.abs(sum - 1) < 1e-5, `sum ${sum}`);
  });
});
