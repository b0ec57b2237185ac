// What can be told of words by their spelling alone: which differ in case only, and which are the capitalised form of
// another. A lower-case word that has no capitalised form yet is given one, since any word may begin a sentence.

import type { Lexicon } from './lexicon';
import { isWord } from './tokenize';

export interface WordShapes {
  readonly texts: readonly string[]; // [V]
  /** The id that a word shares with all that differ from it in case only: that of the first of them. [V] */
  readonly foldedOf: Int32Array;
  /** The lower-case form of a capitalised word, −1 where it is none. [V] */
  readonly lowerOf: Int32Array;
  /** 1: it begins with a capital. [V] */
  readonly shapeOf: Uint8Array;
  /** Share of the words that differ from another in case only. */
  readonly foldedShare: number;
}

const lowerCased = /^\p{Ll}/u;
const capitalCased = /^\p{Lu}/u;

export function isMark(token: string): boolean {
  return !isWord(token);
}

/** Adds to the lexicon the capitalised form of every word in lower case from `from` on, and the other way round. */
export function addOtherCases(lexicon: Lexicon, from = 0): void {
  for (const text of lexicon.wordsFrom(from)) {
    if (lowerCased.test(text)) lexicon.add(capitalised(text));
    else if (isCapitalised(text)) lexicon.add(text.toLowerCase());
  }
}

export function wordShapes(lexicon: Lexicon): WordShapes {
  const texts = lexicon.wordsFrom(0);
  const firstOf = new Map<string, number>();
  const foldedOf = Int32Array.from(texts, (text, id) => {
    if (lexicon.isSpecial(id)) return id;
    const folded = text.toLowerCase();
    const first = firstOf.get(folded);
    if (first !== undefined) return first;
    firstOf.set(folded, id);
    return id;
  });
  const lowerOf = Int32Array.from(texts, (text, id) => {
    if (lexicon.isSpecial(id) || !isCapitalised(text)) return -1;
    const lower = lexicon.idOf(text.toLowerCase());
    return lexicon.isSpecial(lower) ? -1 : lower;
  });
  const shapeOf = Uint8Array.from(texts, (text) => (capitalCased.test(text) ? 1 : 0));
  const folded = foldedOf.reduce((sum, first, id) => sum + (first === id ? 0 : 1), 0);
  return { texts, foldedOf, lowerOf, shapeOf, foldedShare: folded / Math.max(1, texts.length) };
}

function capitalised(text: string): string {
  const [first] = text;
  return first.toUpperCase() + text.slice(first.length);
}

/** The first letter is a capital and no other is: "The", not "GitHub" and not "API". */
function isCapitalised(text: string): boolean {
  return capitalCased.test(text) && capitalised(text.toLowerCase()) === text;
}
