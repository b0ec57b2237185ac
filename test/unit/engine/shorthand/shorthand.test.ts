// Shorthand is expanded to one's own sentences: at once by what is counted in the notes, and by a network that has learnt
// it, which is asked from then on.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Counted, Counting } from '../../../../src/engine/counting';
import type { Asker } from '../../../../src/engine/onDemand';
import { ProblemError } from '../../../../src/engine/problem';
import type { StoredShape } from '../../../../src/engine/shapes/shapeStore';
import { Expander, expandingByWords } from '../../../../src/engine/shorthand/expander';
import { scoreExpansion } from '../../../../src/engine/shorthand/expansionScores';
import { Shorthand } from '../../../../src/engine/shorthand/shorthand';
import { ShapeStore } from '../../../../src/engine/shapes/shapeStore';
import { finish } from '../../../../src/rnn/stepwise';
import type { Note } from '../../../../src/text/corpus';
import { ExampleError } from '../../../../src/text/examples/example';
import { shorthandPairs } from '../../../../src/text/shorthand/pairs';
import { tokenizeLine } from '../../../../src/text/tokenize';
import { trainerFiles } from '../builtFiles';

const english = ['meeting with engineering tomorrow', 'meet with English tutors today', 'we eat with the team today'];
const chinese = ['我昨天上学迟到了', '老师没有生气', '他今天去图书馆看书'];

/** As many phrases as lines. */
function notesOf(lines: readonly string[], count: number): Note[] {
  return Array.from({ length: count }, (_, i) => {
    return { path: `${i}.md`, sentences: tokenizeLine(`${lines[i % lines.length]}.`) };
  });
}

const asker = (changes: Partial<Asker> = {}): Asker => ({
  isCancelled: () => false,
  onCancelled: () => undefined,
  progress: () => undefined,
  pause: () => Promise.resolve(),
  ...changes,
});
const pause = () => Promise.resolve();
const ask = (shorthand: string, before = '') => ({ shorthand, before });

describe('shorthand', function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-shorthand-'))));

  async function over(notes: readonly Note[], minutes = 0.1): Promise<Shorthand> {
    const counted = await new Counting(trainerFiles.scripts).count(notes, undefined);
    return open(() => counted, minutes);
  }

  function open(counted: () => Counted | undefined, minutes = 0.1): Shorthand {
    const made = new Shorthand(trainerFiles, counted, minutes);
    made.opened(folder);
    return made;
  }

  it('is expanded at once by what is counted in the notes', async () => {
    const shorthand = await over(notesOf(english, 30));
    const { expansions, by } = await shorthand.expand(ask('mtg w eng tmrw'), pause);
    assert.equal(by, 'counts');
    assert.equal(expansions[0].text, 'meeting with engineering tomorrow');
    const shares = expansions.reduce((sum, { probability }) => sum + probability, 0);
    assert.ok(Math.abs(shares - 1) < 1e-9);
  });

  it('goes by the words before it on its line', async () => {
    const notes = notesOf(['the garden tools rust', 'my grandmother tells stories'], 40);
    const shorthand = await over(notes);
    const best = async (before: string) => (await shorthand.expand(ask('t', before), pause)).expansions[0].text;
    assert.equal(await best('the garden '), 'tools');
    assert.equal(await best('my grandmother '), 'tells');
  });

  it('stands for no word that is never to be suggested, in English and Chinese', async () => {
    const shorthand = await over([...notesOf(english, 30), ...notesOf(chinese, 30)]);
    const texts = async (typed: string, never: string[]) =>
      (await shorthand.expand({ ...ask(typed), never }, pause)).expansions.map(({ text }) => text);
    assert.ok((await texts('w eng', [])).includes('with engineering'));
    const others = await texts('w eng', ['Engineering']);
    assert.ok(others.length > 0 && others.every((text) => !text.includes('engineering')), others.join('|'));
    assert.match((await texts('wztsx', []))[0], /昨天/);
    assert.ok((await texts('wztsx', ['昨天'])).every((text) => !text.includes('昨天')));
  });

  it('is that of an input method in Chinese', async () => {
    const shorthand = await over(notesOf(chinese, 30));
    const { expansions } = await shorthand.expand(ask('wztsxcd'), pause);
    assert.equal(expansions[0].text, '我昨天上学迟到');
  });

  it('is expanded by a network, once that has learnt it, which shows what it looked at', async () => {
    const shorthand = await over(notesOf(english, 600));
    const heard: number[] = [];
    const learnt = await shorthand.learn(
      { threads: 1, anew: false },
      asker({ progress: (p) => heard.push(p.fraction) }),
    );
    assert.deepEqual(learnt, { phrases: 600 });
    assert.ok(heard.length > 0 && heard.every((fraction) => fraction >= 0 && fraction <= 1));
    const { expansions, by, outgrown } = await shorthand.expand(ask('mt w eng ttrs tdy'), pause);
    assert.deepEqual([by, outgrown], ['network', false]);
    const [{ text, source, target, attention }] = expansions;
    assert.equal(text, 'meet with English tutors today', 'by what stands around it');
    assert.deepEqual(source, ['mt', 'w', 'eng', 'ttrs', 'tdy']);
    assert.equal(target.length, 5);
    assert.equal(attention.length, target.length + 1);
    for (const row of attention) assert.ok(Math.abs(row.reduce((a, b) => a + b) - 1) < 1e-4 && row.length === 5);
    const never = { ...ask('mt w eng ttrs tdy'), never: ['English'] };
    assert.ok((await shorthand.expand(never, pause)).expansions.every((each) => !each.text.includes('English')));
    const reopened = await over(notesOf(english, 1000));
    const again = await reopened.expand(ask('mtg w eng tmrw'), pause);
    assert.deepEqual([again.by, again.outgrown], ['network', true], 'kept, though the notes have grown since');
  });

  it('is learnt anew only where that is asked for, then also where nothing has changed', async () => {
    const shorthand = await over(notesOf(english, 600), 0.03);
    const learn = async (anew: boolean) => {
      let heard = 0;
      const answer = await shorthand.learn({ threads: 1, anew }, asker({ progress: () => heard++ }));
      assert.deepEqual(answer, { phrases: 600 });
      return heard > 0;
    };
    assert.ok(await learn(false));
    assert.ok(!(await learn(false)));
    assert.ok(await learn(true));
  });

  it('is not learnt from too few notes: how many phrases are missing is said', async () => {
    const shorthand = await over(notesOf(english, 20));
    assert.deepEqual(await shorthand.learn({ threads: 1, anew: false }, asker()), { missing: 480 });
  });

  it('says so where nothing can be expanded', async () => {
    await assert.rejects(
      open(() => undefined).expand(ask('mtg'), pause),
      (error) => error instanceof ProblemError && error.code === 'noModel',
    );
    const shorthand = await over(notesOf(english, 20));
    assert.deepEqual((await shorthand.expand(ask('zzz qqq'), pause)).expansions, []);
  });

  it('never stands for itself, though a note may hold it as it was typed', async () => {
    const shorthand = await over([...notesOf(english, 20), ...notesOf(['mtg w eng tmrw', 'Mtg w eng tmrw'], 40)]);
    const { expansions } = await shorthand.expand(ask('mtg w eng tmrw'), pause);
    assert.ok(expansions.length > 0 && expansions.every(({ text }) => text.toLowerCase() !== 'mtg w eng tmrw'));
  });

  it('is called off between two steps; what has been prepared serves the next who asks', async () => {
    const shorthand = await over(notesOf(english, 20));
    await assert.rejects(
      shorthand.expand(ask('mtg'), () => Promise.reject(new Error('cancelled'))),
      /cancelled/,
    );
    assert.equal((await shorthand.expand(ask('mtg'), pause)).expansions[0].text, 'meeting');
  });

  it('is scored by how often a phrase is restored', async () => {
    const notes = notesOf(english, 600);
    const shorthand = await over(notes);
    await shorthand.learn({ threads: 1, anew: false }, asker());
    const model = (await new ShapeStore(folder).load())!;
    const expander = new Expander(trainerFiles.kernels, model);
    const texts = (found: Generator<undefined, { text: string }[]>) => finish(found).map(({ text }) => text);
    const examples = shorthandPairs(notes.slice(0, 3), () => 0.5, 'spaces');
    const score = (expand: (typed: string) => string[]) =>
      scoreExpansion(expand, examples, model.cuts, () => undefined);
    const network = score((typed) => texts(expander.expanding(typed)));
    assert.equal(network.exact, 100);
    assert.ok(network.saved > 0 && network.exact >= score((typed) => texts(expandingByWords(model, typed))).exact);
    for (const strange of ['zzz', 'mt w zzz']) assert.deepEqual(texts(expander.expanding(strange)), [], strange);
    assert.throws(() => finish(expander.expanding(' ')), ExampleError);
    const other = { ...model, options: { ...model.options, parts: { ...model.options.parts, shorthand: false } } };
    assert.throws(() => new Expander(trainerFiles.kernels, other as StoredShape), /has learnt no shorthand/);
  });
});
