// The jobs of the mixture's thread, from the side of whoever wants them done.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EventStream } from '../counts/ngramTables';
import type { NoteTables } from '../counts/noteCounts';
import type { Percentiles } from '../predict/calibration';
import type { SourceName } from '../predict/evidence';
import type { GateJson } from '../predict/gate';
import type { NetworkConfig } from '../rnn/config';
import type { WordShapes } from '../text/wordShapes';
import type { BaselineText } from './baselines';
import type { KernelModule } from './kernelHost';
import type { Baselines } from './protocol/curves';
import type { TrainingText } from './trainingText';

export interface CountJob {
  readonly kind: 'count';
  readonly streams: readonly EventStream[];
  readonly words: WordShapes;
}

/** Notes to count and others to try the counts on, and the network if there is one. */
export interface FitJob {
  readonly kind: 'fit';
  readonly train: readonly EventStream[];
  readonly valid: readonly EventStream[];
  readonly words: WordShapes;
  readonly network: FittedNetwork | undefined;
  /** Held-out words that are looked at, at most. */
  readonly mostSamples: number;
  /** Which sources are left out, each time: so many gates are fitted. */
  readonly without: readonly (readonly SourceName[])[];
}

/** A run's text, to be measured by counting alone. */
export interface BaselineJob extends BaselineText {
  readonly kind: 'baselines';
}

export type MixtureJob = CountJob | FitJob | BaselineJob;

export interface FittedNetwork {
  readonly kernels: KernelModule;
  readonly config: NetworkConfig;
  readonly weights: Float32Array;
}

/** How the sources are trusted, and how sure of its first suggestions the mixture then is. */
export interface Fit {
  readonly gate: GateJson;
  readonly percentiles: Percentiles;
}

/** By which sources are left out (see `leftOut`). */
export type Fits = Readonly<Record<string, Fit>>;

/** One spelling for each set of sources. */
export function leftOut(without: Iterable<SourceName>): string {
  return [...without].sort().join(' ');
}

export function countInThread(scripts: string, job: Omit<CountJob, 'kind'>): Promise<NoteTables> {
  return run<NoteTables>(scripts, { ...job, kind: 'count' });
}

export function fitInThread(scripts: string, job: Omit<FitJob, 'kind'>): Promise<Fits> {
  return run<Fits>(scripts, { ...job, kind: 'fit' });
}

/** @param text of the run that they stand beside. */
export function baselinesInThread(
  scripts: string,
  { train, valid, vocabulary }: TrainingText,
): Promise<Baselines | undefined> {
  return run<Baselines | undefined>(scripts, { train, valid, vocabSize: vocabulary.size, kind: 'baselines' });
}

function run<T>(scripts: string, workerData: MixtureJob): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path.join(scripts, 'mixtureThread.js'), { workerData, name: workerData.kind });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that counts ended with code ${code}`)));
  });
}
