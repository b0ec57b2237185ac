// What can come next, by how the text before the cursor is read: everything that fits where nothing is typed, else the
// words that begin as is typed; and which of it are words to offer.

import { isWord } from '../text/tokenize';
import type { DocumentWords } from './documentWords';
import type { Reading } from './reading';
import { keysOf } from './typing';
import { plain, stands, type WordList } from './wordList';

export interface Possible {
  readonly ids: readonly number[];
  /** Those among them that may be offered. */
  readonly words: readonly number[];
}

export class PossibleWords {
  constructor(
    private readonly words: WordList,
    private readonly documentWords: DocumentWords,
  ) {}

  after(reading: Reading): Possible {
    const { typed, next } = reading;
    if (typed !== '') {
      const { exact } = this.fitting(reading);
      return { ids: exact, words: exact.filter((id) => saves(this.documentWords.textOf(id), typed)) };
    }
    const ids = this.ahead(next);
    const offered = this.words.offered[next];
    const isOffered = (id: number) => (id < offered.length ? offered[id] === 1 : isWord(this.documentWords.textOf(id)));
    return { ids, words: ids.filter(isOffered) };
  }

  /** The mass of everything that can come next: after a word and its space no full stop can. */
  massAhead(probs: Float32Array, { next }: Reading): number {
    if (next === 'any') return 1;
    return this.ahead(next).reduce((mass, id) => mass + probs[id], 0);
  }

  /** Words that begin with what is typed, and those that do so in other case or without accents. */
  fitting({ typed, next }: Reading): { exact: number[]; other: number[] } {
    const exact: number[] = [];
    const other: number[] = [];
    const typedPlain = plain(typed);
    const look = (text: string, plainText: string, id: number) => {
      // The word itself counts with those that begin so, unless another reading has it.
      if (next === 'longer' && text.length === typed.length) return;
      if (text.startsWith(typed)) exact.push(id);
      else if (this.isSeen(id) && text.length > typed.length && plainText.startsWith(typedPlain)) other.push(id);
    };
    for (const { id, text, plainText } of this.words.beginningLike(typed)) look(text, plainText, id);
    for (const [text, id] of this.documentWords.entries()) look(text, plain(text), id);
    return { exact, other };
  }

  /** Whether the notes or the document hold a word as it is spelled. */
  isSeen(id: number): boolean {
    return id >= this.words.size || this.words.seen[id] === 1;
  }

  private ahead(next: Reading['next']): number[] {
    const { size, spaced, unspaced } = this.words;
    const possible = { any: undefined, longer: undefined, spaced, unspaced }[next];
    const ids: number[] = [];
    for (let id = 0; id < size; id++) if (possible === undefined || possible[id]) ids.push(id);
    for (const [text, id] of this.documentWords.entries()) if (stands(text)[next]) ids.push(id);
    return ids;
  }
}

/** Whether a word that begins as is typed saves a key. */
export function saves(text: string, typed: string): boolean {
  return text !== typed && keysOf([...text.slice(typed.length)]) > 1;
}
