import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Vocabulary, end, lineStart, start, unk } from '../../../src/text/vocabulary';
import { anyLine } from './anyLine';

const everything = { maxSize: Infinity, minCount: 1 };
const wordsOf = (vocabulary: Vocabulary): string[] =>
  Array.from({ length: vocabulary.size }, (_, id) => vocabulary.textOf(id)).slice(4);

describe('a vocabulary', () => {
  it('orders words by count, then by code point', () => {
    const counts = new Map([['b', 2], ['a', 2], ['z', 9], ['🙂', 2], ['Ａ', 2], ['ab', 2]]); // prettier-ignore
    assert.deepEqual(wordsOf(Vocabulary.build(counts, everything)), ['z', 'a', 'ab', 'b', 'Ａ', '🙂']);
  });

  it('begins with the special ids', () => {
    const vocabulary = Vocabulary.build(new Map([['a', 1]]), everything);
    assert.deepEqual(
      [unk, start, lineStart, end].map((id) => vocabulary.textOf(id)),
      ['<unk>', '<s>', '<p>', '</s>'],
    );
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((id) => vocabulary.isSpecial(id)),
      [true, true, true, true, false],
    );
  });

  it('leaves out rare words and what goes beyond its size, and counts them as unknown', () => {
    const counts = new Map([['a', 5], ['b', 4], ['c', 3], ['d', 1]]); // prettier-ignore
    const vocabulary = Vocabulary.build(counts, { maxSize: 6, minCount: 2 }, 7);
    assert.deepEqual(wordsOf(vocabulary), ['a', 'b']);
    assert.deepEqual([...vocabulary.counts], [4, 0, 0, 7, 5, 4]);
    assert.equal(vocabulary.idOf('c'), unk);
    assert.equal(vocabulary.idOf('never seen'), unk);
  });

  it('takes words spelled like special ids for words, and <unk> for itself', () => {
    const counts = new Map([['<s>', 3], ['</s>', 2], ['<unk>', 9], ['__proto__', 1]]); // prettier-ignore
    const vocabulary = Vocabulary.build(counts, everything);
    assert.deepEqual(wordsOf(vocabulary), ['<s>', '</s>', '__proto__']);
    assert.deepEqual(['<s>', '</s>', '<p>', '<unk>'].map((text) => vocabulary.idOf(text)), [4, 5, unk, unk]); // prettier-ignore
    assert.equal(vocabulary.counts[unk], 9);
  });

  it('gives every word its own id and finds it again', () => {
    fc.assert(
      fc.property(fc.array(anyLine), (words) => {
        const vocabulary = Vocabulary.build(new Map(words.map((word, index) => [word, 1 + (index % 3)])), everything);
        for (const word of words) {
          if (word !== '<unk>') assert.equal(vocabulary.textOf(vocabulary.idOf(word)), word);
        }
        assert.equal(vocabulary.size, 4 + new Set(words.filter((word) => word !== '<unk>')).size);
      }),
    );
  });

  it('says when an id is none of its own', () => {
    const vocabulary = Vocabulary.build(new Map([['a', 1]]), everything);
    assert.throws(() => vocabulary.textOf(5), /No word has the id 5: the vocabulary holds 5/);
    assert.throws(() => vocabulary.textOf(-1), RangeError);
  });

  it('comes back from JSON as it was', () => {
    const counts = new Map([['a', 2], ['好', 2], ['<s>', 1]]); // prettier-ignore
    const vocabulary = Vocabulary.build(counts, { maxSize: 6, minCount: 1 }, 3);
    const again = Vocabulary.fromJSON(JSON.parse(JSON.stringify(vocabulary)));
    assert.deepEqual(wordsOf(again), ['a', '好']);
    assert.deepEqual(again.counts, vocabulary.counts);
    assert.equal(again.idOf('好'), vocabulary.idOf('好'));
  });

  for (const [what, value, message] of [
    ['nothing', undefined, /no list of words/],
    ['words that are no list', { words: 'a' }, /no list of words/],
    ['a word that is no text', { words: ['<unk>', 7] }, /no list of words/],
    ['other special ids', { words: ['<unk>', '<s>', '</s>', '<p>'], counts: [0, 0, 0, 0] }, /<p> as its word 2/],
    ['no words at all', { words: [], counts: [] }, /<unk> as its word 0/],
    [
      'too few counts',
      { words: ['<unk>', '<s>', '<p>', '</s>', 'a'], counts: [0, 0, 0, 0] },
      /count for each of its 5/,
    ],
    ['a negative count', { words: ['<unk>', '<s>', '<p>', '</s>'], counts: [0, 0, 0, -1] }, /not a number/],
    [
      'a word twice',
      { words: ['<unk>', '<s>', '<p>', '</s>', 'a', 'a'], counts: [0, 0, 0, 0, 1, 1] },
      /same word twice/,
    ],
  ] as const) {
    it(`refuses JSON with ${what}`, () => {
      assert.throws(() => Vocabulary.fromJSON(value), message);
    });
  }
});
