// What can be told of words by their spelling alone: which differ in case only, and which are the capitalised form of
// another. A lower-case word that has no capitalised form yet is given one, since any word may begin a sentence.

import type { Lexicon } from './lexicon';
import { isWord } from './tokenize';
import { unk } from './vocabulary';

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

/** Words between two moments in which others are served. */
const inOneStep = 500;

const lowerCased = /^\p{Ll}/u;
const capitalCased = /^\p{Lu}/u;

export function isMark(token: string): boolean {
  return !isWord(token);
}

/** In steps: adds to the lexicon the capitalised form of every word in lower case from `from` on, and the other way round. */
export function* addingOtherCases(lexicon: Lexicon, from = 0): Generator<undefined, void> {
  for (const [i, text] of lexicon.wordsFrom(from).entries()) {
    if (i % inOneStep === 0) yield;
    if (lowerCased.test(text)) lexicon.add(capitalised(text));
    else if (isCapitalised(text)) lexicon.add(text.toLowerCase());
  }
}

/** In steps, between which others are served. */
export function* shapingWords(lexicon: Lexicon): Generator<undefined, WordShapes> {
  const texts = lexicon.wordsFrom(0);
  const firstOf = new Map<string, number>();
  const foldedOf = new Int32Array(texts.length);
  const lowerOf = new Int32Array(texts.length).fill(-1);
  const shapeOf = new Uint8Array(texts.length);
  let folded = 0;
  for (const [id, text] of texts.entries()) {
    if (id % inOneStep === 0) yield;
    shapeOf[id] = capitalCased.test(text) ? 1 : 0;
    foldedOf[id] = id;
    if (lexicon.isSpecial(id)) continue;
    const lowerCase = text.toLowerCase();
    const first = firstOf.get(lowerCase) ?? id;
    firstOf.set(lowerCase, first);
    foldedOf[id] = first;
    if (first !== id) folded++;
    const lower = isCapitalised(text) ? lexicon.idOf(lowerCase) : unk;
    if (!lexicon.isSpecial(lower)) lowerOf[id] = lower;
  }
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
