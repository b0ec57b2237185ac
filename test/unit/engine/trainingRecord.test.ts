// What stays of runs of the real trainer: curves that go on after a resume, what happened on the way, past runs; and
// comparisons of cells, of which nothing else stays.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defaultOptions } from '../../../src/engine/defaults';
import { ModelStore } from '../../../src/engine/modelStore';
import { ProblemError } from '../../../src/engine/problem';
import type { RunRecord } from '../../../src/engine/protocol/curves';
import type { TrainingOptions, TrainingStatus } from '../../../src/engine/protocol/training';
import { Session } from '../../../src/engine/session';
import { fewNotes as notes, trainerFiles } from './builtFiles';

const options: TrainingOptions = {
  ...defaultOptions,
  hiddenSize: 24,
  batchSize: 6,
  seqLen: 12,
  minutes: undefined,
  epochs: 3,
  threads: 1,
};

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function problem(code: string): (error: unknown) => boolean {
  return (error) => error instanceof ProblemError && error.code === code;
}

describe('the record of training', function () {
  this.timeout(90_000);
  let folder: string;
  let statuses: TrainingStatus[];
  let changed: RunRecord[];
  let session: Session;

  async function open(): Promise<void> {
    const ignore = () => undefined;
    statuses = [];
    changed = [];
    session = new Session(trainerFiles, {
      ...{ loss: ignore, model: ignore, counts: ignore },
      status: (status) => statuses.push(status),
      run: (record) => changed.push(record),
    });
    await session.open(folder);
  }

  async function train(changes: Partial<TrainingOptions> = {}, resume = false): Promise<void> {
    await session.train({ files: notes, options: { ...options, ...changes }, resume });
    await session.finished();
  }

  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    await open();
  });
  afterEach(async () => {
    await session.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('tells rate, norms and speed at every point, the same on any number of threads', async () => {
    await train({ epochs: 6 });
    const points = [...session.losses()];
    assert.ok(points.length >= 3);
    for (const { learningRate, gradNorm, clippedGradNorm, wordsPerSecond } of points) {
      assert.ok(learningRate! > 0 && learningRate! <= 4e-3);
      assert.ok(clippedGradNorm! > 0 && clippedGradNorm! <= gradNorm! && clippedGradNorm! <= options.gradClip);
      assert.ok(wordsPerSecond! > 0);
    }
    assert.ok(points.at(-1)!.learningRate! < points[0].learningRate! / 4, 'it falls');
    await train({ epochs: 6, threads: 2 });
    const norms = (of: readonly { gradNorm?: number }[]) => of.map(({ gradNorm }) => gradNorm);
    assert.deepEqual(norms(session.losses()), norms(points));
  });

  it('goes on along its axis after a resume, and says where it stopped', async () => {
    await train();
    const before = [...session.losses()];
    const { run, events, baselines } = session.record.landmarks;
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['checkpoint'],
    );
    assert.equal(events[0].tokens, before.at(-1)!.tokens);
    assert.ok(baselines && baselines.unigram > baselines.kneserNey);
    await open();
    assert.deepEqual(session.record.landmarks, { run, events, baselines });
    await train({}, true);
    const after = session.losses();
    assert.deepEqual(after.slice(0, before.length), before);
    assert.ok(after.length > before.length);
    for (const [index, { tokens }] of after.entries()) assert.ok(index === 0 || tokens > after[index - 1].tokens);
    assert.equal(session.record.landmarks.run, run);
    const [, resumed, last] = session.record.landmarks.events;
    assert.deepEqual(resumed, { ...events[0], kind: 'resume' });
    assert.deepEqual([last.kind, last.tokens, last.epoch], ['checkpoint', after.at(-1)!.tokens, after.at(-1)!.epoch]);
    const runs = await session.record.runs();
    assert.deepEqual(
      runs.map((record) => [record.run, record.purpose]),
      [[run, 'model']],
      'one run, however often it was resumed',
    );
    assert.deepEqual(runs[0].points.at(-1)!.tokens, after.at(-1)!.tokens);
  });

  it('keeps the run before when a new one begins', async () => {
    await train();
    await train({ cell: 'gru', seed: 5 });
    const [later, earlier] = await session.record.runs();
    assert.deepEqual([later.cell, later.seed, later.run], ['gru', 5, session.record.landmarks.run]);
    assert.deepEqual([earlier.cell, earlier.seed, earlier.hiddenSize, earlier.epochs], ['lstm', 1, 24, 3]);
    assert.ok(earlier.validPerplexity! > 1 && earlier.points.length > 0);
    assert.equal(changed.at(-1)!.run, later.run, 'who listens has heard of it');
  });

  it('opens a model of before there was more than losses, and goes on with its curve', async () => {
    await train();
    const file = path.join(folder, 'model.json');
    const written = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
    const old = (written.losses as Record<string, number>[]).map(
      ({ tokens, epoch, elapsedSeconds, trainLoss, validLoss }) => {
        return { tokens, epoch, elapsedSeconds, trainLoss, validLoss };
      },
    );
    fs.writeFileSync(
      file,
      JSON.stringify({ ...written, version: 1, checksum: undefined, record: undefined, losses: old }),
    );
    await open();
    assert.equal(session.losses()[0].gradNorm, undefined);
    const { run, events } = session.record.landmarks;
    assert.deepEqual(events, []);
    await train({}, true);
    assert.equal(session.record.landmarks.run, run);
    assert.deepEqual(session.losses().slice(0, old.length), old);
    assert.deepEqual(
      session.record.landmarks.events.map(({ kind }) => kind),
      ['resume', 'checkpoint'],
    );
  });

  describe('comparing cells', () => {
    const request = { files: notes, options };

    it('lets each learn in turn, keeps their curves, and leaves the model as it is', async () => {
      await train({ cell: 'gru' });
      const model = fs.readFileSync(path.join(folder, 'model.json'));
      const { params } = (await new ModelStore(folder).loadCheckpoint())!;
      const losses = [...session.losses()];
      statuses = [];
      await session.compare(request);
      await session.finished();
      const seen = statuses.flatMap((status) => (status.state === 'training' ? [status.comparing] : []));
      assert.deepEqual(
        [...new Set(seen.map((comparing) => `${comparing!.number} ${comparing!.cell}`))],
        ['1 rnn', '2 gru', '3 lstm'],
      );
      assert.equal(statuses.at(-1)!.state, 'idle');
      const compared = (await session.record.runs()).filter(({ purpose }) => purpose === 'comparison');
      assert.deepEqual(
        compared.map(({ cell, hiddenSize, seed, epochs }) => [cell, hiddenSize, seed, epochs]),
        [
          ['lstm', 24, 1, 3],
          ['gru', 24, 1, 3],
          ['rnn', 24, 1, 3],
        ],
      );
      for (const { points, validPerplexity, baselines } of compared) {
        assert.ok(points.at(-1)!.validLoss! < points[0].validLoss! + 1e-9);
        assert.ok(Math.abs(validPerplexity! - Math.exp(Math.min(...points.map(({ validLoss }) => validLoss!)))) < 1e-9);
        assert.deepEqual(baselines, session.record.landmarks.baselines, 'the same notes are held out');
      }
      assert.deepEqual(fs.readFileSync(path.join(folder, 'model.json')), model);
      assert.deepEqual((await new ModelStore(folder).loadCheckpoint())!.params, params);
      assert.deepEqual(session.losses(), losses);
    });

    it('and learning exclude each other, and say so', async () => {
      await session.compare({ ...request, options: { ...options, epochs: 500 } });
      await assert.rejects(train(), problem('comparing'));
      await assert.rejects(session.compare(request), problem('comparing'));
      await session.stop();
      await session.train({ files: notes, options: { ...options, epochs: 500 }, resume: false });
      await assert.rejects(session.compare(request), problem('alreadyTraining'));
      assert.equal((await session.record.runs()).filter(({ purpose }) => purpose === 'comparison').length <= 1, true);
    });

    it('can be paused and stopped', async () => {
      await session.compare({ ...request, options: { ...options, epochs: 500 } });
      while (changed.length === 0) await pause(10);
      session.pause();
      await pause(200);
      const reports = changed.length;
      await pause(300);
      assert.equal(changed.length, reports);
      const paused = statuses.at(-1)!;
      assert.ok(paused.state === 'training' && paused.paused && paused.comparing?.cell === 'rnn');
      session.resume();
      while (changed.length === reports) await pause(10);
      await session.stop();
      assert.equal(statuses.at(-1)!.state, 'idle');
      assert.deepEqual(
        (await session.record.runs()).map(({ cell }) => cell),
        ['rnn'],
        'the cell that had begun; no other began',
      );
      await train();
    });
  });
});
