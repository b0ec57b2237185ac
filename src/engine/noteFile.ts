// The notes that a model has learnt from, as ids, in a file beside it: for a command line that is given a model and no
// notes. A line of JSON (the different words, paths, lengths), then the words of all notes as 32-bit integers.

import fs from 'node:fs';
import { finish } from '../rnn/stepwise';
import type { Note } from '../text/corpus';
import { packSentences, unpackingSentences } from './packedSentences';

interface Header {
  readonly words: readonly string[];
  readonly notes: readonly { readonly path: string; readonly length: number }[];
}

export function writeNotes(file: string, notes: readonly Note[]): void {
  const { words, lengths, ids } = packSentences(notes.map(({ sentences }) => sentences));
  const header: Header = { words, notes: notes.map(({ path }, note) => ({ path, length: lengths[note] })) };
  const text = Buffer.from(JSON.stringify(header) + '\n');
  fs.writeFileSync(file, Buffer.concat([text, Buffer.from(ids.buffer)]));
}

/** @throws Error that says what is wrong with the file. */
export function readNotes(bytes: Buffer): Note[] {
  const lineEnd = bytes.indexOf('\n');
  const { words, notes } = JSON.parse(bytes.toString('utf8', 0, lineEnd)) as Header;
  // A copy, aligned for whole numbers.
  const ids = new Int32Array(new Uint8Array(bytes.subarray(lineEnd + 1)).buffer);
  const sentences = finish(unpackingSentences({ words, lengths: notes.map(({ length }) => length), ids }));
  return notes.map(({ path }, note) => ({ path, sentences: sentences[note] }));
}
