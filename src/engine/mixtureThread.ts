// Entry of a thread that counts notes, fits how much each source of the mixture is trusted, or measures what counting
// alone would lose: seconds of work that must not stand between a keystroke and its answer. It does one job and ends.

import { countNotes, type NoteTables } from '../counts/noteCounts';
import { measureBaselines } from './baselines';
import { fitGates } from './gateFitting';
import { lowerPriority } from './lowPriority';
import type { MixtureJob } from './mixtureJobs';
import { runThread } from './thread';

lowerPriority();
runThread<MixtureJob, unknown>((job, { post }) => {
  switch (job.kind) {
    case 'count': {
      const tables = countNotes(job.streams, job.words);
      return post(tables, buffersOf(tables));
    }
    case 'fit':
      return post(fitGates(job));
    case 'baselines':
      return post(measureBaselines(job));
  }
});

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
