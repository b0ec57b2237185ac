// Notes that are about the same things as the text being written, by the words they share: the cosine of their tf-idf
// vectors (Salton & Buckley 1988). Their words are likelier here than in the notes at large.

import type { EventStream } from './ngramTables';

/** Words in more than this share of the notes tell nothing. */
const commonShare = 0.3;

export class NoteIndex {
  /** Notes that hold a word and the weight it has in each, by word. */
  private readonly postings = new Map<number, { readonly note: number; readonly weight: number }[]>();
  private readonly idf = new Map<number, number>();

  constructor(notes: readonly EventStream[]) {
    const counted = notes.map(({ targets }) => countWords(targets));
    const notesWith = new Map<number, number>();
    for (const counts of counted) for (const word of counts.keys()) notesWith.set(word, (notesWith.get(word) ?? 0) + 1);
    for (const [word, n] of notesWith) {
      if (notes.length < 4 || n <= commonShare * notes.length) this.idf.set(word, Math.log((notes.length + 1) / n));
    }
    counted.forEach((counts, note) => {
      const vector = this.vector(counts);
      for (const [word, weight] of vector) {
        const list = this.postings.get(word);
        if (list) list.push({ note, weight });
        else this.postings.set(word, [{ note, weight }]);
      }
    });
  }

  /** The `most` notes nearest to a text, nearest first. @param without a note that does not count: the text's own. */
  nearest(words: ArrayLike<number>, most: number, without = -1): number[] {
    const scores = new Map<number, number>();
    for (const [word, weight] of this.vector(countWords(words))) {
      for (const { note, weight: other } of this.postings.get(word) ?? []) {
        if (note !== without) scores.set(note, (scores.get(note) ?? 0) + weight * other);
      }
    }
    const byScore = [...scores].sort(([a, x], [b, y]) => y - x || a - b);
    return byScore.slice(0, most).map(([note]) => note);
  }

  /** (1 + ln tf) · idf of every word that tells something, of length one. */
  private vector(counts: ReadonlyMap<number, number>): [number, number][] {
    const weights: [number, number][] = [];
    let squares = 0;
    for (const [word, count] of counts) {
      const idf = this.idf.get(word);
      if (idf === undefined) continue;
      const weight = (1 + Math.log(count)) * idf;
      squares += weight * weight;
      weights.push([word, weight]);
    }
    const length = Math.sqrt(squares);
    return weights.map(([word, weight]) => [word, weight / length]);
  }
}

function countWords(words: ArrayLike<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < words.length; i++) if (words[i] >= 0) counts.set(words[i], (counts.get(words[i]) ?? 0) + 1);
  return counts;
}
