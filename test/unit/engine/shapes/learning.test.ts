// Networks of the other shapes learn small tasks that can be solved, from their examples to their answers, and their runs
// are as the language model's: the same on one thread or two, and the same when they were interrupted.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ProblemError } from '../../../../src/engine/problem';
import { Labelling } from '../../../../src/engine/shapes/labelling';
import { type ShapeOptions, usualShapeOptions } from '../../../../src/engine/shapes/plan';
import { ShapeRun } from '../../../../src/engine/shapes/shapeRun';
import { scoreShape } from '../../../../src/engine/shapes/shapeScores';
import { ShapeStore } from '../../../../src/engine/shapes/shapeStore';
import { Translation } from '../../../../src/engine/shapes/translation';
import { Random } from '../../../../src/rnn/random';
import { type Example, ExampleError } from '../../../../src/text/examples/example';
import { trainerFiles as files } from '../builtFiles';

const spaces = { unit: 'spaces', folded: false } as const;
const cuts = { source: spaces, target: spaces };
const silent = { status: () => undefined, loss: () => undefined };
const nothing = () => undefined;

function options(changes: Partial<ShapeOptions>): ShapeOptions {
  const shape = changes.shape ?? 'classify';
  return {
    ...usualShapeOptions[shape],
    shape,
    cell: 'lstm',
    activation: 'tanh',
    numLayers: 1,
    hiddenSize: 24,
    dropout: 0,
    batchSize: 16,
    learningRate: 1e-2,
    gradClip: 1,
    seed: 1,
    minutes: undefined,
    epochs: 20,
    maxVocabSize: 100,
    threads: 1,
    pooling: 'last',
    several: false,
    attention: true,
    parts: { validShare: 0, testShare: 0, reversed: false, shorthand: false },
    ...changes,
  };
}

const letters = ['a', 'b', 'c', 'd', 'e'];

/** Random sequences of letters, and what belongs to each. */
function made(count: number, targetsOf: (source: string[]) => string[], seed = 1): Example[] {
  const random = new Random(seed);
  const draw = (n: number) => Math.floor(random.uniform(0, n));
  return Array.from({ length: count }, (_, i) => {
    const source = Array.from({ length: 2 + draw(4) }, () => letters[draw(letters.length)]);
    return { source, targets: targetsOf(source), place: `line ${i + 1}` };
  });
}

async function learn(examples: readonly Example[], changes: Partial<ShapeOptions>, folder = temporary()) {
  const store = new ShapeStore(folder);
  const run = await ShapeRun.start(files, { train: examples, valid: [] }, cuts, options(changes), store, silent);
  await run.finished;
  return (await store.load())!;
}

function temporary(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-shape-'));
}

describe('a network of another shape', () => {
  it('learns which class a sequence has, by what stands first in it', async () => {
    const first = (source: string[]) => [source[0] === 'a' || source[0] === 'b' ? 'early' : 'late'];
    const model = await learn(made(300, first), {});
    const scores = scoreShape(files.kernels, model, made(200, first, 2), nothing);
    assert.ok(scores.accuracy > 97, JSON.stringify(scores));
    const labelling = new Labelling(files.kernels, model);
    const { labels } = labelling.classify('a d e');
    assert.equal(labels[0].label, 'early');
    assert.ok(Math.abs(labels.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-5);
  });

  it('pools the network with single words, as what is held out says, and keeps both', async () => {
    // Which letters stand in it says something, their order everything.
    const order = (source: string[]) => [source.indexOf('a') < source.indexOf('b') ? 'rising' : 'falling'];
    const both = (examples: Example[]) => examples.filter(({ source }) => source.includes('a') && source.includes('b'));
    const [train, valid, test] = [both(made(2000, order)), both(made(600, order, 2)), both(made(600, order, 3))];
    const store = new ShapeStore(temporary());
    const run = await ShapeRun.start(files, { train, valid }, cuts, options({}), store, silent);
    await run.finished;
    const model = (await store.load())!;
    const scores = scoreShape(files.kernels, model, test, nothing);
    assert.ok(scores.networkAccuracy > 95 && scores.memorylessAccuracy < 65, JSON.stringify(scores));
    assert.ok(scores.accuracy > 95 && scores.crossEntropy < scores.networkCrossEntropy + 0.02, JSON.stringify(scores));
    assert.ok(model.memoryless!.mixture.network > 0.6, JSON.stringify(model.memoryless!.mixture));
  });

  it('says which words moved the decision', async () => {
    const has = (source: string[]) => [source.includes('e') ? 'yes' : 'no'];
    const model = await learn(made(400, has), { pooling: 'max' });
    const shares = new Labelling(files.kernels, model).explain('a b e c', 'yes');
    const strongest = [...shares].sort((x, y) => y.contribution - x.contribution)[0];
    assert.equal(strongest.token, 'e', JSON.stringify(shares));
  });

  it('learns several labels at once', async () => {
    const which = (source: string[]) => ['a', 'b', 'c'].filter((letter) => source.includes(letter));
    const model = await learn(made(400, which), { several: true, pooling: 'max' });
    const scores = scoreShape(files.kernels, model, made(200, which, 2), nothing);
    assert.ok(scores.f1 > 95, JSON.stringify(scores));
  });

  it('learns a label for each token, by the token before', async () => {
    const before = (source: string[]) => source.map((_, i) => (i === 0 ? 'first' : `after-${source[i - 1]}`));
    const model = await learn(made(300, before), { shape: 'tag' });
    const scores = scoreShape(files.kernels, model, made(200, before, 2), nothing);
    assert.ok(scores.accuracy > 97, JSON.stringify(scores));
  });

  it('learns one step without memory, the softmax regression', async () => {
    const pair = (source: string[]) => [source[0] + source[0]];
    const single = made(300, (source) => source).map((e) => ({
      ...e,
      source: [e.source[0]],
      targets: pair([...e.source]),
    }));
    const model = await learn(single, {});
    assert.equal(model.windows.at(-1)!.sourceLen, 1);
    assert.equal(scoreShape(files.kernels, model, single, nothing).accuracy, 100);
  });

  it('learns to turn a sequence round, by looking back at it', async () => {
    const reversed = (source: string[]) => [...source].reverse();
    const model = await learn(made(1200, reversed), { shape: 'pairs', hiddenSize: 32, epochs: 25 });
    const scores = scoreShape(files.kernels, model, made(100, reversed, 2), nothing);
    assert.ok(scores.exact > 90, JSON.stringify(scores));
    const translation = new Translation(files.kernels, model);
    const found = translation.translate('a c d');
    assert.equal(found[0].text, 'd c a');
    assert.ok(found.every((each, i) => i === 0 || each.text !== found[i - 1].text));
    const { attention, source } = found[0];
    assert.deepEqual(source, ['a', 'c', 'd']);
    assert.equal(attention.length, 4, 'one row for each word, one for the end');
    for (const row of attention) assert.ok(Math.abs(row.reduce((sum, a) => sum + a, 0) - 1) < 1e-5);
    assert.ok(attention[0][2] > 0.5, `the first word looks at the last: ${attention[0].join()}`);
  });

  it('gives what it finds the probability that it has, word by word', async () => {
    const same = (source: string[]) => source;
    const model = await learn(made(200, same), { shape: 'pairs', epochs: 5 });
    const wide = new Translation(files.kernels, model, 40).translate('a b');
    const narrow = new Translation(files.kernels, model, 5).translate('a b');
    for (const { text, logprob } of narrow) {
      const again = wide.find((each) => each.text === text);
      if (again) assert.ok(Math.abs(again.logprob - logprob) < 1e-4);
    }
    const mass = wide.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0);
    assert.ok(mass > 0.3 && mass < 1 + 1e-5, String(mass));
  });
});

describe('a run of another shape', () => {
  const reversed = (source: string[]) => [...source].reverse();
  const examples = made(120, reversed);
  const settings = { shape: 'pairs', dropout: 0.2, epochs: 2 } as const;

  it('learns the same on one thread and on two', async () => {
    const [one, two] = [await learn(examples, settings), await learn(examples, { ...settings, threads: 2 })];
    assert.deepEqual(one.weights, two.weights);
  });

  it('keeps its threads in step where nothing is held out, however short its steps are', async () => {
    const tiny = made(24, ([first]) => [first]);
    for (let i = 0; i < 12; i++) await learn(tiny, { threads: 2, epochs: 40, hiddenSize: 8, batchSize: 8 });
  });

  it('goes on, where it was stopped, to what it would have come to', async () => {
    const whole = await learn(examples, { ...settings, epochs: 4 });
    const folder = temporary();
    const store = new ShapeStore(folder);
    const split = { train: examples, valid: [] };
    const run = await ShapeRun.start(files, split, cuts, options({ ...settings, epochs: 4 }), store, silent);
    run.stop();
    await run.finished;
    const stopped = (await store.load())!;
    assert.ok(stopped.position.step < whole.position.step && !stopped.runEnded);
    const rest = await ShapeRun.start(files, split, cuts, options({ ...settings, epochs: 4 }), store, silent, true);
    await rest.finished;
    assert.deepEqual((await store.load())!.weights, whole.weights);
  });

  it('pauses without losing its place', async () => {
    const store = new ShapeStore(temporary());
    const run = await ShapeRun.start(files, { train: examples, valid: [] }, cuts, options(settings), store, silent);
    run.pause();
    run.resume();
    await run.finished;
    assert.deepEqual((await store.load())!.weights, (await learn(examples, settings)).weights);
  });

  it('holds out what it is given, and stops early by it', async () => {
    const points: (number | undefined)[] = [];
    const store = new ShapeStore(temporary());
    const listener = { ...silent, loss: ({ validLoss }: { validLoss: number | undefined }) => points.push(validLoss) };
    const split = { train: examples, valid: made(20, reversed, 3) };
    const run = await ShapeRun.start(files, split, cuts, options({ ...settings, epochs: 30 }), store, listener);
    await run.finished;
    assert.ok(points.length > 1 && points.every((loss) => loss !== undefined && loss > 0), points.join());
    assert.equal((await store.load())!.validLoss, Math.min(...(points as number[])));
  });

  it('says what is wrong with what it is given', async () => {
    const store = new ShapeStore(temporary());
    const few = ShapeRun.start(
      files,
      { train: examples.slice(0, 1), valid: [] },
      cuts,
      options(settings),
      store,
      silent,
    );
    await assert.rejects(few, (error) => error instanceof ProblemError && error.code === 'tooLittleText');
    const none = ShapeRun.start(files, { train: examples, valid: [] }, cuts, options(settings), store, silent, true);
    await assert.rejects(none, (error) => error instanceof ProblemError && error.code === 'noModel');
    const model = await learn(
      made(60, ([first]) => [first]),
      { epochs: 1 },
    );
    const strange = [{ source: ['a'], targets: ['q'], place: 'x.tsv:7' }];
    assert.throws(
      () => scoreShape(files.kernels, model, strange, nothing),
      (error) => error instanceof ExampleError && /x\.tsv:7: the label "q"/.test(error.message),
    );
    const labelling = new Labelling(files.kernels, model);
    assert.throws(() => labelling.classify('a '.repeat(5000)), /5000 tokens, at most 1000/);
    assert.throws(() => labelling.classify('  '), /no text/);
  });
});
