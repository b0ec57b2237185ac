// The jobs of the study thread, from the side of whoever wants them done: looks into a network, and what it is worth. They
// take longer than a keystroke may wait: each is done on a copy of the weights, in a thread that ends, its memory with it.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CancellationToken } from 'vscode-jsonrpc/node';
import type { EmbeddingMap } from '../predict/embeddingMap';
import type { SimilarPlace, StatePattern } from '../predict/similarPlaces';
import type { AdamOptions } from '../rnn/adam';
import type { Stream } from '../rnn/batches';
import type { NetworkConfig } from '../rnn/config';
import type { Sequence, TriedStep } from '../rnn/triedStep';
import type { KernelModule } from './kernelHost';
import type { Worth } from './protocol/worth';
import type { WorthJob } from './worth';

export interface StepJob {
  readonly kind: 'step';
  readonly kernels: KernelModule;
  readonly config: NetworkConfig;
  readonly weights: Float32Array;
  readonly sequence: Sequence;
  readonly options: AdamOptions;
}

export interface SimilarJob {
  readonly kind: 'similar';
  readonly kernels: KernelModule;
  readonly config: NetworkConfig;
  readonly weights: Float32Array;
  readonly stream: Stream;
  readonly pattern: StatePattern;
  readonly most: number;
}

export interface MapJob {
  readonly kind: 'map';
  /** Of the words that the map is made for. [N, E] */
  readonly vectors: Float32Array;
  readonly embedSize: number;
}

export type StudyJob = StepJob | SimilarJob | MapJob | WorthJob;

interface Results {
  readonly step: TriedStep;
  readonly similar: SimilarPlace[];
  readonly map: EmbeddingMap;
  readonly worth: Worth;
}

/** From the thread: how much of the work is done, 0 … 1, or what came of it. */
export type StudyMessage = { readonly done: number } | { readonly result: Results[StudyJob['kind']] };

/** @returns undefined where it was cancelled. @throws Error where there is not enough memory. */
export function study<Job extends StudyJob>(
  scripts: string,
  job: Job,
  token?: CancellationToken,
  progress?: (done: number) => void,
): Promise<Results[Job['kind']] | undefined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path.join(scripts, 'studyThread.js'), { workerData: job, name: `study ${job.kind}` });
    const cancelled = token?.onCancellationRequested(() => void worker.terminate());
    worker.on('message', (message: StudyMessage) => {
      if ('done' in message) progress?.(message.done);
      else resolve(message.result as Results[Job['kind']]);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      cancelled?.dispose();
      if (token?.isCancellationRequested) resolve(undefined);
      else reject(new Error(`the thread that studies the network ended with code ${code}`));
    });
  });
}
