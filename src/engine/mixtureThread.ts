// Entry of a thread that counts notes, fits how much each source of the mixture is trusted, or measures what counting
// alone would lose: seconds of work that must not stand between a keystroke and its answer. It does one job and ends.

import { parentPort, workerData } from 'node:worker_threads';
import { countNotes, type NoteTables } from '../counts/noteCounts';
import { measureBaselines } from './baselines';
import { fitGates } from './gateFitting';
import { lowerPriority } from './lowPriority';
import type { MixtureJob } from './mixtureJobs';

const job = workerData as MixtureJob;

lowerPriority();
switch (job.kind) {
  case 'count': {
    const tables = countNotes(job.streams, job.words);
    parentPort!.postMessage(tables, buffersOf(tables));
    break;
  }
  case 'fit':
    parentPort!.postMessage(fitGates(job));
    break;
  case 'baselines':
    parentPort!.postMessage(measureBaselines(job));
    break;
}

/** Handed over, not copied. */
function buffersOf(tables: NoteTables): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const look = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) buffers.add(value.buffer as ArrayBuffer);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look(tables);
  return [...buffers];
}
