// The corpus in its three parts: each file in one of them, with what the network may remember told of those left out.

import assert from 'node:assert/strict';
import { Corpus, type CorpusLists, type CorpusSources, divideCorpus } from '../../../src/engine/corpus';
import type { ReadNote } from '../../../src/engine/noteReader';
import type { SkippedFile } from '../../../src/engine/protocol/notes';
import { alsoTrainedOn, type TrainedFile } from '../../../src/engine/trainedFiles';
import { finish } from '../../../src/rnn/stepwise';

function note(path: string, text: string): ReadNote {
  const tokens = text.split(' ');
  return { path, sentences: [{ tokens, startsLine: true }], words: tokens.length };
}

const trainedOn = (...notes: ReadNote[]) => finish(alsoTrainedOn([], notes, 'words'));

/** What a generator gives in the end; how often it has paused. */
function drained<T>(work: Generator<undefined, T>): { result: T; pauses: number } {
  for (let pauses = 0; ; pauses++) {
    const { done, value } = work.next();
    if (done) return { result: value, pauses };
  }
}

const divide = (sources: Partial<CorpusSources>): CorpusLists =>
  drained(divideCorpus({ looked: [], leftOut: undefined, trained: undefined, ...sources })).result;

describe('the corpus', () => {
  const [a, b] = [note('/n/a.md', 'one two three'), note('/n/b.md', 'four five')];

  it('without a network is what is counted, and what is left out', () => {
    const skipped: SkippedFile = { path: '/n/c.md', reason: 'binary' };
    assert.deepEqual(divide({ looked: [a, skipped], leftOut: [{ path: '/n/.d.md', reason: 'hidden' }] }), {
      notes: [{ path: '/n/a.md', words: 3 }],
      remembered: [],
      leftOut: [
        { path: '/n/c.md', words: 0, reason: 'binary' },
        { path: '/n/.d.md', words: 0, reason: 'hidden' },
      ],
    });
  });

  it('says which notes the network has learnt from', () => {
    const { notes } = divide({ looked: [a, b], trained: trainedOn(a) });
    assert.deepEqual(notes, [
      { path: '/n/a.md', words: 3, learnt: true },
      { path: '/n/b.md', words: 2, learnt: false },
    ]);
  });

  it('says what is still in the network though it is excluded, forgotten or gone, and how many words that was', () => {
    const c = note('/n/c.md', 'six');
    const { notes, remembered, leftOut } = divide({
      looked: [{ path: b.path, reason: 'forgotten' }],
      leftOut: [{ path: a.path, reason: 'excluded' }],
      trained: trainedOn(a, b, c),
    });
    assert.deepEqual([notes, leftOut], [[], []]);
    assert.deepEqual(remembered, [
      { path: '/n/b.md', words: 2, reason: 'forgotten' },
      { path: '/n/a.md', words: 3, reason: 'excluded' },
      { path: '/n/c.md', words: 1 },
    ]);
  });

  it('knows a note that has been moved or copied', () => {
    const { notes, remembered } = divide({ looked: [{ ...a, path: '/n/moved.md' }], trained: trainedOn(a) });
    assert.deepEqual(notes, [{ path: '/n/moved.md', words: 3, learnt: true }]);
    assert.deepEqual(remembered, []);
    const copied = divide({ looked: [a, { ...a, path: '/n/copy.md' }], trained: trainedOn(a) });
    assert.deepEqual(
      copied.notes.map(({ learnt }) => learnt),
      [true, true],
    );
  });

  it('has a file once: what was looked at is newer than what the editor has left out', () => {
    const lists = divide({ looked: [a], leftOut: [{ path: a.path, reason: 'excluded' }] });
    assert.deepEqual([lists.notes.length, lists.leftOut.length], [1, 0]);
  });

  it('of a hundred thousand files is divided in slices', () => {
    const looked = Array.from({ length: 100_000 }, (_, index) => ({ ...a, path: `/n/${index}.md` }));
    const { result, pauses } = drained(divideCorpus({ looked, leftOut: undefined, trained: undefined }));
    assert.equal(result.notes.length, 100_000);
    assert.ok(pauses >= 40, `${pauses} pauses`);
  });

  describe('as it is asked for', () => {
    let sources: { looked: readonly (ReadNote | SkippedFile)[]; trained: readonly TrainedFile[] | undefined };
    let corpus: Corpus;
    const summary = () => drained(corpus.summary()).result;

    beforeEach(() => {
      sources = { looked: [a, b], trained: undefined };
      corpus = new Corpus(() => sources);
    });

    it('is summed up', () => {
      const { parts, leftOutKnown, learntKnown } = summary();
      assert.deepEqual(parts, [
        { part: 'notes', files: 2, words: 5 },
        { part: 'remembered', files: 0, words: 0 },
        { part: 'leftOut', files: 0, words: 0 },
      ]);
      assert.deepEqual([leftOutKnown, learntKnown], [false, false]);
    });

    it('has another version when something is different, and only then', () => {
      const { version } = summary();
      assert.equal(summary().version, version);
      const versions = [version];
      for (const change of [
        () => (sources.trained = trainedOn(a)),
        () => (sources.looked = [a]),
        () => (corpus.leftOut = []),
      ]) {
        change();
        versions.push(summary().version);
      }
      assert.equal(new Set(versions).size, 4);
    });
  });
});

describe('the files that a network was trained on', () => {
  const [a, b] = [note('a.md', 'one , two'), note('b.md', 'three')];

  it('are the same list while nothing joins it', () => {
    const files = trainedOn(a, b);
    assert.equal(finish(alsoTrainedOn(files, [note('a.md', 'one , two')], 'words')), files);
  });

  it('have the words of their last version, marks not among them', () => {
    const files = finish(alsoTrainedOn(trainedOn(a, b), [note('a.md', 'one , two three')], 'words'));
    assert.deepEqual(
      files.map(({ path, words }) => [path, words]),
      [
        ['a.md', 3],
        ['b.md', 1],
      ],
    );
  });
});
