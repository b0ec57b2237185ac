// Several models of a folder: kept, used, named, compared, exported, imported, deleted; with a run under way, with another
// process at the model, and with a note that is to be forgotten.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defaultOptions } from '../../../src/engine/defaults';
import { lockFile } from '../../../src/engine/folderLock';
import { KeptModels } from '../../../src/engine/keptModels';
import { ModelStore } from '../../../src/engine/modelStore';
import type { Landmarks } from '../../../src/engine/protocol/curves';
import type { ModelInfo } from '../../../src/engine/protocol/models';
import { Session } from '../../../src/engine/session';
import { trainerFiles } from './builtFiles';
import { modelOf, saveModel } from './storedModels';

const ignore = () => undefined;
const madeUp = 'zyzzogeton';
const options = { ...defaultOptions, hiddenSize: 16, batchSize: 2, minutes: undefined, epochs: 2, threads: 1 };

describe('models of a folder', function () {
  this.timeout(60_000);
  let folder: string;
  let files: string[];
  let told: ModelInfo[];
  let landmarks: Landmarks[];
  const sessions: Session[] = [];
  const storage = () => path.join(folder, 'model');
  const kept = () => new KeptModels(storage());

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    [told, landmarks] = [[], []];
    files = [
      write('a.md', `The ${madeUp} sings. We saw the ${madeUp} here.\n`.repeat(6)),
      write('b.md', 'The river runs fast. We like the river here.\n'.repeat(6)),
    ];
  });
  afterEach(async () => {
    for (const session of sessions.splice(0)) await session.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  function write(name: string, text: string): string {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    return file;
  }

  async function open(): Promise<Session> {
    const session = new Session(trainerFiles, {
      status: ignore,
      loss: ignore,
      counts: ignore,
      model: (info) => told.push(info),
      landmarks: (known) => landmarks.push(known),
    });
    sessions.push(session);
    await session.open(storage());
    return session;
  }

  async function learn(session: Session, more: object = {}): Promise<void> {
    await session.train({ files, options: { ...options, ...more }, resume: false });
    await session.finished();
    await session.counted();
  }

  const widths = async (session: Session) => {
    const { current, kept } = await session.models.list();
    return [current?.hiddenSize, ...kept.map(({ row }) => row?.hiddenSize)];
  };
  const idOf = async (session: Session, hiddenSize: number) =>
    (await session.models.list()).kept.find(({ row }) => row?.hiddenSize === hiddenSize)!.id;

  it('one is kept while another is learned; each is used again with its weights, curve and training', async () => {
    const session = await open();
    await learn(session);
    await session.models.rename({ name: ' first ' });
    const weights = session.network().weights.slice();
    // As they are on disk.
    const losses = JSON.parse(JSON.stringify(session.losses())) as unknown[];
    await session.models.keep();
    await learn(session, { hiddenSize: 24 });
    assert.deepEqual(await widths(session), [24, 16]);
    assert.deepEqual([session.info()!.name, told.at(-1)!.name], [undefined, undefined], 'a new model has no name yet');

    landmarks = [];
    await session.models.use(await idOf(session, 16));
    assert.deepEqual(await widths(session), [16, 24]);
    assert.deepEqual(session.network().weights, weights);
    assert.deepEqual(session.losses(), losses);
    assert.equal(landmarks.at(-1)!.run, session.record.landmarks.run);
    assert.equal(told.at(-1)!.name, 'first');

    await session.train({ files, options, resume: true });
    await session.finished();
    assert.ok(session.losses().length > losses.length, 'it goes on where it stopped');
    assert.equal(session.info()!.name, 'first');
    const again = await open();
    assert.deepEqual([again.info()!.name, await widths(again)], ['first', [16, 24]]);
  });

  it('tells of each what there is to compare', async () => {
    const session = await open();
    await learn(session);
    const { current } = await session.models.list();
    const { cell, hiddenSize, numLayers, vocabSize } = session.network().config;
    assert.deepEqual({ ...current, cell, hiddenSize, numLayers, vocabSize }, current);
    assert.ok(current!.tokensSeen > 0 && current!.seconds > 0 && Date.parse(current!.begun!) <= Date.now());
  });

  it('one is named and deleted, on disk as well, and what is no name is refused', async () => {
    const session = await open();
    await learn(session);
    await session.models.keep();
    const [{ id }] = (await session.models.list()).kept;
    await session.models.rename({ id, name: '旧的' });
    const list = await session.models.list();
    assert.deepEqual([list.current!.name, list.kept[0].row!.name], [undefined, '旧的']);
    for (const name of ['', ' ', 'a\nb', 'x'.repeat(61)])
      await assert.rejects(session.models.rename({ name }), /a name/);
    await session.models.remove(id);
    assert.deepEqual(fs.readdirSync(path.join(storage(), 'kept')), []);
    for (const gone of [id, '../..', '.', '']) {
      await assert.rejects(session.models.remove(gone), { code: 'noSuchModel' });
      await assert.rejects(session.models.use(gone), { code: 'noSuchModel' });
    }
    assert.ok(session.info(), 'the model in use stays');
  });

  it('one is exported and imported: what it says is the same, and the one that was there is kept', async () => {
    const file = path.join(folder, '我的.safetensors');
    const session = await open();
    await assert.rejects(session.models.exportTo({ file }), { code: 'noModel' });
    await learn(session);
    await session.models.exportTo({ file });
    const weights = session.network().weights.slice();
    await learn(session, { hiddenSize: 24 });
    const id = await session.models.importFrom({ file });
    assert.deepEqual(await widths(session), [24, 16], 'it is not in use yet');
    await session.models.use(id);
    assert.deepEqual(await widths(session), [16, 24]);
    assert.equal(session.info()!.name, '我的');
    assert.deepEqual(session.network().weights, weights);
    await session.train({ files, options, resume: true });
    await session.finished();
    assert.ok(session.losses().length > 0, 'and learns on');
    fs.writeFileSync(file, 'no model');
    await assert.rejects(session.models.importFrom({ file }), { code: 'notImported' });
    assert.deepEqual(await widths(session), [16, 24]);

    const bytes = await session.models.bytesOf(undefined);
    await session.models.importFrom({ file: 'cloud:/别人.safetensors', bytes });
    assert.deepEqual(await widths(session), [16, 24, 16]);
    const cut = { file: 'cloud:/x', bytes: bytes.subarray(100) };
    await assert.rejects(session.models.importFrom(cut), { code: 'notImported' });
    assert.deepEqual(await widths(session), [16, 24, 16]);
  });

  it('an imported one is used where nothing has been learned', async () => {
    const file = path.join(folder, 'model.safetensors');
    const teacher = await open();
    await learn(teacher);
    await teacher.models.exportTo({ file });
    fs.rmSync(storage(), { recursive: true });
    const session = await open();
    await session.models.use(await session.models.importFrom({ file }));
    assert.deepEqual(await widths(session), [16]);
    assert.deepEqual(session.network().weights, teacher.network().weights);
  });

  it('a run under way stops before another model is used, and what it has learned is kept', async () => {
    const session = await open();
    await learn(session);
    await session.models.keep();
    await session.train({ files, options: { ...options, hiddenSize: 24, epochs: 5000 }, resume: false });
    while (session.info()?.hiddenSize !== 24) await new Promise((resolve) => setTimeout(resolve, 20));
    await session.models.use(await idOf(session, 16));
    assert.deepEqual(await widths(session), [16, 24]);
    await session.models.use(await idOf(session, 24));
    assert.deepEqual(await widths(session), [24, 16]);
  });

  it('another window sees what is in use, and changes nothing while this one is at it', async () => {
    const [session, other] = [await open(), await open()];
    await learn(session);
    await session.models.keep();
    await learn(session, { hiddenSize: 24 });
    await other.follow();
    assert.equal(other.info()!.hiddenSize, 24);
    const id = await idOf(session, 16);
    await session.models.use(id);
    await other.follow();
    assert.equal(other.info()!.hiddenSize, 16);
    await assert.rejects(other.models.use(id), { code: 'noSuchModel' });

    const holder = {
      pid: process.ppid,
      host: os.hostname(),
      folder: fs.realpathSync(storage()),
      since: '',
      token: 'x',
    };
    fs.writeFileSync(path.join(storage(), lockFile), JSON.stringify(holder));
    const kept = await idOf(session, 24);
    const elsewhere = { code: 'trainedElsewhere' };
    await Promise.all([
      assert.rejects(session.models.use(kept), elsewhere),
      assert.rejects(other.models.remove(kept), elsewhere),
    ]);
    fs.rmSync(path.join(storage(), lockFile));
    assert.deepEqual(await widths(session), [16, 24]);
  });

  it('a note that is forgotten is gone from all of them, and erasing leaves none', async () => {
    const session = await open();
    await session.survey(files);
    await learn(session);
    await session.models.keep();
    await learn(session, { hiddenSize: 24 });
    const before = (await session.models.list()).kept[0].row!;
    await session.forget({ file: files[0], files, forgotten: true });
    assert.deepEqual(await widths(session), [24, 16]);
    assert.ok((await session.models.list()).kept[0].row!.vocabSize < before.vocabSize);
    for (const file of fs.readdirSync(storage(), { recursive: true, encoding: 'utf8' })) {
      const place = path.join(storage(), file);
      if (fs.statSync(place).isFile()) assert.ok(!fs.readFileSync(place).includes(madeUp), file);
    }
    await session.models.use(await idOf(session, 16));
    assert.ok(!session.network().vocabulary.words.includes(madeUp));
    assert.ok(session.network().vocabulary.words.includes('river'), 'what others hold stays');
    await session.erase();
    assert.deepEqual(fs.readdirSync(storage()), []);
  });

  it('what a process has left unfinished is no model, and goes; one that is damaged is listed and can be deleted', async () => {
    const store = new ModelStore(storage());
    await saveModel(store, 1);
    const id = await kept().add({ ...modelOf(2), name: 'second' });
    const place = path.join(storage(), 'kept');
    // No process has this number.
    const [coming, going] = [`${id}.${2 ** 22 + 1}-1.tmp`, `${id.replace(/./, 'f')}.${2 ** 22 + 1}-2.tmp`];
    for (const name of [coming, going]) fs.cpSync(path.join(place, id), path.join(place, name), { recursive: true });
    assert.deepEqual(
      (await kept().list()).map((model) => model.outline?.name),
      ['second'],
    );
    const other = await kept().addCopy(store);
    assert.deepEqual(fs.readdirSync(place).sort(), [id, other].sort());
    fs.writeFileSync(path.join(place, id, 'model.json'), '{');
    const damaged = (await kept().list()).find((model) => model.id === id);
    assert.deepEqual(damaged, { id, outline: undefined });
    await kept().remove(id);
    assert.deepEqual(fs.readdirSync(place), [other]);
  });
});
