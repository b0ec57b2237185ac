// Training that gives way: runs of the real trainer whose gate is closed and opened while they learn.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defaultOptions } from '../../../src/engine/defaults';
import { Gate } from '../../../src/engine/gate';
import { ModelStore } from '../../../src/engine/modelStore';
import type { TrainingOptions, TrainingStatus } from '../../../src/engine/protocol/training';
import { Session } from '../../../src/engine/session';
import { sampleNotes, trainerFiles } from './builtFiles';

const files = sampleNotes.slice(0, 8);
const options: TrainingOptions = {
  ...defaultOptions,
  hiddenSize: 64,
  batchSize: 6,
  seqLen: 12,
  minutes: undefined,
  epochs: 1,
  threads: 2,
};
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Of each thread of this process: 0 is common, more is less urgent. */
function niceValues(): number[] {
  const tasks = fs.readdirSync('/proc/self/task');
  const stat = (task: string) => fs.readFileSync(`/proc/self/task/${task}/stat`, 'utf8');
  // Behind the name, which may hold anything, it is the seventeenth.
  return tasks.map((task) => Number(stat(task).split(') ').at(-1)!.split(' ')[16]));
}

describe('a gate', function () {
  this.timeout(60_000);
  let folder: string;
  let gate: Gate;
  let session: Session;
  let statuses: TrainingStatus[];
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    gate = new Gate();
    statuses = [];
  });
  afterEach(async () => {
    await session.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  async function begin(name: string, changes: Partial<TrainingOptions> = {}): Promise<void> {
    const ignore = () => undefined;
    const listener = { status: (s: TrainingStatus) => statuses.push(s), loss: ignore, model: ignore, counts: ignore };
    session = new Session({ ...trainerFiles, gate }, listener);
    await session.open(path.join(folder, name));
    await session.train({ files, options: { ...options, ...changes }, resume: false });
  }

  const last = () => statuses.at(-1)!;
  const tokensSeen = () => {
    const status = last();
    return (status.state === 'training' && status.progress?.tokensSeen) || 0;
  };
  const checkpoint = (name: string) => new ModelStore(path.join(folder, name)).loadCheckpoint();

  for (const threads of [1, 2]) {
    it(`that closes again and again leaves the weights as they would have been, on ${threads} threads`, async () => {
      await begin('straight on', { threads });
      await session.finished();
      await begin('held', { threads });
      let done = false;
      const ended = session.finished().then(() => (done = true));
      for (let closed = 0; !done; closed++) {
        gate.set(false);
        await sleep(20);
        gate.set(true);
        await sleep(20);
        assert.ok(closed < 1000);
      }
      await ended;
      const [straight, held] = [await checkpoint('straight on'), await checkpoint('held')];
      assert.deepEqual(held!.params, straight!.params);
      assert.deepEqual(held!.m, straight!.m);
      const { elapsedSeconds, runSeconds } = held!.position;
      assert.deepEqual(held!.position, { ...straight!.position, elapsedSeconds, runSeconds });
    });
  }

  it('has a run wait, says so, and takes none of its time', async () => {
    await begin('model', { epochs: undefined, minutes: 2 / 60 });
    while (tokensSeen() === 0) await sleep(10);
    gate.set(false);
    assert.ok(last().state === 'training' && (last() as { waiting?: boolean }).waiting);
    await sleep(300);
    const [before, usedBefore] = [tokensSeen(), process.cpuUsage()];
    const begun = performance.now();
    await sleep(3000);
    const used = process.cpuUsage(usedBefore);
    assert.equal(tokensSeen(), before, 'nothing is learnt meanwhile');
    const share = (used.user + used.system) / 1000 / (performance.now() - begun);
    assert.ok(share < 0.5, `waiting took ${share} of a processor`);
    gate.set(true);
    assert.ok(last().state === 'training' && !('waiting' in last()));
    await session.finished();
    const { runSeconds } = (await checkpoint('model'))!.position;
    assert.ok(runSeconds < 3, `${runSeconds} s of two`);
    assert.ok(tokensSeen() === 0 && last().state === 'finished');
  });

  it('that is closed when a run begins holds it from the start', async () => {
    gate.set(false);
    await begin('model');
    await sleep(500);
    assert.equal(tokensSeen(), 0);
    gate.set(true);
    await session.finished();
    assert.equal(last().state, 'finished');
  });

  it('lets the threads that learn and count run at the lowest priority, and not the one that answers', async function () {
    if (process.platform !== 'linux') return this.skip();
    const common = os.getPriority();
    await begin('model', { epochs: 1000 });
    while (tokensSeen() === 0) await sleep(10);
    const low = () => niceValues().filter((nice) => nice > common);
    let lower = low();
    // Notes are counted and weighed meanwhile, at first.
    for (; lower.length > 2; lower = low()) await sleep(10);
    assert.deepEqual(lower, [19, 19]);
    assert.equal(os.getPriority(), common, 'the main thread answers as before');
    await session.stop();
  });

  it('does not keep who pauses or stops waiting', async () => {
    await begin('model', { epochs: 1000 });
    while (!session.info()) await sleep(10);
    gate.set(false);
    session.pause();
    for (let i = 0; !(await checkpoint('model').catch(() => undefined)); i++) {
      assert.ok(i < 200, 'a pause writes a checkpoint');
      await sleep(20);
    }
    session.resume();
    await sleep(200);
    const before = tokensSeen();
    await sleep(500);
    assert.equal(tokensSeen(), before, 'what is resumed waits');
    await session.stop();
    assert.equal(last().state, 'finished');
  });
});
