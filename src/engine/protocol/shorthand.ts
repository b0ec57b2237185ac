// What client and engine say to each other about shorthand.

export interface ExpandRequest {
  /** `mtg w eng tmrw`, `wztsx` */
  readonly shorthand: string;
  /** What stands before it on its line. */
  readonly before: string;
  /** Words that it is not to stand for, in whatever case. */
  readonly never?: readonly string[];
}

export interface ExpandAnswer {
  /** At most five, best first; none: it fits no words of the notes. */
  readonly expansions: readonly ShorthandExpansion[];
  /** counts: no network has learnt it yet. */
  readonly by: 'network' | 'counts';
  /** The notes have grown by much since the network has learnt. */
  readonly outgrown: boolean;
}

/** What a shorthand can stand for. */
export interface ShorthandExpansion {
  readonly text: string;
  /** ln P(text | shorthand), and what counts add to it. */
  readonly logprob: number;
  /** Its share of what all that are offered have, 0 … 1. */
  readonly probability: number;
  /** Tokens of the shorthand, as the network has read them. */
  readonly source: readonly string[];
  readonly target: readonly string[];
  /** Of each token of the target, and of its end, how much each of the source was looked at [T + 1][S]; by counts, empty. */
  readonly attention: readonly (readonly number[])[];
}

export interface LearnShorthandRequest {
  /** That learn. */
  readonly threads: number;
  /** Also where a network has learnt it. */
  readonly anew: boolean;
}

/** From how many phrases it has been learnt, or how many more there must be. */
export type LearnShorthandAnswer = { readonly phrases: number } | { readonly missing: number };
