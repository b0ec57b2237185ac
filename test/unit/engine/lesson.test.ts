// What is new in notes, and the lesson that is made of it.

import assert from 'node:assert/strict';
import { finish } from '../../../src/rnn/stepwise';
import { preparingLastLesson, preparingLesson } from '../../../src/engine/lesson';
import { LearntNotes } from '../../../src/engine/learntNotes';
import { countTokens, type Note } from '../../../src/text/corpus';
import { Vocabulary } from '../../../src/text/vocabulary';

const note = (path: string, ...lines: string[]): Note => ({
  path,
  sentences: lines.map((line) => ({ tokens: line.split(' '), startsLine: true })),
});
const old = Array.from({ length: 30 }, (_, i) => note(`old${i}.md`, ...Array<string>(40).fill(`we sail on day ${i}`)));
const vocabulary = Vocabulary.build(countTokens(old), { maxSize: 1000, minCount: 1 });

describe('notes that have been learnt', () => {
  it('are not new, wherever they lie, also after a restart', () => {
    const learnt = new LearntNotes();
    learnt.add(old);
    const again = new LearntNotes(JSON.parse(JSON.stringify(learnt)) as string[]);
    assert.deepEqual(again.freshOf(old), []);
    assert.deepEqual(again.freshOf([{ ...old[3], path: 'moved.md' }]), []);
  });

  it('are new in the sentences that were not there before', () => {
    const learnt = new LearntNotes();
    learnt.add([note('a.md', 'one two', 'three four')]);
    const changed = note('a.md', 'one two', 'a new line', 'three four');
    assert.deepEqual(learnt.freshOf([changed, note('b.md', 'all of it')]), [
      note('a.md', 'a new line'),
      note('b.md', 'all of it'),
    ]);
    learnt.add([changed]);
    assert.deepEqual(learnt.freshOf([changed]), []);
  });

  it('are kept as digests: no word of theirs is on disk', () => {
    const learnt = new LearntNotes();
    learnt.add([note('diary.md', 'a secret')]);
    const text = JSON.stringify(learnt);
    for (const word of ['secret', 'diary']) assert.ok(!text.includes(word), text);
  });
});

describe('a lesson', () => {
  const fresh = [note('new.md', ...Array<string>(12).fill('kites fly over wharves'), 'seldom')];
  const lesson = finish(preparingLesson(fresh, [...old, ...fresh], vocabulary, 1000, 1))!;
  const tokens = lesson.text.train.reduce((sum, { inputs }) => sum + inputs.length, 0);

  it('reads the new text several times among twice as much of the old', () => {
    const isNew = lesson.vocabulary.idOf('kites');
    const kites = lesson.text.train.reduce((sum, { targets }) => sum + targets.filter((id) => id === isNew).length, 0);
    assert.equal(kites, 12 * 6);
    assert.ok(tokens > 6000, String(tokens));
  });

  it('adds words that were used more than once after those that are known', () => {
    const { words } = lesson.vocabulary;
    assert.deepEqual(words.slice(0, vocabulary.size), vocabulary.words);
    assert.deepEqual([...words.slice(vocabulary.size)].sort(), ['fly', 'kites', 'over', 'wharves']);
    assert.equal(finish(preparingLesson(fresh, old, vocabulary, vocabulary.size, 1))!.vocabulary, vocabulary);
  });

  it('waits until there is enough to learn', () => {
    assert.equal(finish(preparingLesson([note('new.md', 'two words')], old, vocabulary, 1000, 1)), undefined);
    assert.equal(finish(preparingLesson([], old, vocabulary, 1000, 1)), undefined);
  });

  it('is short, however much is new', () => {
    const many = Array.from({ length: 300 }, (_, i) => note(`m${i}.md`, ...Array<string>(100).fill('kites fly')));
    const part = finish(preparingLesson(many, [...old, ...many], vocabulary, 1000, 1))!;
    assert.ok(part.notes.length < 100, String(part.notes.length));
    const long = [note('long.md', ...Array<string>(50_000).fill('kites fly'))];
    const once = finish(preparingLesson(long, [...old, ...long], vocabulary, 1000, 1))!;
    assert.equal(once.text.train[0].inputs.length, 150_000);
    assert.ok(once.text.train.length <= 31);
  });
});

describe('the last lesson of a run', () => {
  const valid = [note('held.md', ...Array<string>(20).fill('kites fly on day 3'))];
  const lesson = finish(preparingLastLesson({ train: old, valid }, vocabulary, 1000, 1));
  const count = (word: string) => {
    const id = lesson.vocabulary.idOf(word);
    return lesson.text.train.reduce((sum, { targets }) => sum + targets.filter((target) => target === id).length, 0);
  };

  it('reads what was held out twice, among as much of the rest', () => {
    assert.equal(count('kites'), 40);
    // A note of the rest has 40 lines of six tokens, its end included; what was held out has 120 tokens.
    assert.equal(count('sail'), 40);
  });

  it('holds nothing out, and nothing of it is learnt again', () => {
    assert.equal(lesson.text.learntLast, undefined);
    assert.deepEqual(lesson.notes, valid);
  });
});
