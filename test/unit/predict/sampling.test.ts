// Drawing a token, against the definitions: of temperature, top-k, the nucleus and the penalty.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keepBest, noGuard, sample, type Sampling } from '../../../src/predict/sampling';
import { wouldRepeat } from '../../../src/predict/repetition';
import { Random } from '../../../src/rnn/random';

const all: Sampling = { temperature: 1, topK: 0, topP: 1 };

/** Distributions, with ties and zeros among their values. */
const distribution = fc
  .array(fc.oneof(fc.constantFrom(0, 1, 2), fc.integer({ min: 0, max: 1000 })), { minLength: 1, maxLength: 30 })
  .filter((counts) => counts.some((count) => count > 0))
  .map((counts) => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    return Float32Array.from(counts, (count) => count / total);
  });

/** Of many draws, the share of each id. */
function shares(probs: Float32Array, sampling: Sampling, guard = noGuard, draws = 20_000): number[] {
  const random = new Random(7);
  const counts = Array.from(probs, () => 0);
  for (let i = 0; i < draws; i++) counts[sample(probs, sampling, random, guard)!]++;
  return counts.map((count) => count / draws);
}

function near(found: readonly number[], expected: readonly number[]): void {
  found.forEach((share, id) =>
    assert.ok(Math.abs(share - expected[id]) < 0.015, `${found.join()} ≠ ${expected.join()}`),
  );
}

describe('sampling', () => {
  it('keeps the fewest of the k greatest weights that hold the share p of them, the greatest first', () => {
    const p = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(distribution, fc.nat({ max: 35 }), p, (probs, topK, topP) => {
        const weights = Float64Array.from(probs);
        const total = keepBest(weights, topK, topP);
        const order = [...probs.keys()].sort((a, b) => probs[b] - probs[a] || a - b);
        const best = order.slice(0, topK || undefined);
        const sum = (ids: readonly number[]) => ids.reduce((mass, id) => mass + probs[id], 0);
        const kept = [...weights.keys()].filter((id) => weights[id] > 0);
        assert.deepEqual(
          new Set(kept),
          new Set(best.slice(0, kept.length)),
          'the greatest are kept, of equal ones the first',
        );
        assert.ok(Math.abs(total - sum(kept)) < 1e-9);
        for (const id of kept) assert.equal(weights[id], probs[id]);
        const possible = best.filter((id) => probs[id] > 0);
        if (kept.length < possible.length) assert.ok(total >= topP * sum(best) - 1e-12, 'they hold the share');
        const fewer = sum(best.slice(0, kept.length - 1));
        if (kept.length > 1) assert.ok(fewer < topP * sum(best) + 1e-12, 'fewer do not');
      }),
    );
  });

  it('draws as often as is probable', () => {
    near(shares(Float32Array.of(0.5, 0, 0.3, 0.2), all), [0.5, 0, 0.3, 0.2]);
  });

  it('sharpens and flattens by temperature: P^(1/T), normalised', () => {
    const probs = [0.6, 0.3, 0.1];
    for (const temperature of [0.5, 2]) {
      const powers = probs.map((p) => p ** (1 / temperature));
      const sum = powers.reduce((a, b) => a + b);
      near(
        shares(Float32Array.from(probs), { ...all, temperature }),
        powers.map((power) => power / sum),
      );
    }
  });

  it('takes the most probable one at temperature 0, the first of equal ones', () => {
    fc.assert(
      fc.property(distribution, fc.nat(), (probs, seed) => {
        const drawn = sample(probs, { ...all, temperature: 0 }, new Random(seed));
        assert.equal(drawn, probs.indexOf(Math.max(...probs)));
      }),
    );
  });

  it('does not lose the greatest at the smallest temperature', () => {
    assert.equal(sample(Float32Array.of(1e-30, 2e-30), { ...all, temperature: 0.001 }, new Random(1)), 1);
  });

  it('penalises what was said lately: P^θ', () => {
    const guard = { ...noGuard, said: new Set([0]), penalty: 2 };
    near(shares(Float32Array.of(0.5, 0.5), all, guard), [1 / 3, 2 / 3]);
  });

  it('draws nothing that is banned, only what is allowed, and nothing where nothing is left', () => {
    fc.assert(
      fc.property(distribution, fc.uniqueArray(fc.nat({ max: 29 })), fc.nat(), (probs, ids, seed) => {
        const banned = sample(probs, all, new Random(seed), { ...noGuard, banned: new Set(ids) });
        const allowed = sample(probs, all, new Random(seed), {
          ...noGuard,
          allowed: ids.filter((id) => id < probs.length),
        });
        assert.ok(banned === undefined || (probs[banned] > 0 && !ids.includes(banned)));
        assert.ok(allowed === undefined || (probs[allowed] > 0 && ids.includes(allowed)));
        const possible = [...probs.keys()].filter((id) => probs[id] > 0);
        assert.equal(
          banned === undefined,
          possible.every((id) => ids.includes(id)),
        );
        assert.equal(allowed === undefined, !possible.some((id) => ids.includes(id)));
      }),
    );
  });
});

describe('n-grams that would stand twice', () => {
  it('are those whose next token would make n in a row repeat', () => {
    assert.deepEqual([...wouldRepeat([1, 2, 3, 1, 2], 3)], [3]);
    assert.deepEqual([...wouldRepeat([1, 2, 3, 1, 2, 4, 1, 2], 3)], [3, 4]);
    assert.deepEqual([...wouldRepeat([1, 2, 3], 3)], []);
    assert.deepEqual([...wouldRepeat([5, 6], 1)], [5, 6]);
    assert.deepEqual([...wouldRepeat([1, 1, 1], 0)], []);
  });

  it('keep every n-gram of what is drawn different', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.nat(), (size, seed) => {
        const random = new Random(seed);
        const history: number[] = [];
        for (let i = 0; i < 60; i++) {
          const id = sample(Float32Array.of(0.4, 0.3, 0.3), all, random, {
            ...noGuard,
            banned: wouldRepeat(history, size),
          });
          if (id === undefined) break;
          history.push(id);
        }
        const grams = history.slice(size - 1).map((_, at) => history.slice(at, at + size).join());
        assert.equal(new Set(grams).size, grams.length, history.join());
      }),
    );
  });
});
