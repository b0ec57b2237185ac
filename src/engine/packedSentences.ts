// Sentences as numbers: the different words once, and their ids in place of them. So they are kept in a file, and so they
// come out of the thread that reads notes.

import type { Sentence } from '../text/tokenize';

export interface PackedSentences {
  readonly words: readonly string[];
  /** Of each note, how many of the numbers are its own. */
  readonly lengths: readonly number[];
  /** Of all notes, one after the other: an id for each word, and where a sentence starts a mark. */
  readonly ids: Int32Array<ArrayBuffer>;
}

const sentenceStart = -1;
const lineStart = -2;
/** Sentences between two moments in which others are served. */
const inOneStep = 1000;

export function packSentences(notes: readonly (readonly Sentence[])[]): PackedSentences {
  const idOf = new Map<string, number>();
  const lengths = notes.map((sentences) => sentences.reduce((sum, { tokens }) => sum + 1 + tokens.length, 0));
  const ids = new Int32Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const { tokens, startsLine } of notes.flat()) {
    ids[at++] = startsLine ? lineStart : sentenceStart;
    for (const token of tokens) {
      const id = idOf.get(token) ?? idOf.size;
      idOf.set(token, id);
      ids[at++] = id;
    }
  }
  return { words: [...idOf.keys()], lengths, ids };
}

/** In steps. @throws Error where the numbers cannot be sentences. */
export function* unpackingSentences({ words, lengths, ids }: PackedSentences): Generator<undefined, Sentence[][]> {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (ids.length !== total) throw new Error(`the notes should have ${total} words, and have ${ids.length}`);
  const notes: Sentence[][] = [];
  let begun = 0;
  let from = 0;
  for (const length of lengths) {
    const sentences: { tokens: string[]; startsLine: boolean }[] = [];
    for (const id of ids.subarray(from, from + length)) {
      if (id === sentenceStart || id === lineStart) {
        if (begun++ % inOneStep === 0) yield;
        sentences.push({ tokens: [], startsLine: id === lineStart });
        continue;
      }
      const sentence = sentences.at(-1);
      if (!sentence) throw new Error('a note does not begin with the start of a sentence');
      if (id < 0 || id >= words.length) throw new Error(`a note has a word ${id}, and there are ${words.length}`);
      sentence.tokens.push(words[id]);
    }
    notes.push(sentences);
    from += length;
  }
  return notes;
}
