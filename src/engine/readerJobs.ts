// The thread that reads notes, from the side of whoever wants them read. Should a file be the end of it, that file is left
// out, and another thread reads the rest.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { withBreaths } from './breaths';
import { handedAmong, type KeptNote } from './handedNotes';
import type { LeftOut, NoteReading } from './noteReading';
import { type PackedSentences, unpackingSentences } from './packedSentences';
import type { TokenUnit } from '../text/units';

export interface ReadingJob {
  readonly paths: readonly string[];
  /** Those of them that are no files. */
  readonly handed: readonly KeptNote[];
  readonly unit: TokenUnit;
  /** [1]: which file is being read, for when the thread cannot say so any more; −1: none yet. */
  readonly at: Int32Array;
}

/** The next files, and the sentences of those that are notes. */
export interface ReadBatch {
  readonly files: readonly ({ readonly words: number } | LeftOut)[];
  readonly sentences: PackedSentences;
}

type Read = (path: string, reading: NoteReading) => void;

/** @param scripts where readerThread.js is. @throws Error where threads cannot read at all. */
export async function readInThread(
  scripts: string,
  paths: readonly string[],
  unit: TokenUnit,
  read: Read,
): Promise<void> {
  const left = new Set(paths);
  // The same word of many notes is kept once.
  const spellings = new Map<string, string>();
  const heard: Read = (file, reading) => {
    left.delete(file);
    read(file, reading);
  };
  while (left.size > 0) {
    const unread = [...left];
    const at = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
    const job: ReadingJob = { paths: unread, handed: handedAmong(unread), unit, at };
    const failure = await readTogether(scripts, job, spellings, heard);
    if (!failure) return;
    const last = job.paths[job.at[0]];
    if (last === undefined) throw failure;
    if (left.has(last)) heard(last, { reason: 'unreadable' });
  }
}

/** @returns how the thread failed; undefined: it has read all. */
function readTogether(
  scripts: string,
  job: ReadingJob,
  spellings: Map<string, string>,
  read: Read,
): Promise<Error | undefined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path.join(scripts, 'readerThread.js'), { workerData: job, name: 'reading' });
    let failure: Error | undefined;
    let unpacked = Promise.resolve();
    let next = 0;
    worker.on('message', (batch: ReadBatch) => {
      const from = next;
      next += batch.files.length;
      unpacked = unpacked.then(() => unpack(batch, job.paths.slice(from, next), spellings, read));
    });
    worker.once('error', (error) => (failure = error));
    worker.once('exit', (code) => {
      if (code !== 0) failure ??= new Error(`the thread that reads notes ended with code ${code}`);
      unpacked.then(() => resolve(failure), reject);
    });
  });
}

async function unpack(
  { files, sentences: packed }: ReadBatch,
  paths: readonly string[],
  spellings: Map<string, string>,
  read: Read,
): Promise<void> {
  const words = packed.words.map((word) => {
    const known = spellings.get(word);
    if (known === undefined) spellings.set(word, word);
    return known ?? word;
  });
  const notes = await withBreaths(unpackingSentences({ ...packed, words }));
  let note = 0;
  for (const [i, file] of files.entries()) {
    read(paths[i], 'reason' in file ? file : { words: file.words, sentences: notes[note++] });
  }
}
