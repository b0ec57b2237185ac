// What suggestions are worth on the notes, as the report tells it.

/** What suggestions are worth on the notes; no words of them. */
export interface Worth {
  /** All of them. */
  readonly notes: number;
  readonly words: number;
  /** Whether there is a network of which it is known what it has not learnt, and enough of that is still there. */
  readonly networkKnown: boolean;
  /** undefined: too little is held out to tell anything. */
  readonly measured: WorthMeasured | undefined;
}

export interface WorthMeasured {
  /** That were typed, or whose beginnings or ends were. */
  readonly notes: number;
  readonly words: number;
  /** With VS Code's own word-based suggestions, with the counts alone, and with all that suggests. */
  readonly wordBased: WorthRow;
  readonly counts: WorthRow;
  readonly everything: WorthRow | undefined;
}

/** Percent. */
export interface WorthRow {
  /** Keystrokes saved with five suggestions, and half its 95 % interval over notes. */
  readonly ksr5: number;
  readonly ksr5Interval: number;
  readonly hit1: number;
  readonly hit3: number;
  readonly hit5: number;
  /** undefined: it gives no probabilities. */
  readonly perplexity: number | undefined;
}
