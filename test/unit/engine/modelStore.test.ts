import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defaultOptions } from '../../../src/engine/defaults';
import { ModelStore, type StoredModel } from '../../../src/engine/modelStore';
import { fileName, writeRun } from '../../../src/engine/runFiles';
import { firstPosition } from '../../../src/engine/trainingJob';
import { Vocabulary } from '../../../src/text/vocabulary';
import { config, numbers } from './storedModels';

const position = { ...firstPosition, step: 12, bestLoss: 5.5 };
const words = new Map([
  ['river', 3],
  ['我', 2],
]);
const model: StoredModel = {
  config,
  unit: 'words',
  vocabulary: Vocabulary.build(words, { maxSize: 6, minCount: 1 }),
  weights: numbers(1),
  validLoss: 5.5,
  tokensSeen: 99,
  losses: [{ tokens: 99, epoch: 1, elapsedSeconds: 2, trainLoss: 6, validLoss: 5.5 }],
  record: {
    run: 'a',
    started: '2026-03-01T08:00:00.000Z',
    events: [{ kind: 'checkpoint', tokens: 99, epoch: 1, elapsedSeconds: 2 }],
    baselines: { unigram: 6.5, bigram: 6, kneserNey: 5.4 },
  },
  options: { ...defaultOptions, threads: 1, hiddenSize: 3, dropout: 0, draws: 0, learningRate: 4e-3 },
  position,
  runEnded: true,
  learnt: ['abcdefghijkl'],
  trainedOn: undefined,
  heldOut: undefined,
  fits: undefined,
  notes: undefined,
};
const notes = [
  { path: 'b.md', sentences: [{ tokens: ['river', '🙂', '。'], startsLine: true }] },
  { path: '日记/昨天.md', sentences: [{ tokens: ['我'], startsLine: false }] },
];
const fits = {
  '': { gate: { sources: 1, features: 2, weights: [0.5, -1] }, percentiles: [0.1, 0.2] },
  'memory network': { gate: { sources: 1, features: 2, weights: [2, 3] }, percentiles: [] },
};
const checkpoint = {
  position,
  params: numbers(2),
  m: numbers(3),
  v: numbers(4),
  state: Float32Array.of(1, 2),
};

/** As a run does it: the leading thread writes the numbers of the checkpoint, then they are named. */
async function save(store: ModelStore, what: StoredModel): Promise<void> {
  const { folder, first } = await store.checkpointFiles();
  writeRun(path.join(folder, fileName('training', first)), config, checkpoint);
  await store.save(what, first);
}

describe('a model on disk', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('is read back as it was written', async () => {
    const store = new ModelStore(folder);
    await save(store, model);
    const read = (await new ModelStore(folder).load())!;
    assert.deepEqual(read.weights, model.weights);
    assert.deepEqual(read.vocabulary.toJSON(), model.vocabulary.toJSON());
    assert.deepEqual(read.losses, model.losses);
    assert.deepEqual(read.record, model.record);
    assert.deepEqual(await store.loadCheckpoint(), checkpoint);
  });

  it('of before more was measured than losses, is read as it is', async () => {
    await save(new ModelStore(folder), model);
    const file = path.join(folder, 'model.json');
    const written = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
    fs.writeFileSync(
      file,
      JSON.stringify({ ...written, version: 1, checksum: undefined, seals: undefined, record: undefined }),
    );
    const read = (await new ModelStore(folder).load())!;
    assert.deepEqual([read.record, read.losses], [undefined, model.losses]);
  });

  it('keeps the notes that are counted and how the sources are trusted', async () => {
    await save(new ModelStore(folder), { ...model, fits, notes });
    const read = (await new ModelStore(folder).load())!;
    assert.deepEqual(read.notes, notes);
    assert.deepEqual(read.fits, fits);
  });

  it('keeps the files that it was trained on beside model.json, and writes them anew only when they are others', async () => {
    const trainedFiles = () => fs.readdirSync(folder).filter((file) => file.startsWith('trained'));
    const trainedOn = [{ path: '日记/昨天.md', words: 2, digest: 'abc' }];
    const store = new ModelStore(folder);
    await save(store, { ...model, trainedOn });
    const first = trainedFiles();
    await save(store, { ...model, trainedOn, weights: numbers(7) });
    assert.deepEqual(trainedFiles(), first);
    assert.deepEqual((await new ModelStore(folder).load())!.trainedOn, trainedOn);
    assert.ok(!fs.readFileSync(path.join(folder, 'model.json'), 'utf8').includes('昨天'), 'no path of a note in it');
    const none = { ...model, trainedOn: [] };
    await save(store, none);
    await save(store, none);
    assert.deepEqual([trainedFiles().length, (await store.load())!.trainedOn], [1, []]);
  });

  it('whose list of files is none is refused', async () => {
    await save(new ModelStore(folder), { ...model, trainedOn: [{ path: 'a.md', words: NaN, digest: 'abc' }] });
    await assert.rejects(new ModelStore(folder).load(), /the files that it was trained on/);
  });

  it('has no notes and no trust where none were saved', async () => {
    await save(new ModelStore(folder), model);
    const read = (await new ModelStore(folder).load())!;
    assert.deepEqual([read.notes, read.fits], [undefined, undefined]);
  });

  it('writes notes anew only when they are others, and removes those that no generation has', async () => {
    const noteFiles = () => fs.readdirSync(folder).filter((file) => file.startsWith('notes'));
    const store = new ModelStore(folder);
    await save(store, { ...model, notes });
    const first = noteFiles();
    await save(store, { ...model, notes, weights: numbers(7) });
    assert.deepEqual(noteFiles(), first);
    const fewer = notes.slice(1);
    await save(store, { ...model, notes: fewer });
    assert.equal(noteFiles().length, 2);
    assert.ok(noteFiles().includes(first[0]));
    await save(store, { ...model, notes: fewer });
    assert.equal(noteFiles().length, 1);
    assert.notDeepEqual(noteFiles(), first);
    assert.deepEqual((await store.load())!.notes, fewer);
    const again = new ModelStore(folder);
    await save(again, { ...model, notes });
    assert.deepEqual([noteFiles().length, (await again.load())!.notes], [2, notes]);
    await save(again, model);
    assert.equal(noteFiles().length, 1);
    await save(again, model);
    assert.deepEqual(noteFiles(), []);
  });

  it('replaces the one before, which is kept, and leaves nothing of older ones behind', async () => {
    const store = new ModelStore(folder);
    await save(store, model);
    await save(store, { ...model, weights: numbers(7) });
    assert.deepEqual((await store.load())!.weights, numbers(7));
    await save(store, { ...model, weights: numbers(9) });
    assert.deepEqual((await store.load())!.weights, numbers(9));
    // model.json, weights and checkpoint, twice.
    assert.equal(fs.readdirSync(folder).length, 6);
  });

  it('stays whole when a save dies before it is complete', async () => {
    const store = new ModelStore(folder);
    await save(store, model);
    fs.writeFileSync(path.join(folder, 'weights-2.safetensors'), 'cut sho');
    assert.deepEqual((await new ModelStore(folder).load())!.weights, model.weights);
    await save(store, { ...model, weights: numbers(8) });
    assert.deepEqual((await store.load())!.weights, numbers(8));
  });

  it('is not there in an empty folder, nor in one that does not exist', async () => {
    assert.equal(await new ModelStore(folder).load(), undefined);
    assert.equal(await new ModelStore(path.join(folder, 'none')).load(), undefined);
  });

  it('that is damaged is refused with what is wrong and what to do', async () => {
    const store = new ModelStore(folder);
    await save(store, model);
    fs.writeFileSync(path.join(folder, 'weights-1.safetensors'), 'no numbers');
    await assert.rejects(store.load(), /cannot be read .*Train a new one/);
    await save(store, { ...model, notes });
    fs.writeFileSync(path.join(folder, 'notes-1.ids'), 'no notes');
    await assert.rejects(store.load(), /cannot be read .*Train a new one/);
    fs.writeFileSync(path.join(folder, 'model.json'), '{"format":"afterword-model","version":99}');
    await assert.rejects(store.load(), /version 99/);
    fs.writeFileSync(path.join(folder, 'model.json'), '{');
    await assert.rejects(store.load(), /cannot be read/);
  });
});
