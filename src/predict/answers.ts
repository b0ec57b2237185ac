// What a predictor answers: suggestions for the next word, and the tokens of a text with what was expected there.

import type { SourceName } from './evidence';

export interface Suggestion {
  /** The whole word. */
  readonly text: string;
  /**
   * What is inserted at the cursor: the rest of the word, after a space where one is still to be typed. undefined: what is
   * typed has to be replaced, as it differs in case or accents.
   */
  readonly insert: string | undefined;
  /** How many characters of `text` stand before the cursor already: 0 between words. Differs from item to item in Chinese. */
  readonly typedLength: number;
  readonly probability: number;
  /** Which share of the probability each source gives; they sum to one. */
  readonly sources: Readonly<Partial<Record<SourceName, number>>>;
}

/** The first suggestion as ghost text, with the words that are likely to follow it. */
export interface Ghost {
  /** What is inserted, one word or segment after another. */
  readonly parts: readonly string[];
  /** Of the whole. */
  readonly probability: number;
}

export interface Prediction {
  readonly items: readonly Suggestion[];
  /** undefined: it was not asked for, or the first suggestion is not sure enough. */
  readonly ghost?: Ghost | undefined;
  /** Characters before the cursor that belong to the word being typed: 0 between words. The most of any item's typedLength. */
  readonly prefixLength: number;
}

export interface InspectedToken {
  /** The token as it stands in the text; `</s>` for a sentence's end. */
  readonly text: string;
  readonly probability: number;
  /** Natural logarithm of the probability. */
  readonly logprob: number;
  /** 1: it was the most probable. */
  readonly rank: number;
  /** The vocabulary does not hold it: probability and rank are those of `<unk>`. */
  readonly unknown: boolean;
  readonly top: readonly { readonly text: string; readonly probability: number }[];
}
