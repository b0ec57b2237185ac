// Notes that are about the same things as the text being written, by the words they share: the cosine of their tf-idf
// vectors (Salton & Buckley 1988). Their words are likelier here than in the notes at large.

import type { EventStream } from './ngramTables';

/** Words in more than this share of the notes tell nothing. */
const commonShare = 0.3;

/** Which notes hold a word, and its weight in each: typed arrays only, so that a thread can make them and hand them over. */
export interface IndexTables {
  readonly noteCount: number;
  /** 0: the word tells nothing. [V] */
  readonly idf: Float64Array;
  /** Where the notes of each word begin. [V + 1] */
  readonly first: Int32Array;
  readonly notes: Int32Array;
  readonly weights: Float64Array;
}

export function indexNotes(streams: readonly EventStream[], vocabSize: number): IndexTables {
  const counting = new WordCounter(vocabSize);
  const notesWith = new Int32Array(vocabSize);
  for (const { targets } of streams) for (const word of counting.count(targets)) notesWith[word]++;
  const idf = new Float64Array(vocabSize);
  const first = new Int32Array(vocabSize + 1);
  for (let word = 0; word < vocabSize; word++) {
    const n = notesWith[word];
    const tells = n > 0 && (streams.length < 4 || n <= commonShare * streams.length);
    idf[word] = tells ? Math.log((streams.length + 1) / n) : 0;
    first[word + 1] = first[word] + (tells ? n : 0);
  }
  const next = first.slice();
  const notes = new Int32Array(first[vocabSize]);
  const weights = new Float64Array(notes.length);
  for (const [note, { targets }] of streams.entries()) {
    for (const { word, weight } of vector(counting, targets, idf)) {
      notes[next[word]] = note;
      weights[next[word]++] = weight;
    }
  }
  return { noteCount: streams.length, idf, first, notes, weights };
}

export class NoteIndex {
  private readonly counting: WordCounter;

  constructor(private readonly tables: IndexTables) {
    this.counting = new WordCounter(tables.idf.length);
  }

  /** The `most` notes nearest to a text, nearest first. @param without a note that does not count: the text's own. */
  nearest(words: ArrayLike<number>, most: number, without = -1): number[] {
    const { first, notes, weights, noteCount, idf } = this.tables;
    const scores = new Float64Array(noteCount);
    for (const { word, weight } of vector(this.counting, words, idf)) {
      for (let at = first[word]; at < first[word + 1]; at++) scores[notes[at]] += weight * weights[at];
    }
    if (without >= 0) scores[without] = 0;
    const near: number[] = [];
    for (let note = 0; note < noteCount; note++) if (scores[note] > 0) near.push(note);
    return near.sort((a, b) => scores[b] - scores[a] || a - b).slice(0, most);
  }
}

/** (1 + ln tf) · idf of every word that tells something, of length one. */
function vector(counting: WordCounter, words: ArrayLike<number>, idf: Float64Array) {
  const found: { readonly word: number; readonly weight: number }[] = [];
  let squares = 0;
  for (const word of counting.count(words)) {
    if (idf[word] === 0) continue;
    const weight = (1 + Math.log(counting.counts[word])) * idf[word];
    squares += weight * weight;
    found.push({ word, weight });
  }
  const length = Math.sqrt(squares);
  return found.map(({ word, weight }) => ({ word, weight: weight / length }));
}

/** Counts the words of one text after another in the same room. */
class WordCounter {
  /** Of the last text. [V] */
  readonly counts: Int32Array;
  private words: number[] = [];

  constructor(vocabSize: number) {
    this.counts = new Int32Array(vocabSize);
  }

  /** @returns the different words of a text, in the order in which it first holds them, without those of other vocabularies. */
  count(text: ArrayLike<number>): readonly number[] {
    const { counts } = this;
    for (const word of this.words) counts[word] = 0;
    this.words = [];
    for (let i = 0; i < text.length; i++) {
      const word = text[i];
      if (word < 0 || word >= counts.length) continue;
      if (counts[word]++ === 0) this.words.push(word);
    }
    return this.words;
  }
}
