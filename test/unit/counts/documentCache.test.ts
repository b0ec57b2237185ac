// The cache of the note being written: its probabilities against Witten & Bell's formula, and a note that is edited against
// one that was never anything else.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DocumentCache } from '../../../src/counts/documentCache';

const V = 5;
const word = fc.integer({ min: 0, max: V - 1 });
const order = fc.integer({ min: 1, max: 5 });
const context = fc.array(word, { maxLength: 6 });
/** Inputs and targets; what follows an input need not be the next one, and may be nothing. */
const stream = fc.array(fc.tuple(word, fc.integer({ min: -1, max: V - 1 })), { maxLength: 40 });
type Stream = readonly (readonly [number, number])[];

function write(cache: DocumentCache, events: Stream): void {
  cache.set(
    events.map(([input]) => input),
    events.map(([, target]) => target),
  );
}

function probs(cache: DocumentCache, words: readonly number[]): number[] {
  const out = new Float32Array(V);
  const mass = cache.addTo(words, out, 1);
  assert.ok(Math.abs(out.reduce((sum, p) => sum + p, 0) - mass) < 1e-6, `${out.join(' ')} do not sum to ${mass}`);
  return Array.from(out);
}

/** Witten & Bell: P(w | c) = (n(c w) + T(c) P(w | c′)) / (n(c) + T(c)), from shares of the words up. */
function wittenBell(events: Stream, words: readonly number[], n: number): number[] {
  const ending = (sequence: readonly number[], length: number) =>
    [V, V, V, V, ...sequence].slice(sequence.length + 4 - length).join(' ');
  let p: number[] = [];
  for (let length = 0; length < n; length++) {
    const counts = new Array<number>(V).fill(0);
    events.forEach(([, target], at) => {
      const before = events.slice(0, at + 1).map(([input]) => input);
      if (target >= 0 && ending(before, length) === ending(words, length)) counts[target]++;
    });
    const seen = counts.reduce((sum, count) => sum + count, 0);
    if (seen === 0) break;
    const types = counts.filter((count) => count > 0).length;
    p = counts.map((count, w) => (length === 0 ? count / seen : (count + types * p[w]) / (seen + types)));
  }
  return p;
}

describe('document cache', () => {
  it('gives every word the probability that Witten & Bell give it', () => {
    fc.assert(
      fc.property(stream, context, order, (events, words, n) => {
        const cache = new DocumentCache(V, n);
        write(cache, events);
        const actual = probs(cache, words);
        wittenBell(events, words, n).forEach((p, w) => {
          assert.ok(Math.abs(actual[w] - p) < 1e-6, `P(${w} | ${words.join(' ')}) = ${actual[w]}, not ${p}`);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('is the same after any edits as if the note had always been so', () => {
    const edit = fc.record({ keep: fc.nat({ max: 50 }), then: stream });
    fc.assert(
      fc.property(
        fc.array(edit, { maxLength: 8 }),
        fc.array(context, { minLength: 1 }),
        order,
        (edits, contexts, n) => {
          const cache = new DocumentCache(V, n);
          let events: Stream = [];
          for (const { keep, then } of edits) {
            events = [...events.slice(0, keep), ...then];
            write(cache, events);
            const fresh = new DocumentCache(V, n);
            write(fresh, events);
            for (const words of contexts) assert.deepEqual(probs(cache, words), probs(fresh, words));
          }
        },
      ),
    );
  });

  it('adds nothing for a note without events, and says so', () => {
    const cache = new DocumentCache(V);
    const out = Float32Array.of(1, 2, 3, 4, 5);
    for (const events of [[], [[2, -1]]] as const) {
      write(cache, events);
      assert.equal(cache.addTo([2], out, 0.5), 0);
    }
    write(cache, [[2, 1]]);
    assert.equal(cache.addTo([2], out, 0.5), 0.5);
    write(cache, []);
    assert.equal(cache.addTo([2], out, 0.5), 0);
    assert.deepEqual(Array.from(out), [1, 2.5, 3, 4, 5]);
  });

  it('leaves out the word before the cursor, which nothing follows yet', () => {
    const [cache, whole] = [new DocumentCache(V), new DocumentCache(V)];
    cache.set([2, 1, 4], [1, 4]);
    whole.set([2, 1], [1, 4]);
    for (const words of [[4], [2, 1], []]) assert.deepEqual(probs(cache, words), probs(whole, words));
  });
});
