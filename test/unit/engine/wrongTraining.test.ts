// Training that goes wrong: a learning rate far too high, gradients that are no numbers. The real trainer, and its threads.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defaultOptions } from '../../../src/engine/defaults';
import { LastGood } from '../../../src/engine/lastGood';
import { ModelStore } from '../../../src/engine/modelStore';
import type { EngineProblem } from '../../../src/engine/protocol/problem';
import type { TrainingOptions, TrainingStatus } from '../../../src/engine/protocol/training';
import { allFinite } from '../../../src/engine/runFiles';
import { Session } from '../../../src/engine/session';
import { firstPosition } from '../../../src/engine/trainingJob';
import type { Task } from '../../../src/engine/task';
import { solo } from '../../../src/rnn/team';
import { noDropout } from '../../../src/rnn/dropout';
import { trainingStep } from '../../../src/rnn/trainingStep';
import { build, cells, fill, resetState, smallConfig } from '../rnn/harness';
import { fewNotes as notes, trainerFiles } from './builtFiles';

const small: TrainingOptions = {
  ...defaultOptions,
  hiddenSize: 16,
  batchSize: 6,
  seqLen: 12,
  draws: 32,
  minutes: undefined,
  epochs: 3,
  threads: 2,
};

describe('training that goes wrong', function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  async function train(options: Partial<TrainingOptions>, resume = false) {
    const statuses: TrainingStatus[] = [];
    const notices: EngineProblem[] = [];
    const ignore = () => undefined;
    const session = new Session(trainerFiles, {
      status: (status) => statuses.push(status),
      notice: (problem) => notices.push(problem),
      loss: ignore,
      model: ignore,
      counts: ignore,
    });
    await session.open(folder);
    await session.train({ files: notes, options: { ...small, ...options }, resume });
    await session.finished();
    return { session, last: statuses.at(-1)!, notices };
  }

  it('with a rate of a million is given up after a few tries, says so, and leaves the model that was there', async () => {
    await train({});
    const before = (await new ModelStore(folder).load())!;
    const { session, last, notices } = await train({ learningRate: 1e6, seed: 2 });
    assert.equal(last.state === 'failed' && last.problem.code, 'diverged');
    assert.deepEqual(new Set(notices.map(({ code }) => code)), new Set(['rolledBack']));
    assert.equal(notices.length, 6);
    const after = (await new ModelStore(folder).load())!;
    assert.deepEqual(after.weights, before.weights);
    const { items } = session.predict({ text: 'The ', format: 'plaintext', k: 5 });
    assert.ok(items.length > 0 && items.every(({ probability }) => probability >= 0 && probability <= 1));
  });

  it('with a rate that is too high goes on with a lower one, and learns', async () => {
    const { session, last, notices } = await train({ learningRate: 100, epochs: 9 });
    assert.equal(last.state, 'finished', JSON.stringify(last));
    assert.ok(notices.length > 0 && notices.every(({ code }) => code === 'rolledBack'));
    const { events } = session.record.landmarks;
    assert.equal(events.filter(({ kind }) => kind === 'rollback').length, notices.length);
    const stored = (await new ModelStore(folder).load())!;
    assert.ok(allFinite(stored.weights));
    assert.ok(
      stored.losses.every(({ trainLoss, validLoss }) => Number.isFinite(trainLoss) && Number.isFinite(validLoss)),
    );
    assert.equal(stored.position.rollbacks, notices.length, 'a resumed run goes on as slowly');
  });

  for (const [name, cell] of cells) {
    it(`with gradients that are no numbers changes no weight: ${name}`, () => {
      const setup = build(smallConfig(cell.cell, cell), 3, 4);
      fill(setup, 7);
      resetState(setup.state, 7);
      const options = { learningRate: 0.1, gradClip: 1, dropout: noDropout };
      trainingStep(setup, solo, setup.state, 1, options);
      const { params, m, v } = setup;
      const before = [params, m, v].map(({ flat }) => flat.slice());
      // What the state holds comes into every gradient.
      setup.state[0].h.fill(NaN);
      trainingStep(setup, solo, setup.state, 2, options);
      assert.ok(Number.isNaN(setup.adam.gradNorm()));
      assert.deepEqual(
        [params, m, v].map(({ flat }) => flat.slice()),
        before,
      );
    });
  }

  it('is told by a loss that is no number, or beyond all bounds, and goes back to all that it was', () => {
    const setup = build(smallConfig('gru'), 3, 4);
    fill(setup, 7);
    const task = { learner: setup, state: setup.state } as unknown as Task;
    const good = new LastGood(task, firstPosition);
    assert.deepEqual(
      [6, 7, 49, NaN, Infinity, 51, 1e6].map((loss) => good.isBad(loss)),
      [false, false, false, true, true, true, true],
    );
    // Several labels at once: their losses add up.
    const many = new LastGood(task, firstPosition);
    assert.deepEqual(
      [300, 1100, 1300].map((loss) => many.isBad(loss)),
      [false, false, true],
    );
    const resumed = new LastGood(task, { ...firstPosition, step: 9, bestLoss: 5 });
    assert.equal(resumed.isBad(1e6), true, 'also from the first step on');

    const parts = [setup.params.flat, setup.m.flat, setup.v.flat, ...setup.state.flatMap(({ h, c }) => [h, c])];
    const before = parts.map((part) => part.slice());
    good.keep({ ...firstPosition, step: 20 });
    for (const part of parts) part.fill(NaN);
    assert.equal(good.restore().step, 20);
    assert.deepEqual(
      parts.map((part) => part.slice()),
      before,
    );
  });
});
