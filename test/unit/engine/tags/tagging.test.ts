// Tags are learnt from notes that have them and suggested for one that has not; where there is too little to learn from, the
// answer says how much is missing; and what was stopped goes on.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TagAnswer, TagSuggestions } from '../../../../src/engine/protocol/tags';
import { ProblemError } from '../../../../src/engine/problem';
import { ShapeStore } from '../../../../src/engine/shapes/shapeStore';
import type { Asker } from '../../../../src/engine/onDemand';
import { Tagging } from '../../../../src/engine/tags/tagging';
import { tagReasons } from '../../../../src/engine/tags/tagReasons';
import { tagLesson } from '../../../../src/engine/tags/tagLesson';
import { taggedNote } from '../../../../src/engine/tags/taggedNotes';
import { Random } from '../../../../src/rnn/random';
import { trainerFiles } from '../builtFiles';

const subjects = {
  kitchen: ['soup', 'flour', 'oven', 'salt', 'onion', 'bread'],
  running: ['shoes', 'miles', 'pace', 'track', 'race', 'sweat'],
  读书: ['小说', '作者', '书店', '故事', '读完', '章节'],
} as const;
type Subject = keyof typeof subjects;
const names = Object.keys(subjects) as Subject[];
const others = ['the', 'we', 'today', 'again', 'with', 'a', 'then', 'of'];

/** Texts of one or two subjects, in words that tell which. */
function notes(count: number): { text: string; subjects: Subject[] }[] {
  const random = new Random(3);
  const one = <T>(list: readonly T[]) => list[Math.floor(random.uniform(0, list.length))];
  return Array.from({ length: count }, (_, i) => {
    const chosen = [names[i % 3], ...(i % 4 === 0 ? [names[(i + 1) % 3]] : [])];
    const words = Array.from({ length: 24 }, (_word, w) => (w % 2 === 0 ? one(others) : one(subjects[one(chosen)])));
    return { text: `${words.join(' ')}.`, subjects: chosen };
  });
}

describe('suggested tags', function () {
  this.timeout(60_000);
  let folder: string;
  let tagging: Tagging;
  let fractions: number[];

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-tags-'));
    tagging = open();
    fractions = [];
  });

  function open(): Tagging {
    const made = new Tagging(trainerFiles, 0.3);
    made.opened(path.join(folder, 'model', 'tags'));
    return made;
  }

  function write(name: string, text: string): string {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    return file;
  }

  const tagged = (count: number) =>
    notes(count).map(({ text, subjects: tags }, i) =>
      write(`n${i}.md`, `---\ntags: [${tags.join(', ')}]\n---\n${text}`),
    );

  function asker(changes: Partial<Asker> = {}): Asker {
    return {
      isCancelled: () => false,
      onCancelled: () => undefined,
      progress: ({ fraction }) => fractions.push(fraction),
      pause: () => Promise.resolve(),
      ...changes,
    };
  }

  const ask = (files: readonly string[], text: string, by = asker()) =>
    tagging.suggest({ text, format: 'markdown', files, threads: 1 }, by);

  function suggestions(answer: TagAnswer): TagSuggestions {
    assert.ok('tags' in answer, JSON.stringify(answer));
    return answer;
  }

  it('are those of notes that say the like, with the words that speak for them', async () => {
    const files = tagged(60);
    const text = 'Today we put salt and onion into the soup, then flour for bread.';
    const { tags, from, habit } = suggestions(await ask(files, text));
    assert.equal(from, 'tags');
    assert.deepEqual(habit, { place: 'frontMatter', name: 'tags', form: 'brackets' });
    assert.equal(tags[0].tag, 'kitchen');
    assert.ok(tags[0].probability > 0.6, JSON.stringify(tags));
    assert.ok(
      tags[0].words.length > 0 && tags[0].words.every((word) => text.toLowerCase().includes(word)),
      tags[0].words.join(),
    );
    assert.ok(
      subjects.kitchen.some((word) => tags[0].words.includes(word)),
      tags[0].words.join(),
    );
    assert.ok(fractions.length > 0, 'it had to learn');

    fractions = [];
    const both = suggestions(await ask(files, '小说 的 故事 with shoes 读完 race 书店 pace 作者 miles'));
    const firstTwo = both.tags.slice(0, 2).map(({ tag }) => tag);
    assert.deepEqual(firstTwo.sort(), ['running', '读书'], JSON.stringify(both.tags));
    const own = suggestions(await ask(files, `---\ntags: [Kitchen]\n---\n${text}`));
    assert.ok(!own.tags.some(({ tag }) => tag === 'kitchen'), 'the note has it');
    assert.equal(fractions.length, 0, 'it has learnt that');

    tagging = open();
    const again = suggestions(await ask(files, text));
    assert.deepEqual(again.tags, tags, 'from disk');
    assert.equal(fractions.length, 0);
  });

  it('say which words of the note speak for each tag, as the note writes them, without learning', async () => {
    assert.equal(await tagging.learnt(), undefined);
    const text = '---\ntags: [Kitchen]\n---\n# Soup, again\n\nWe put salt and *onion* into it.  Then shoes.\n';
    await ask(tagged(60), text);
    fractions = [];
    let pauses = 0;
    const reasons = await tagReasons((await tagging.learnt())!, { text, format: 'markdown' }, () => {
      pauses++;
      return Promise.resolve();
    });
    assert.deepEqual([fractions.length, pauses], [0, 3], 'others are answered between the tags');
    assert.deepEqual([reasons.from, reasons.labels, reasons.whole], ['tags', 3, true]);
    assert.deepEqual(
      reasons.lines.map((line) => line.text),
      ['Soup, again', 'We put salt and onion into it. Then shoes.'],
    );
    const words = reasons.lines.flatMap((line) => line.words.map(({ from, to }) => line.text.slice(from, to)));
    assert.deepEqual(words, 'Soup , again We put salt and onion into it . Then shoes .'.split(' '));
    const known = reasons.lines.flatMap((line) => line.words.map((word) => word.known));
    assert.ok(known[words.indexOf('salt')] && !known[words.indexOf('put')]);
    const [first] = reasons.tags;
    assert.deepEqual([first.tag, first.own], ['kitchen', true]);
    assert.ok(reasons.tags.slice(1).every(({ own, probability }) => !own && probability < first.probability));
    const of = (tag: string, word: string) =>
      reasons.tags.find((each) => each.tag === tag)!.contributions[words.indexOf(word)];
    assert.ok(of('kitchen', 'onion') > 0 && of('running', 'shoes') > 0, JSON.stringify(reasons.tags));
    assert.ok(of('kitchen', 'onion') > of('running', 'onion'));
    assert.ok(of('running', 'shoes') > of('kitchen', 'shoes'));

    assert.ok(first.ofNetwork, 'single words are asked as well');
    const apart = first.contributions.filter((value, i) => Math.abs(value - first.ofNetwork![i]) > 1e-6);
    assert.ok(apart.length > 0 && apart.length < words.length, 'those that are known say something by themselves');

    const long = `${Array.from({ length: 30 }, () => 'Salt and onion.').join(' ')}\n\nShoes.\n`;
    const cut = await tagReasons((await tagging.learnt())!, { text: long, format: 'markdown' }, () =>
      Promise.resolve(),
    );
    assert.ok(!cut.whole);
    assert.equal(cut.lines.length, 1);
    assert.equal(cut.tags[0].contributions.length, cut.lines[0].words.length);
    const empty = await tagReasons((await tagging.learnt())!, { text: '', format: 'markdown' }, () =>
      Promise.resolve(),
    );
    assert.deepEqual(empty.tags, []);
  });

  it('are learnt anew when there is another tag', async () => {
    const files = tagged(24);
    await ask(files, 'soup');
    fractions = [];
    const garden = ['seeds and soil', 'rake, soil, seeds', 'roses, soil'].map((text, i) =>
      write(`g${i}.md`, `${text} #garden`),
    );
    const { tags } = suggestions(await ask([...files, ...garden], 'soil and seeds, rake and roses'));
    assert.ok(fractions.length > 0);
    assert.ok(
      tags.some(({ tag }) => tag === 'garden'),
      JSON.stringify(tags),
    );
  });

  it('are folders where no note has tags', async () => {
    const files = notes(45)
      .filter((note) => note.subjects.length === 1)
      .map(({ text, subjects: [subject] }, i) => write(`${subject}/n${i}.md`, text));
    const { tags, from } = suggestions(await ask([...files, write('index.md', 'All of it.')], '小说 作者 故事 读完'));
    assert.equal(from, 'folders');
    assert.equal(tags[0].tag, '读书');
  });

  it('need notes: what is missing is said', async () => {
    assert.deepEqual(await ask([], 'soup'), { missing: { notes: 20, tags: 2 } });
    assert.deepEqual(await ask(tagged(4), 'soup'), { missing: { notes: 16, tags: 2 } });
    const same = Array.from({ length: 20 }, (_, i) => write(`s${i}.md`, `A walk. #walks #only${i % 10}a`));
    assert.deepEqual(await ask(same, 'soup'), { missing: { notes: 0, tags: 1 } });
    assert.deepEqual(await ask(tagged(24), '---\ntags: []\n---\n'), { empty: true });
    assert.equal(fractions.length, 0);
  });

  it('wait while the language model learns', async () => {
    const files = tagged(24);
    tagging.languageModel({ state: 'reading', files: 1, filesRead: 0 });
    await assert.rejects(
      ask(files, 'soup'),
      (error) => error instanceof ProblemError && error.code === 'alreadyTraining',
    );
    tagging.languageModel({ state: 'finished', why: 'stopped', validPerplexity: undefined });
    const paused: boolean[] = [];
    const progress: Asker['progress'] = (told) => {
      if (paused.length === 0) {
        tagging.languageModel({ state: 'training', paused: false, progress: undefined });
        setTimeout(() => tagging.languageModel({ state: 'idle' }), 200);
      }
      paused.push(told.paused);
    };
    suggestions(await ask(files, 'soup', asker({ progress })));
    assert.ok(paused.includes(true) && paused.at(-1) === false, paused.join());
  });

  /** Asks, and calls it off when something has been learnt. */
  async function callOff(files: readonly string[]) {
    let cancelled = false;
    const stops: (() => void)[] = [];
    const progress: Asker['progress'] = ({ fraction }) => {
      if (fraction < 0.05) return;
      cancelled = true;
      stops.forEach((stop) => stop());
    };
    const pause = () => (cancelled ? Promise.reject(new Error('cancelled')) : Promise.resolve());
    const stopping = { isCancelled: () => cancelled, onCancelled: (stop: () => void) => stops.push(stop) };
    await assert.rejects(ask(files, 'soup', asker({ ...stopping, progress, pause })), /cancelled/);
  }

  const kept = () => new ShapeStore(path.join(folder, 'model', 'tags'));
  const unfinished = () => new ShapeStore(path.join(folder, 'model', 'tags', 'unfinished'));

  it('are learnt on, after a stop, from where that was', async () => {
    const files = tagged(60);
    await callOff(files);
    const stopped = (await unfinished().load())!;
    assert.ok(!stopped.runEnded);
    assert.equal(await kept().load(), undefined);
    const { tags } = suggestions(await ask(files, 'shoes and miles on the track'));
    assert.equal(tags[0].tag, 'running');
    const ended = (await kept().load())!;
    assert.ok(ended.runEnded && ended.losses.length > stopped.losses.length);
    assert.deepEqual(ended.losses.slice(0, stopped.losses.length), stopped.losses);
    assert.equal(await unfinished().load(), undefined);
  });

  it('are not learnt on when something is forgotten meanwhile: whoever waits is told, and nothing is kept', async () => {
    const files = tagged(60);
    let forgetting: Promise<void> | undefined;
    const progress = () => void (forgetting ??= tagging.forget());
    await assert.rejects(
      ask(files, 'soup', asker({ progress })),
      (error) => error instanceof ProblemError && error.code === 'forgotten',
    );
    await forgetting;
    assert.equal(await kept().load(), undefined);
    assert.equal(await tagging.learnt(), undefined);
  });

  it('stay as they were learnt where learning them anew is called off', async () => {
    const files = tagged(60);
    suggestions(await ask(files, 'soup'));
    const learnt = (await kept().load())!;
    const more = Array.from({ length: 12 }, (_, i) => write(`m${i}.md`, `A walk in the hills. #walks`));
    await callOff([...files, ...more]);
    assert.deepEqual((await kept().load())!.weights, learnt.weights);
    const reopened = open();
    assert.deepEqual((await reopened.learnt())!.labelling.labels, learnt.words.target);
    tagging = reopened;
    const { tags } = suggestions(await ask([...files, ...more], 'a walk in the hills'));
    assert.equal(tags[0].tag, 'walks');
  });
});

describe('a lesson of tags', () => {
  const note = (name: string, text: string) => taggedNote(path.join('/notes', name), text, 'markdown');

  it('takes tags as most notes spell them, and leaves out those that stand on fewer than three', () => {
    const made = Array.from({ length: 20 }, (_, i) =>
      note(`${i}.md`, `Text. ${i === 0 ? '#WALKS' : '#Walks'} ${i < 3 ? '#home' : ''} ${i > 17 ? '#rare' : ''}`),
    );
    const lesson = tagLesson(made, 1);
    assert.ok('labels' in lesson);
    assert.deepEqual(lesson.labels, ['Walks', 'home']);
    assert.deepEqual(lesson.habit, { place: 'prose' });
    assert.equal(lesson.train.length + lesson.valid.length, 20);
    assert.ok([...lesson.train, ...lesson.valid].every(({ targets }) => targets.every((tag) => tag !== 'rare')));
    assert.ok(
      lesson.train.every(({ source }) => source.join(' ') === 'text .'),
      'no tag in what is learnt from',
    );
  });

  it('takes the nearest folder that holds enough notes, where each has one of its own or hardly any has a tag', () => {
    const made = Array.from({ length: 24 }, (_, i) => {
      const kind = i % 2 === 0 ? 'soups' : 'cakes';
      return note(`recipes/${kind}/dish ${i}/dish ${i}.md`, i === 5 ? 'Text. #later' : 'Text.');
    });
    const lesson = tagLesson([...made, note('tips/knives.md', 'Sharp.')], 1);
    assert.ok('labels' in lesson);
    assert.equal(lesson.from, 'folders');
    assert.deepEqual(lesson.labels, ['cakes', 'soups']);
  });

  it('says what is missing of tags where neither they nor folders are enough', () => {
    assert.deepEqual(tagLesson([note('a.md', 'Text. #one'), note('b.md', 'Text.')], 1), {
      missing: { notes: 19, tags: 2 },
    });
    assert.deepEqual(tagLesson([note('a.md', 'Text.')], 1), { missing: { notes: 20, tags: 2 } });
  });

  it('holds out no tag that it does not teach', () => {
    for (let seed = 0; seed < 30; seed++) {
      const made = Array.from({ length: 21 }, (_, i) => note(`${seed}-${i}.md`, `Text. #t${i % 7}a`));
      const lesson = tagLesson(made, seed);
      assert.ok('labels' in lesson);
      const taught = new Set(lesson.train.flatMap(({ targets }) => targets));
      assert.deepEqual([...taught].sort(), lesson.labels);
    }
  });
});
