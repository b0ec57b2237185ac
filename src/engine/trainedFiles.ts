// The files that a network has been trained on, and how many words each gave: what it may remember, also of files that
// have been deleted or left out since. Kept beside the weights, in a file of its own; paths and digests, no text.

import fs from 'node:fs';
import { type Note, wordsOf } from '../text/corpus';
import { noteDigest } from './learntNotes';
import type { TokenUnit } from '../text/units';

export interface TrainedFile {
  readonly path: string;
  readonly words: number;
  /** Of the version that was learnt last: a file that has been moved is known by it. */
  readonly digest: string;
}

/** @returns `before` with these notes in their present version; `before` itself where that changes nothing. */
export function* alsoTrainedOn(
  before: readonly TrainedFile[],
  notes: readonly Note[],
  unit: TokenUnit,
): Generator<undefined, readonly TrainedFile[]> {
  const files = new Map(before.map((file) => [file.path, file]));
  let isSame = true;
  for (const note of notes) {
    yield;
    const digest = noteDigest(note);
    if (files.get(note.path)?.digest === digest) continue;
    isSame = false;
    files.set(note.path, { path: note.path, words: wordsOf(note, unit), digest });
  }
  return isSame ? before : [...files.values()];
}

export function writeTrained(file: string, trained: readonly TrainedFile[]): void {
  fs.writeFileSync(file, JSON.stringify(trained));
}

/** @throws Error that says what is wrong with the file. */
export function readTrained(bytes: Uint8Array): TrainedFile[] {
  const files = JSON.parse(new TextDecoder().decode(bytes)) as Partial<TrainedFile>[];
  const isFile = ({ path, words, digest }: Partial<TrainedFile>) =>
    typeof path === 'string' && Number.isFinite(words) && typeof digest === 'string';
  if (!Array.isArray(files) || !files.every(isFile)) throw new Error('the files that it was trained on are none');
  return files as TrainedFile[];
}
