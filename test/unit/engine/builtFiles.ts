// The built files that the engine needs, and notes for it, for tests that run from the project's root.

import fs from 'node:fs';
import path from 'node:path';
import { loadKernelModule } from '../../../src/engine/kernelHost';
import { defaultOptions } from '../../../src/engine/defaults';
import type { TrainingOptions } from '../../../src/engine/protocol/training';
import type { TrainerFiles } from '../../../src/engine/trainer';

export const trainerFiles: TrainerFiles = { kernels: loadKernelModule('dist/kernels'), scripts: path.resolve('dist') };

/** Notes of our own, in English and Chinese. */
export const sampleNotes: readonly string[] = fs
  .readdirSync('test/fixtures/notes', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => path.join('test/fixtures/notes', file))
  .sort();

/** A third of them, just enough to hold some out: what is weighed after a run takes longer than so short a run. */
export const fewNotes = sampleNotes.filter((_, i) => i % 3 === 0);

/** A run of less than a second. */
export const smallRun: TrainingOptions = {
  ...defaultOptions,
  hiddenSize: 24,
  batchSize: 6,
  seqLen: 12,
  minutes: undefined,
  epochs: 1.4,
  threads: 1,
};
