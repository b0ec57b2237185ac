// The notes that a model has learnt from, as ids, in a file beside it: for a command line that is given a model and no
// notes. A line of JSON (the different words, paths, lengths), then the words of all notes as 32-bit integers.

import fs from 'node:fs';
import type { Note } from '../text/corpus';
import type { Sentence } from '../text/tokenize';

interface Header {
  readonly words: readonly string[];
  readonly notes: readonly { readonly path: string; readonly length: number }[];
}

const sentenceStart = -1;
const lineStart = -2;

export function writeNotes(file: string, notes: readonly Note[]): void {
  const ids = new Map<string, number>();
  const encoded = notes.map(({ sentences }) => encode(sentences, ids));
  const header: Header = {
    words: [...ids.keys()],
    notes: notes.map(({ path }, note) => ({ path, length: encoded[note].length })),
  };
  const text = Buffer.from(JSON.stringify(header) + '\n');
  const numbers = encoded.map((each) => Buffer.from(Int32Array.from(each).buffer));
  fs.writeFileSync(file, Buffer.concat([text, ...numbers]));
}

/** @throws Error that says what is wrong with the file. */
export function readNotes(bytes: Buffer): Note[] {
  const lineEnd = bytes.indexOf('\n');
  const { words, notes } = JSON.parse(bytes.toString('utf8', 0, lineEnd)) as Header;
  const numbers = new Int32Array(bytes.buffer.slice(bytes.byteOffset + lineEnd + 1, bytes.byteOffset + bytes.length));
  const total = notes.reduce((sum, { length }) => sum + length, 0);
  if (numbers.length !== total) throw new Error(`the notes should have ${total} words, and have ${numbers.length}`);
  let at = 0;
  return notes.map(({ path, length }) => ({ path, sentences: decode(numbers.subarray(at, (at += length)), words) }));
}

function encode(sentences: readonly Sentence[], ids: Map<string, number>): number[] {
  return sentences.flatMap(({ tokens, startsLine }) => [
    startsLine ? lineStart : sentenceStart,
    ...tokens.map((token) => {
      const id = ids.get(token) ?? ids.size;
      ids.set(token, id);
      return id;
    }),
  ]);
}

function decode(numbers: Int32Array, words: readonly string[]): Sentence[] {
  const sentences: { tokens: string[]; startsLine: boolean }[] = [];
  for (const id of numbers) {
    const sentence = sentences.at(-1);
    if (id === sentenceStart || id === lineStart) sentences.push({ tokens: [], startsLine: id === lineStart });
    else if (!sentence) throw new Error('a note does not begin with the start of a sentence');
    else if (id < 0 || id >= words.length) throw new Error(`a note has a word ${id}, and there are ${words.length}`);
    else sentence.tokens.push(words[id]);
  }
  return sentences;
}
