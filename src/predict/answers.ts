// What a predictor answers: suggestions for the next word, where their probabilities come from, and the tokens of a text
// with what was expected there. Offsets are UTF-16 units, as editors count them.

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
  /** The writer has pinned it: it is offered however probable it is; 0: nobody knows. */
  readonly pinned?: true;
}

/** The first suggestion as ghost text, with the words that are likely to follow it. */
export interface Ghost {
  /** What is inserted, one word or segment after another. */
  readonly parts: readonly string[];
  /** Of the whole. */
  readonly probability: number;
  /** Behind it the sentence ends. */
  readonly endsSentence: boolean;
}

export interface Prediction {
  readonly items: readonly Suggestion[];
  /** undefined: it was not asked for, or the first suggestion is not sure enough. */
  readonly ghost?: Ghost | undefined;
  /** Characters before the cursor that belong to the word being typed: 0 between words. The most of any item's typedLength, pinned ones aside. */
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

/** Why these words are suggested: P(w) = Σ λ_i P_i(w), taken apart. */
export interface Explanation {
  /**
   * What may be typed of the next word already, '' between words: in Chinese the last characters may be a finished word or
   * the beginning of a longer one. Probabilities are given this.
   */
  readonly typed: readonly string[];
  readonly words: readonly ExplainedWord[];
  /** What is left of the probability: for other words, and for what is not suggested, as marks and ends of sentences. */
  readonly rest: { readonly words: number; readonly unsuggested: number };
  /** Of everything that can come next, in bits. */
  readonly entropy: number;
  /** As the network alone has it; undefined: there is none. */
  readonly networkEntropy: number | undefined;
  /** Words and marks of the text that were read. */
  readonly tokensRead: number;
}

export interface ExplainedWord {
  readonly text: string;
  /** What is typed of it already. */
  readonly typed: string;
  /** As suggested: given what is typed of it. */
  readonly probability: number;
  /** P(w), whatever is typed: what the parts sum to. */
  readonly mixture: number;
  /** The sources that have something to say here. */
  readonly parts: readonly SourcePart[];
  readonly network: NetworkAlone | undefined;
  /** The tokens before it, the nearest last: as many as the longest n-gram has. `<p>`, `<s>`: a line or sentence begins. */
  readonly context: readonly string[];
}

export interface SourcePart {
  readonly name: SourceName;
  readonly lambda: number;
  /** P_i(w) */
  readonly probability: number;
  /** λ_i P_i(w) / P(w); they sum to one. */
  readonly share: number;
}

/** What the network alone, without counts, gives a word: given what is typed of it. */
export interface NetworkAlone {
  readonly withAll: Chance;
  /** Without memory, as one word is mapped to the next. */
  readonly withLastWord: Chance;
  /** As if the text began here. */
  readonly withNothing: Chance;
}

export interface Chance {
  readonly probability: number;
  /** Among the words that can come next; 1: it is the most probable. */
  readonly rank: number;
}
/** A token, and where it stands in its paragraph: [start, end) from the paragraph's start on. */
export interface PlacedToken {
  /** As it stands in the text; `</s>` for a sentence's end. */
  readonly text: string;
  /** undefined: it is not to be found in the source, as a sentence's end is not. */
  readonly at?: readonly [start: number, end: number];
}

/** A paragraph, heading, list item or table cell as the network reads it, before it has been read. */
export interface ParagraphOutline {
  /** Offset in the text. */
  readonly start: number;
  readonly tokens: readonly PlacedToken[];
}

export interface TextOutline {
  readonly paragraphs: readonly ParagraphOutline[];
  /** False: there is more prose in the text than is read at once. */
  readonly whole: boolean;
}

/** Tokens of one paragraph, from one of them on. */
export interface InspectedTokens {
  readonly paragraph: number;
  readonly from: number;
  readonly tokens: readonly InspectedToken[];
}

/** What is said of a text: first what there is to read, then tokens as they have been read, a few sentences at a time. */
export type InspectedPart = TextOutline | InspectedTokens;
