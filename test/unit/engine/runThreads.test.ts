// The threads of a run by themselves, without what a session does around it: on however many of them, the weights are the same.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withBreaths } from '../../../src/engine/breaths';
import { NoteReader } from '../../../src/engine/noteReader';
import type { TrainingOptions } from '../../../src/engine/protocol/training';
import { settle } from '../../../src/engine/recipe';
import { findingFacts, networkConfig, startingTrainer } from '../../../src/engine/run';
import { fileName, readRun } from '../../../src/engine/runFiles';
import { planTextRun } from '../../../src/engine/textRun';
import { preparingText } from '../../../src/engine/trainingText';
import type { Note } from '../../../src/text/corpus';
import { fewNotes, trainerFiles, smallRun as small } from './builtFiles';

describe('the threads of a run', function () {
  this.timeout(60_000);
  let notes: readonly Note[];
  let folder: string;

  before(async () => {
    notes = await new NoteReader(trainerFiles.scripts).readToLearn(fewNotes, 'words', () => undefined);
  });
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** What a run leaves in its last checkpoint, which is its only one. */
  async function weights(changes: Partial<TrainingOptions>): Promise<Float32Array> {
    const asked = { ...small, ...changes };
    const text = await withBreaths(preparingText(notes, undefined, asked));
    const options = settle(asked, await withBreaths(findingFacts(trainerFiles, text)));
    const config = networkConfig(options, text.vocabulary.size);
    const run = planTextRun(text, config, options);
    const checkpoints = { folder, first: 1 };
    const heard = () => undefined;
    const trainer = await withBreaths(startingTrainer(trainerFiles, run, undefined, undefined, checkpoints, heard));
    await trainer.finished;
    return readRun(fs.readFileSync(path.join(folder, fileName('training', 1))), config).params;
  }

  for (const cell of ['lstm', 'gru', 'rnn'] as const) {
    it(`leave the same weights, bit for bit, whether they are 1, 2 or 3: ${cell}`, async () => {
      const one = await weights({ cell, threads: 1 });
      assert.deepEqual(await weights({ cell, threads: 2 }), one);
      assert.deepEqual(await weights({ cell, threads: 3 }), one);
      assert.notDeepEqual(await weights({ cell, seed: 2 }), one);
    });
  }

  for (const tied of [true, false]) {
    it(`leave the same weights with a sampled softmax: ${tied ? 'tied' : 'not tied'}`, async () => {
      const changes = { draws: 64, tied, dropout: 0.2 };
      const one = await weights({ ...changes, threads: 1 });
      assert.deepEqual(await weights({ ...changes, threads: 2 }), one);
      assert.deepEqual(await weights({ ...changes, threads: 3 }), one);
      assert.notDeepEqual(await weights({ ...changes, draws: 0 }), one);
    });
  }

  it('leave the same weights where words and recurrent weights are left out', async () => {
    const changes = { hiddenSize: 384, draws: 64, dropout: 0.5, epochs: 0.14 };
    const one = await weights({ ...changes, threads: 1 });
    assert.deepEqual(await weights({ ...changes, threads: 2 }), one);
    assert.deepEqual(await weights({ ...changes, threads: 3 }), one);
  });
});
