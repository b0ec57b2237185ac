import assert from 'node:assert/strict';
import { encodeNotes } from '../../../src/text/corpus';
import { Lexicon } from '../../../src/text/lexicon';
import { SharedIds } from '../../../src/text/sharedIds';

describe('shared ids', () => {
  it('of many short texts lie in few pieces, each text in a place of its own', () => {
    const ids = new SharedIds();
    const lengths = Array.from({ length: 20_000 }, (_, i) => i % 40);
    const taken = lengths.map((length, i) => ids.take(length).fill(i));
    taken.forEach((ints, i) => assert.ok(ints.length === lengths[i] && ints.every((id) => id === i)));
    assert.ok(new Set(taken.map(({ buffer }) => buffer)).size <= 7);
  });

  it('of a long text are a piece of their own', () => {
    const ids = new SharedIds();
    const [one, long, other] = [10, 1_000_000, 10].map((length) => ids.take(length));
    assert.equal(long.buffer.byteLength, 4_000_000);
    assert.equal(one.buffer, other.buffer);
  });

  it('take the notes that are counted', () => {
    const [ids, lexicon] = [new SharedIds(), Lexicon.over(undefined)];
    const notes = ['one', 'two', 'three'].map((word) => ({
      path: word,
      sentences: [{ tokens: [word, 'more'], startsLine: true }],
    }));
    const encode = (take?: (length: number) => Int32Array) =>
      notes.map((note) => {
        const { inputs, targets } = encodeNotes([note], lexicon.growing, take);
        return { inputs: [...inputs], targets: [...targets] };
      });
    assert.deepEqual(
      encode((length) => ids.take(length)),
      encode(),
    );
  });
});
