// Entry of a thread that looks into a network: tries a training step, finds similar states in the notes, draws the map of
// the words, or measures what suggestions are worth. It does one job and ends.

import type { Kernels } from '../kernels/kernels';
import { principalPlane } from '../predict/embeddingMap';
import { layOutReading, similarPlaces } from '../predict/similarPlaces';
import type { Arena } from '../rnn/arena';
import { layOutStep, tryStep } from '../rnn/triedStep';
import { buildIn, createMemory } from './kernelHost';
import { lowerPriority } from './lowPriority';
import type { SimilarJob, StepJob, StudyJob, StudyMessage } from './studyJobs';
import { runThread } from './thread';
import { measureWorth } from './worth';

/** Progress is told so many times, no more. */
const reports = 100;

function step({ kernels, config, weights, sequence, options }: StepJob) {
  const layout = (arena: Arena, k: Kernels) => layOutStep(arena, k, config, sequence.inputs.length);
  return tryStep(buildIn(kernels, createMemory(layout), layout), weights, sequence, options);
}

function similar({ kernels, config, weights, stream, pattern, most }: SimilarJob, tell: (done: number) => void) {
  const layout = (arena: Arena, k: Kernels) => layOutReading(arena, k, config);
  const work = similarPlaces(buildIn(kernels, createMemory(layout), layout), weights, stream, pattern, most);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    tell(value);
  }
}

/** Of what is done, 0 … 1, as much as anybody can see. */
function telling(post: (message: StudyMessage) => void): (done: number) => void {
  let told = 0;
  return (done) => {
    if (done - told < 1 / reports) return;
    told = done;
    post({ done });
  };
}

function result(job: StudyJob, tell: (done: number) => void) {
  switch (job.kind) {
    case 'step':
      return step(job);
    case 'similar':
      return similar(job, tell);
    case 'map':
      return principalPlane(job.vectors, job.embedSize);
    case 'worth':
      // Half a minute of work, beside the writing that goes on.
      lowerPriority();
      return measureWorth(job, tell);
  }
}

runThread<StudyJob, StudyMessage>(async (job, { post }) => post({ result: await result(job, telling(post)) }));
