// Entry of a thread that looks into a network: tries a training step, finds similar states in the notes, or draws the map
// of the words. It does one job and ends.

import { parentPort, workerData } from 'node:worker_threads';
import type { Kernels } from '../kernels/kernels';
import { principalPlane } from '../predict/embeddingMap';
import { layOutReading, similarPlaces } from '../predict/similarPlaces';
import type { Arena } from '../rnn/arena';
import { layOutStep, tryStep } from '../rnn/triedStep';
import { buildIn, createMemory } from './kernelHost';
import type { SimilarJob, StepJob, StudyJob, StudyMessage } from './studyJobs';

/** Progress is told so many times, no more. */
const reports = 100;

function post(message: StudyMessage): void {
  parentPort!.postMessage(message);
}

function step({ kernels, config, weights, sequence, options }: StepJob) {
  const layout = (arena: Arena, k: Kernels) => layOutStep(arena, k, config, sequence.inputs.length);
  return tryStep(buildIn(kernels, createMemory(layout), layout), weights, sequence, options);
}

function similar({ kernels, config, weights, stream, pattern, most }: SimilarJob) {
  const layout = (arena: Arena, k: Kernels) => layOutReading(arena, k, config);
  const work = similarPlaces(buildIn(kernels, createMemory(layout), layout), weights, stream, pattern, most);
  let told = 0;
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (value - told < 1 / reports) continue;
    told = value;
    post({ done: value });
  }
}

function result(job: StudyJob) {
  switch (job.kind) {
    case 'step':
      return step(job);
    case 'similar':
      return similar(job);
    case 'map':
      return principalPlane(job.vectors, job.embedSize);
  }
}

post({ result: result(workerData as StudyJob) });
