// Which words can be offered, and which of them begin as the writer has begun: by their first letter, whatever its case.

import { impliesSpace } from '../text/scripts';
import { isSecretWord } from '../text/secrets/mask';
import { isWord } from '../text/tokenize';
import type { TokenUnit } from '../text/units';
import { isSpecialId } from '../text/vocabulary';
import type { Reading } from './reading';

export interface ListedWord {
  readonly id: number;
  readonly text: string;
  readonly plainText: string;
}

/** Where a token can stand (see Reading.next). */
export function stands(text: string): Record<Reading['next'], boolean> {
  const usual = isWord(text) ? impliesSpace('A', text) : text.startsWith(' ') && text !== ' ';
  return { any: true, longer: true, spaced: usual, unspaced: isWord(text) && !usual };
}

export class WordList {
  readonly size: number;
  /** 1: it can stand after a word and a space: a word, or a mark that brings a space before it. [V] */
  readonly spaced: Uint8Array;
  /** 1: a word of a script without spaces. [V] */
  readonly unspaced: Uint8Array;
  /** 1: the notes hold it as it is spelled, not only in other case. [V] */
  readonly seen: Uint8Array;
  /** 1: it may be offered where such words can come next. Marks, `<unk>`, secrets and what no note holds may not. [V] each */
  readonly offered: Readonly<Record<Reading['next'], Uint8Array>>;
  private readonly byFirst = new Map<string, ListedWord[]>();

  /**
   * @param isKnown whether the notes hold a word in any case: those of notes that are gone are not offered.
   * @param isSeen whether they hold it as it is spelled.
   */
  constructor(
    /** Of the words that the notes hold, by id. */
    texts: readonly string[],
    unit: TokenUnit,
    isKnown: (id: number) => boolean,
    isSeen: (id: number) => boolean = isKnown,
  ) {
    const size = (this.size = texts.length);
    this.spaced = new Uint8Array(size);
    this.unspaced = new Uint8Array(size);
    this.seen = new Uint8Array(size);
    const any = new Uint8Array(size);
    for (let id = 0; id < size; id++) {
      if (isSpecialId(id)) continue;
      const text = texts[id];
      const place = stands(text);
      this.spaced[id] = place.spaced ? 1 : 0;
      this.unspaced[id] = place.unspaced ? 1 : 0;
      if ((unit === 'words' && !isWord(text)) || !isKnown(id) || isSecretWord(text)) continue;
      any[id] = 1;
      this.seen[id] = isSeen(id) ? 1 : 0;
      this.list({ id, text, plainText: plain(text) });
    }
    const both = (place: Uint8Array) => any.map((may, id) => may & place[id]);
    this.offered = { any, longer: any, spaced: both(this.spaced), unspaced: both(this.unspaced) };
  }

  /** Words with the same first letter, accents and case aside. */
  beginningLike(typed: string): readonly ListedWord[] {
    const [first = ''] = plain(typed);
    return this.byFirst.get(first) ?? [];
  }

  private list(word: ListedWord): void {
    const [first] = word.plainText;
    const list = this.byFirst.get(first);
    if (list) list.push(word);
    else this.byFirst.set(first, [word]);
  }
}

/** A spelling without case and accents. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
