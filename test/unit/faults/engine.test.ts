// Engine processes that are harmed, as the extension starts them: a full disk, a folder that is gone, a dead thread, two
// windows on one folder. Kills at many moments are in test/faults (npm run test:faults).

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TrainingStatus } from '../../../src/engine/protocol/training';
import { leftovers, onDisk, sleep, TestedEngine } from '../../faults/engine';
import type { Fault } from '../../faults/preload';

const text = { text: 'I walked to the ', format: 'markdown', k: 5 } as const;
const long = { epochs: 400 };

describe('an engine that is harmed', function () {
  this.timeout(120_000);
  let scratch: string;
  const engines: TestedEngine[] = [];
  beforeEach(() => (scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'))));
  afterEach(async () => {
    await Promise.all(engines.splice(0).map((engine) => engine.close()));
    fs.rmSync(scratch, { recursive: true, force: true });
  });

  function start(storage = path.join(scratch, 'model'), fault?: Omit<Fault, 'folder'>): TestedEngine {
    const engine = new TestedEngine(storage, fault);
    engines.push(engine);
    return engine;
  }

  const paused = (status: TrainingStatus) => status.state === 'training' && status.problem !== undefined;
  const answers = async (engine: TestedEngine) => {
    const { items } = await engine.client.predict(text);
    assert.ok(items.length > 0 && items.every(({ probability }) => probability > 0 && probability <= 1));
  };
  const learnt = (engine: TestedEngine) =>
    engine.until((status) => status.state === 'training' && status.progress?.validPerplexity !== undefined);

  for (const how of ['ENOSPC', 'EROFS', 'EACCES'] as const) {
    it(`pauses and says why where nothing can be written (${how}), answers, and goes on when it can be`, async () => {
      const whileThere = path.join(scratch, 'no room');
      const engine = start(undefined, { at: 1, how, whileThere });
      await engine.train({ epochs: 3 });
      fs.writeFileSync(whileThere, '');
      await learnt(engine);
      await engine.client.pause();
      const status = await engine.until(paused);
      assert.ok(status?.state === 'training' && status.paused && status.problem?.code === 'cannotSave');
      assert.match(status.problem.message, new RegExp(how));
      await answers(engine);
      await engine.client.pause();
      assert.ok(paused(engine.client.status), 'paused once more, it still says why');
      await engine.client.resume();
      await engine.until(paused);
      fs.rmSync(whileThere);
      await engine.client.resume();
      assert.equal((await engine.finished())?.state, 'finished');
      await engine.close();
      assert.ok((await onDisk(engine.storage))?.model.runEnded);
    });
  }

  it('of a folder in which the system lets nobody write pauses and says why, and answers', async function () {
    // There is none like it elsewhere that an administrator cannot write in either.
    if (process.platform !== 'linux') return this.skip();
    const engine = start('/sys/afterword');
    await engine.train({ epochs: 1 });
    const status = await engine.until(paused);
    assert.ok(status?.state === 'training' && status.paused && status.problem?.code === 'cannotSave');
    await answers(engine);
    // Told to go on, it tries to make the folder first.
    await engine.client.resume();
    const still = await engine.until((now) => paused(now) && now !== status);
    assert.ok(still?.state === 'training' && still.paused);
    assert.match(still.problem?.message ?? '', /EACCES|EPERM|EROFS/);
    await answers(engine);
  });

  it('whose folder is deleted while it learns says so, answers, and makes it anew when it is told to go on', async () => {
    const engine = start();
    await engine.train(long);
    await learnt(engine);
    fs.rmSync(engine.storage, { recursive: true });
    await engine.client.pause();
    const status = await engine.until(paused);
    assert.ok(status?.state === 'training' && status.problem?.code === 'cannotSave');
    await answers(engine);
    await engine.client.resume();
    await engine.client.stop();
    await engine.close();
    assert.ok((await onDisk(engine.storage))?.checkpoint);
  });

  it('of which a thread ends tells that learning failed, hangs nobody, and can learn again', async () => {
    const engine = start(undefined, { at: 3, how: 'thread' });
    await engine.train(long);
    await learnt(engine);
    while (engine.client.status.state === 'training') {
      await engine.client.pause().catch(() => undefined);
      await engine.client.resume().catch(() => undefined);
      await sleep(30);
    }
    assert.equal(engine.client.status.state, 'failed');
    await answers(engine);
    const pid = engine.client.pid;
    await engine.client.stop();
    await engine.train(long);
    assert.equal(engine.client.pid, pid, 'the engine itself goes on');
  });

  it('whose window is closed while it learns leaves no lock behind', async () => {
    const engine = start();
    await engine.train(long);
    await learnt(engine);
    await engine.client.pause();
    await engine.client.resume();
    const locks = () => fs.readdirSync(engine.storage).filter((name) => name.endsWith('lock.json'));
    assert.ok(locks().includes('lock.json'), 'it changes the model');
    await engine.close();
    assert.deepEqual(locks(), []);
  });

  it('shares its model with another window: one learns, the other follows; killed, the other takes over', async () => {
    const storage = path.join(scratch, `a model 模型 ${'x'.repeat(200)}`);
    const [mine, yours] = [start(storage), start(storage)];
    await mine.train({ epochs: 1 });
    await mine.finished();
    await yours.client.start();
    const before = yours.client.model!.tokensSeen;
    await mine.train(long, true);
    await assert.rejects(yours.train({}, true), (error) => {
      assert.equal((error as { code?: string }).code, 'trainedElsewhere');
      assert.match(String(error), new RegExp(`process ${mine.client.pid} `));
      return true;
    });
    await answers(yours);
    await sleep(300);
    await mine.client.pause();
    for (let i = 0; i < 300 && !(yours.client.model!.tokensSeen > before); i++) await sleep(50);
    assert.ok(yours.client.model!.tokensSeen > before, 'what one has learnt answers in the other');
    await mine.kill();
    await yours.train({ epochs: 0.5 }, true);
    assert.equal((await yours.finished())?.state, 'finished');
    await yours.close();
    assert.ok((await onDisk(storage))?.checkpoint);
    assert.deepEqual(leftovers(storage), []);
  });
});
