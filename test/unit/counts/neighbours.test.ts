// Which notes are near to a text, against cosines of dense tf-idf vectors.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indexNotes, NoteIndex } from '../../../src/counts/neighbours';
import { note } from './textbook';

const V = 8;
const word = fc.integer({ min: 0, max: V - 1 });
const text = fc.array(word, { maxLength: 12 });

const indexOf = (notes: readonly (readonly number[])[]) =>
  new NoteIndex(
    indexNotes(
      notes.map((targets) => note(targets, targets)),
      V,
    ),
  );

/** (1 + ln tf) · ln((N + 1) / n) of every word, without words in more than three notes in ten where there are four. */
function tfIdf(notes: readonly (readonly number[])[], words: readonly number[]): number[] {
  return Array.from({ length: V }, (_, w) => {
    const tf = words.filter((each) => each === w).length;
    const n = notes.filter((each) => each.includes(w)).length;
    const common = notes.length >= 4 && n > 0.3 * notes.length;
    return tf === 0 || n === 0 || common ? 0 : (1 + Math.log(tf)) * Math.log((notes.length + 1) / n);
  });
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, i) => sum + value * y[i], 0);
  const lengths = Math.sqrt(dot(a, a) * dot(b, b));
  return lengths === 0 ? 0 : dot(a, b) / lengths;
}

describe('notes near to a text', () => {
  it('are those of the greatest cosines, in their order', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), text, fc.integer({ min: 0, max: 8 }), (notes, words, most) => {
        const cosines = notes.map((each) => cosine(tfIdf(notes, each), tfIdf(notes, words)));
        const near = indexOf(notes).nearest(words, most);
        const best = cosines.filter((value) => value > 0).sort((a, b) => b - a);
        assert.equal(new Set(near).size, near.length);
        assert.equal(near.length, Math.min(most, best.length));
        near.forEach((n, place) => {
          assert.ok(Math.abs(cosines[n] - best[place]) < 1e-9, `note ${n} at place ${place}: ${cosines.join(' ')}`);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('share its rare words rather than its frequent ones', () => {
    const [frequent, other, rare, rarer] = [0, 1, 2, 3];
    const notes = [
      [frequent, other],
      [rare, frequent, other],
      [rarer, other],
      [rarer, other, frequent],
    ];
    assert.deepEqual(indexOf(notes).nearest([frequent, other, rare], 4), [1]);
    assert.deepEqual(indexOf(notes).nearest([frequent, other], 4), [], 'words of most notes tell nothing');
  });

  it('are never the note itself', () => {
    const index = indexOf([
      [1, 2],
      [1, 3],
      [4, 5],
    ]);
    assert.deepEqual(index.nearest([1, 2], 3), [0, 1]);
    assert.deepEqual(index.nearest([1, 2], 3, 0), [1]);
    assert.deepEqual(index.nearest([1, 2], 1, 0), [1], 'nor does it take the place of another');
  });

  it('are none for an empty text, or one of words that no note holds', () => {
    const index = indexOf([[1, 2], [3]]);
    for (const words of [[], [7], [-1, -1]]) assert.deepEqual(index.nearest(words, 3), []);
    assert.deepEqual(indexOf([]).nearest([1], 3), []);
  });

  it('equally near stand in the order of the notes', () => {
    const twins = indexOf([[5], [1, 2], [1, 2], [1, 2]]);
    assert.deepEqual(twins.nearest([5], 3), [0]);
    const index = indexOf([
      [2, 1],
      [1, 2],
      [1, 1, 2, 2],
    ]);
    assert.deepEqual(index.nearest([1, 2], 3), [0, 1, 2]);
    assert.deepEqual(index.nearest([1, 2], 2), [0, 1]);
  });
});
