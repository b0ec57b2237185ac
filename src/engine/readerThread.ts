// Entry of a thread that reads notes: what Markdown costs must not stand between a keystroke and its answer. It hands over
// what it has read every so often, and ends with the last file.

import { handOver } from './handedNotes';
import { lowerPriority } from './lowPriority';
import { readNoteFile, type NoteReading } from './noteReading';
import { packSentences } from './packedSentences';
import type { ReadBatch, ReadingJob } from './readerJobs';
import { runThread, type ThreadPort } from './thread';

/** Milliseconds between two times that it hands over what it has. */
const betweenBatches = 30;

async function readAll({ paths, handed, unit, at }: ReadingJob, port: ThreadPort<ReadBatch>): Promise<void> {
  handOver(handed);
  let read: NoteReading[] = [];
  let told = performance.now();
  for (const [index, path] of paths.entries()) {
    at[0] = index;
    read.push(await readNoteFile(path, unit));
    if (index + 1 < paths.length && performance.now() - told < betweenBatches) continue;
    tell(read, port);
    read = [];
    told = performance.now();
  }
}

function tell(read: readonly NoteReading[], port: ThreadPort<ReadBatch>): void {
  const notes = read.flatMap((reading) => ('reason' in reading ? [] : [reading]));
  const sentences = packSentences(notes.map((note) => note.sentences));
  const files = read.map((reading) => ('reason' in reading ? reading : { words: reading.words }));
  port.post({ files, sentences }, [sentences.ids.buffer]);
}

lowerPriority();
runThread(readAll);
