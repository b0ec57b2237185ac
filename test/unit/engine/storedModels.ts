// Small models on disk, for tests of what becomes of them.

import path from 'node:path';
import { defaultOptions } from '../../../src/engine/defaults';
import type { ModelStore, StoredModel } from '../../../src/engine/modelStore';
import { fileName, type RunNumbers, writeRun } from '../../../src/engine/runFiles';
import { firstPosition } from '../../../src/engine/trainingJob';
import { flatLength, parameterList } from '../../../src/rnn/parameters';
import { Vocabulary } from '../../../src/text/vocabulary';

export const config = {
  cell: 'gru',
  activation: 'tanh',
  vocabSize: 6,
  embedSize: 3,
  hiddenSize: 3,
  numLayers: 1,
  tied: true,
} as const;
const length = flatLength(parameterList(config));

/** Numbers in every place that belongs to a parameter; the gaps between parameters stay zero. */
export function numbers(first: number): Float32Array {
  const flat = new Float32Array(length);
  for (const { offset, rows, cols } of parameterList(config)) flat.fill(first + offset, offset, offset + rows * cols);
  return flat;
}

const words = new Map([
  ['river', 3],
  ['我', 2],
]);

/** @param generation tells it from others, everywhere. */
export function modelOf(generation: number): StoredModel {
  return {
    config,
    unit: 'words',
    vocabulary: Vocabulary.build(words, { maxSize: 6, minCount: 1 }),
    weights: numbers(generation),
    validLoss: 5.5,
    tokensSeen: generation,
    losses: [{ tokens: generation, epoch: 1, elapsedSeconds: 2, trainLoss: 6, validLoss: 5.5 }],
    record: { run: 'a', started: '2026-03-01T08:00:00.000Z', events: [], baselines: undefined },
    options: { ...defaultOptions, threads: 1, hiddenSize: 3, dropout: 0, draws: 0, learningRate: 4e-3 },
    position: { ...firstPosition, step: generation },
    runEnded: true,
    learnt: undefined,
    trainedOn: undefined,
    heldOut: undefined,
    fits: undefined,
    notes: undefined,
  };
}

function checkpointOf(generation: number): RunNumbers {
  const state = Float32Array.of(generation);
  return { params: numbers(generation + 1), m: numbers(generation + 2), v: numbers(generation + 3), state };
}

/** As a run does it: the leading thread writes the numbers of the checkpoint, then they are named. */
export async function saveModel(store: ModelStore, generation: number): Promise<void> {
  const { folder, first } = await store.checkpointFiles();
  await store.hold();
  try {
    writeRun(path.join(folder, fileName('training', first)), config, checkpointOf(generation));
    await store.save(modelOf(generation), first);
  } finally {
    await store.release();
  }
}
