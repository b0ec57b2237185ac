// The records of runs: of the model's own, as it is stored with the model, and of past ones, to be shown beside it.

import { randomUUID } from 'node:crypto';
import type { NetworkConfig } from '../rnn/config';
import { thinned } from './lossCurve';
import type { Landmarks, LossPoint, RunRecord } from './protocol/curves';
import type { SettledOptions } from './recipe';

/** Of a past run, to be drawn beside others. */
const keptPoints = 300;

/** Past runs that are kept. */
export const mostRuns = 12;

/** With the model on disk. */
export interface StoredRecord extends Landmarks {
  readonly run: string;
  /** ISO 8601. */
  readonly started: string;
}

/** What a run was. */
export interface RunOutline {
  readonly purpose: RunRecord['purpose'];
  readonly config: NetworkConfig;
  readonly options: SettledOptions;
  readonly validLoss: number | undefined;
}

export function newRecord(): StoredRecord {
  return { run: randomUUID(), started: new Date().toISOString(), events: [], baselines: undefined };
}

export function runRecord(stored: StoredRecord, outline: RunOutline, points: readonly LossPoint[]): RunRecord {
  const { purpose, config, options, validLoss } = outline;
  const { cell, hiddenSize, numLayers, vocabSize } = config;
  const { seed, minutes, epochs } = options;
  return {
    ...stored,
    ...{ purpose, cell, hiddenSize, numLayers, vocabSize, seed, minutes, epochs },
    validPerplexity: validLoss === undefined ? undefined : Math.exp(validLoss),
    points: thinned(points, keptPoints),
  };
}

/** A run in place of what was known of it: the latest first, and the oldest make room. */
export function withRun(runs: readonly RunRecord[], record: RunRecord): readonly RunRecord[] {
  const others = runs.filter(({ run }) => run !== record.run);
  return [record, ...others].sort((a, b) => (a.started < b.started ? 1 : -1)).slice(0, mostRuns);
}
