import assert from 'node:assert/strict';
import { countTokens, encodeNotes, splitNotes, splitSentences, type Note } from '../../../src/text/corpus';
import { tokenizeLine } from '../../../src/text/tokenize';
import { Vocabulary, end, lineStart, start, unk } from '../../../src/text/vocabulary';

const note = (path: string, ...lines: string[]): Note => ({ path, sentences: lines.flatMap(tokenizeLine) });
const paths = (count: number): { path: string }[] =>
  Array.from({ length: count }, (_, index) => ({ path: `${index}.md` }));
const pathsOf = (notes: readonly { path: string }[]): string[] => notes.map(({ path }) => path);
const sentencesOf = (notes: readonly Note[]): number => notes.reduce((sum, { sentences }) => sum + sentences.length, 0);

describe('counting and encoding notes', () => {
  const notes = [note('a.md', 'The dog ran. The cat ran.'), note('b.md', 'The dog')];

  it('counts every token', () => {
    const counts = countTokens(notes);
    assert.deepEqual([...counts], [['The', 3], ['dog', 2], ['ran', 2], ['.', 2], ['cat', 1]]); // prettier-ignore
  });

  it('puts the beginning of each sentence before it and its end after it', () => {
    const vocabulary = Vocabulary.build(countTokens(notes), { maxSize: 100, minCount: 2 });
    const [the, mark, dog, ran] = ['The', '.', 'dog', 'ran'].map((token) => vocabulary.idOf(token));
    const { inputs, targets, words, unknown } = encodeNotes(notes, vocabulary);
    assert.deepEqual([...inputs], [lineStart, the, dog, ran, mark, start, the, unk, ran, mark, lineStart, the, dog]);
    assert.deepEqual([...targets], [the, dog, ran, mark, end, the, unk, ran, mark, end, the, dog, end]);
    assert.deepEqual({ words, unknown }, { words: 10, unknown: 1 });
  });

  it('gives a blank line of a benchmark text one position, its end', () => {
    const vocabulary = Vocabulary.build(new Map(), { maxSize: 100, minCount: 1 });
    const { inputs, targets } = encodeNotes([{ path: 'a', sentences: [{ tokens: [], startsLine: true }] }], vocabulary);
    assert.deepEqual([[...inputs], [...targets]], [[lineStart], [end]]);
  });
});

describe('holding out notes', () => {
  it('holds out about the share that was asked for, and no note twice', () => {
    const { train, valid } = splitNotes(paths(2000), 0.1, 1);
    assert.ok(valid.length > 150 && valid.length < 250, `${valid.length} of 2000`);
    assert.deepEqual(pathsOf([...train, ...valid]).sort(), pathsOf(paths(2000)).sort());
  });

  it('holds out the same notes every time, and others with another seed', () => {
    const first = pathsOf(splitNotes(paths(500), 0.1, 1).valid);
    assert.deepEqual(pathsOf(splitNotes(paths(500), 0.1, 1).valid), first);
    assert.notDeepEqual(pathsOf(splitNotes(paths(500), 0.1, 2).valid), first);
  });

  it('moves no note when another one is added', () => {
    const before = new Set(pathsOf(splitNotes(paths(300), 0.2, 7).valid));
    const { train, valid } = splitNotes([{ path: 'new.md' }, ...paths(300)], 0.2, 7);
    for (const path of pathsOf(valid)) assert.ok(before.has(path) || path === 'new.md');
    for (const path of pathsOf(train)) assert.ok(!before.has(path));
  });

  it('spreads paths that differ in one character', () => {
    const days = Array.from({ length: 365 }, (_, day) => ({ path: `diary/2024-${String(day).padStart(3, '0')}.md` }));
    const { valid } = splitNotes(days, 0.1, 1);
    assert.ok(valid.length > 18 && valid.length < 60, `${valid.length} of 365`);
  });

  it('always leaves something to train on', () => {
    for (const count of [1, 2, 3]) assert.ok(splitNotes(paths(count), 0.99, 1).train.length >= 1);
    assert.deepEqual(splitNotes([], 0.1, 1), { train: [], valid: [] });
  });
});

describe('holding out sentences', () => {
  const long = note('a.md', ...Array.from({ length: 100 }, (_, index) => `Sentence number ${index}.`));

  it('takes the last ones of a lone note', () => {
    const { train, valid } = splitSentences([long], 0.1);
    assert.deepEqual(train, [{ path: 'a.md', sentences: long.sentences.slice(0, 90) }]);
    assert.deepEqual(valid, [{ path: 'a.md', sentences: long.sentences.slice(90) }]);
  });

  it('takes its share from many short notes', () => {
    const short = Array.from({ length: 30 }, (_, index) => note(`${index}.md`, 'One.', 'Two.', 'Three.'));
    const { train, valid } = splitSentences(short, 0.1);
    assert.equal(sentencesOf(valid), 9);
    assert.equal(sentencesOf(train), 81);
  });

  it('takes at least one of twenty, and none of fewer', () => {
    const some = (count: number): Note[] => [{ path: 'a.md', sentences: long.sentences.slice(0, count) }];
    assert.equal(sentencesOf(splitSentences(some(20), 0.01).valid), 1);
    assert.deepEqual(splitSentences(some(19), 0.5), { train: some(19), valid: [] });
    assert.deepEqual(splitSentences([], 0.5), { train: [], valid: [] });
  });
});
