// How a network is trained where nobody says otherwise. Chosen on notes of a few hundred files and five minutes; the
// editor's settings and the command line's options change what a user may want to change.

import os from 'node:os';
import type { TrainingOptions } from './protocol/training';

/** All cores: training runs at a lower priority than what the writer does. */
export function defaultThreads(): number {
  return Math.max(1, Math.min(8, os.availableParallelism()));
}

export const defaultOptions: Omit<TrainingOptions, 'threads'> = {
  cell: 'lstm',
  activation: 'tanh',
  hiddenSize: undefined,
  numLayers: 1,
  dropout: undefined,
  tied: true,
  batchSize: 24,
  seqLen: 32,
  draws: undefined,
  learningRate: undefined,
  gradClip: 0.5,
  seed: 1,
  minutes: 5,
  epochs: undefined,
  maxVocabSize: 20_000,
  tokens: 'words',
};
