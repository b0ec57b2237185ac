// Runs of the real trainer: threads, checkpoints on disk, going on where it stopped.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadKernelModule } from '../../../src/engine/kernelHost';
import { expectationOfNetwork } from '../../../src/engine/evaluation';
import { ModelStore } from '../../../src/engine/modelStore';
import { ProblemError } from '../../../src/engine/problem';
import type { TrainingOptions, TrainingStatus } from '../../../src/engine/protocol/training';
import { Session } from '../../../src/engine/session';
import { divideNotes } from '../../../src/engine/trainingText';
import type { Note } from '../../../src/text/corpus';
import { fewNotes as few, sampleNotes as notes, trainerFiles, smallRun as small } from './builtFiles';

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

describe('training', function () {
  this.timeout(60_000);
  let folder: string;
  const sessions: Session[] = [];

  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'))));
  afterEach(async () => {
    await Promise.all(sessions.splice(0).map((session) => session.stop()));
    fs.rmSync(folder, { recursive: true, force: true });
  });

  async function open(name: string, statuses: TrainingStatus[] = []): Promise<Session> {
    const ignore = () => undefined;
    const listener = { status: (s: TrainingStatus) => statuses.push(s), loss: ignore, model: ignore, counts: ignore };
    const session = new Session(trainerFiles, listener);
    sessions.push(session);
    await session.open(path.join(folder, name));
    return session;
  }

  async function train(name: string, changes: Partial<TrainingOptions>, resume = false): Promise<Float32Array> {
    const session = await open(name);
    await session.train({ files: few, options: { ...small, ...changes }, resume });
    await session.finished();
    return (await new ModelStore(path.join(folder, name)).loadCheckpoint())!.params;
  }

  it('learns at its end what was held out, unless that was given to be measured on', async () => {
    const options = { ...small, epochs: 4 };
    const session = await open('held out');
    await session.train({ files: notes, options, resume: false });
    await session.finished();
    const { valid } = divideNotes(await session.readNotes(notes, 'words'), options.seed);
    const toMeasured = (from: Session, held: readonly Note[]) => {
      const { perplexity } = expectationOfNetwork(from.network(), trainerFiles.kernels, held);
      return perplexity / Math.exp(from.losses().at(-1)!.validLoss!);
    };
    assert.ok(toMeasured(session, valid) < 0.95, String(toMeasured(session, valid)));

    const given = await open('given');
    await given.train({ files: notes.slice(3), options, resume: false }, notes.slice(0, 3));
    await given.finished();
    const ratio = toMeasured(given, await given.readNotes(notes.slice(0, 3), 'words'));
    assert.ok(Math.abs(ratio - 1) < 0.02, String(ratio));
  });

  it('learns at least as much with a sampled softmax as with the exact one', async () => {
    const losses = await Promise.all(
      [0, 256].map(async (draws) => {
        const session = await open(`draws ${draws}`);
        await session.train({ files: notes, options: { ...small, draws, epochs: 6 }, resume: false });
        await session.finished();
        return session.losses().at(-1)!.validLoss!;
      }),
    );
    assert.ok(losses[1] < losses[0] + 0.06, `validation losses ${losses.join(', ')}`);
  });

  it('gives the same weights for the same notes in another place and another order', async () => {
    const here = await train('here', {});
    const copy = path.join(folder, 'copied notes');
    fs.cpSync('test/fixtures/notes', copy, { recursive: true });
    const moved = few.map((file) => path.join(copy, path.relative('test/fixtures/notes', file)));
    const session = await open('there');
    await session.train({ files: moved.toReversed(), options: small, resume: false });
    await session.finished();
    assert.deepEqual((await new ModelStore(path.join(folder, 'there')).loadCheckpoint())!.params, here);
  });

  it('lowers the perplexity of held-out notes, and its model is there after reopening', async () => {
    const statuses: TrainingStatus[] = [];
    const session = await open('m', statuses);
    await session.train({ files: notes, options: { ...small, epochs: 6 }, resume: false });
    await session.finished();
    const points = session.losses();
    assert.ok(points.length >= 3);
    assert.ok(points.at(-1)!.validLoss! < points[0].validLoss! - 0.2);
    assert.equal(statuses.at(-1)?.state, 'finished');
    const text = { text: '我', format: 'plaintext', k: 5 } as const;
    const again = await open('m');
    assert.equal(again.predict(text).items.length, 5, 'from the network alone');
    // A client has the notes, and names them again.
    await again.survey(notes);
    while (!again.parts().counted) await pause(5);
    assert.deepEqual(again.predict(text), session.predict(text));
    assert.deepEqual(again.losses(), points);
  });

  for (const draws of [0, 64]) {
    it(`stopped half-way and gone on with, gives the weights of a run that was never stopped: ${draws} draws`, async () => {
      await goOn(draws);
    });
  }

  async function goOn(draws: number): Promise<void> {
    const options = { ...small, draws, epochs: 8 };
    const whole = await train('whole', options);
    const statuses: TrainingStatus[] = [];
    const session = await open('halves', statuses);
    await session.train({ files: few, options, resume: false });
    while (!statuses.some((status) => status.state === 'training' && status.progress)) await pause(5);
    await session.stop();
    const { position } = (await new ModelStore(path.join(folder, 'halves')).loadCheckpoint())!;
    assert.ok(position.runEpochs > 0 && position.runEpochs < 8, `stopped after ${position.runEpochs} epochs`);
    assert.deepEqual(await train('halves', options, true), whole);
  }

  it('killed, goes on from the last checkpoint and gives the weights of a run that was never interrupted', async () => {
    const options = { ...small, draws: 64, dropout: 0.2, epochs: 22, threads: 2 };
    const whole = await train('whole', options);
    const session = await open('killed');
    await session.train({ files: few, options, resume: false });
    while (session.losses().length === 0) await pause(5);
    session.pause();
    const checkpoint = () => new ModelStore(path.join(folder, 'killed')).loadCheckpoint().catch(() => undefined);
    while (!(await checkpoint())) await pause(20);
    // What a process leaves behind when it is killed from here on.
    fs.cpSync(path.join(folder, 'killed'), path.join(folder, 'left behind'), { recursive: true });
    session.resume();
    const { position } = (await checkpoint())!;
    assert.ok(position.runEpochs > 0 && position.runEpochs < 22, `interrupted after ${position.runEpochs} epochs`);
    assert.deepEqual(await train('left behind', options, true), whole);
  });

  it('paused, learns nothing until it is resumed, and predicts meanwhile', async () => {
    const statuses: TrainingStatus[] = [];
    const session = await open('p', statuses);
    await session.train({ files: notes, options: { ...small, epochs: 200 }, resume: false });
    while (session.losses().length === 0) await pause(20);
    session.pause();
    await pause(200);
    const points = session.losses().length;
    assert.ok(session.answers().predict({ text: 'The ', format: 'plaintext', k: 3 }).items.length > 0);
    await pause(300);
    assert.equal(session.losses().length, points);
    assert.ok(statuses.some((status) => status.state === 'training' && status.paused));
    session.resume();
    while (session.losses().length === points) await pause(20);
  });

  it('starts with a message that says what is missing, and leaves the model on disk alone', async () => {
    const before = await train('m', {});
    const session = await open('m');
    const problem = (code: string) => (error: unknown) => error instanceof ProblemError && error.code === code;
    const start = (files: string[]) => session.train({ files, options: small, resume: false });
    await assert.rejects(start([]), problem('noNotes'));
    const empty = path.join(folder, 'empty.md');
    fs.writeFileSync(empty, '```\ncode only\n```\n');
    await assert.rejects(start([empty]), problem('noProse'));
    fs.writeFileSync(empty, 'One\n');
    await assert.rejects(start([empty]), problem('tooLittleText'));
    const params = (await new ModelStore(path.join(folder, 'm')).loadCheckpoint())!.params;
    assert.deepEqual(params, before);
    assert.ok(session.answers().predict({ text: 'The ', format: 'plaintext', k: 3 }).items.length > 0);
  });

  it('lands when held-out notes gain no more, long before its budget is used up', async () => {
    const statuses: TrainingStatus[] = [];
    const session = await open('l', statuses);
    const options = { ...small, learningRate: 0.02, dropout: 0, draws: 0, epochs: 1000 };
    await session.train({ files: notes, options, resume: false });
    await session.finished();
    const last = statuses.at(-1)!;
    assert.equal(last.state === 'finished' && last.why, 'earlyStopping');
    const losses = session.losses().map(({ validLoss }) => validLoss!);
    const { position } = (await new ModelStore(path.join(folder, 'l')).loadCheckpoint())!;
    const { landing } = position;
    assert.ok(landing && landing.fraction < 0.5 && position.step === landing.step + landing.steps);
    assert.ok(losses.length >= 4 && Math.min(...losses) < losses[0]);
  });

  it('stopped while it is prepared, begins no run and leaves the model; another run can begin', async () => {
    const statuses: TrainingStatus[] = [];
    const session = await open('prepared', statuses);
    await session.train({ files: notes, options: small, resume: false });
    await session.finished();
    const model = path.join(folder, 'prepared', 'model.json');
    const before = fs.readFileSync(model, 'utf8');
    let abandoned = 0;
    for (const turns of [0, 3, 10, 30, 60, 90]) {
      statuses.length = 0;
      const starting = session.train({ files: notes, options: { ...small, seed: 2 }, resume: false });
      for (let turn = 0; turn < turns && !statuses.some(({ state }) => state === 'training'); turn++) await pause(0);
      await session.stop();
      await starting;
      await session.finished();
      if (statuses.some(({ state }) => state === 'training')) break;
      abandoned++;
      assert.equal(statuses.at(-1)!.state, 'idle');
      assert.equal(fs.readFileSync(model, 'utf8'), before);
    }
    assert.ok(abandoned >= 2, `${abandoned} were stopped in time`);
    await session.train({ files: notes, options: small, resume: false });
    await session.finished();
    assert.equal(statuses.at(-1)!.state, 'finished');
  });

  it('refuses a second run while one is under way', async () => {
    const session = await open('m');
    await session.train({ files: notes, options: { ...small, epochs: 100 }, resume: false });
    await assert.rejects(session.train({ files: notes, options: small, resume: false }), /under way already/);
  });

  it('runs on a build that this machine can run', () => {
    assert.ok(['simd128', 'relaxed'].includes(loadKernelModule('dist/kernels').build));
  });
});
