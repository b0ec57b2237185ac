// What the extension host and the inspector's webview say to each other. The contract: the view says `ready` once it
// listens; only then does the host post, first everything it has, then changes as they come. Types only.

import type { InspectedToken, LossPoint, TrainingStatus } from '../engine/protocol';

/** From the extension host to the webview. */
export type ToView =
  | {
      readonly type: 'losses';
      readonly points: readonly LossPoint[];
      /** True: these are all points so far; false: they follow those already sent. */
      readonly replace: boolean;
    }
  | { readonly type: 'status'; readonly status: TrainingStatus; readonly model: ModelSummary | undefined }
  | {
      readonly type: 'paragraph';
      /** Where the paragraph stands, for the heading: "diary.md, line 12". */
      readonly title: string;
      readonly tokens: readonly InspectedToken[];
    }
  /** There is no paragraph to show, and why: already in the user's language. */
  | { readonly type: 'noParagraph'; readonly reason: string };

/** From the webview to the extension host. */
export type FromView =
  | { readonly type: 'ready' }
  | { readonly type: 'run'; readonly command: 'learn' | 'pause' | 'resume' | 'stop' };

/** The model in one line: "LSTM · 256 hidden · 8,192 words". */
export interface ModelSummary {
  readonly cell: 'rnn' | 'gru' | 'lstm';
  readonly hiddenSize: number;
  readonly numLayers: number;
  readonly vocabSize: number;
  /** Perplexity on held-out notes, of the weights that answer now. */
  readonly validPerplexity: number | undefined;
}

/**
 * User-visible texts of the view, in the user's language, put into the page as JSON in
 * <script type="application/json" id="strings"> by the host; keys are the English texts' names.
 */
export interface ViewStrings {
  readonly lossTitle: string;
  readonly trainLoss: string;
  readonly validLoss: string;
  /** "words seen": the x axis. */
  readonly wordsSeen: string;
  readonly noLossYet: string;
  readonly paragraphTitle: string;
  readonly noParagraph: string;
  readonly learn: string;
  readonly pause: string;
  readonly resume: string;
  readonly stop: string;
  /** "{0} in the paragraph: perplexity {1}" */
  readonly perplexityOfParagraph: string;
  readonly expectedHere: string;
  readonly stands: string;
  readonly rank: string;
  readonly surprisal: string;
  readonly probability: string;
  readonly bits: string;
  readonly unknownWord: string;
  readonly clickAToken: string;
  readonly likely: string;
  readonly unlikely: string;
  readonly idle: string;
  readonly reading: string;
  readonly training: string;
  readonly paused: string;
  readonly stopped: string;
  readonly finished: string;
  readonly failed: string;
  readonly wordsPerSecond: string;
  readonly validPerplexity: string;
  readonly timeLeft: string;
  readonly endOfSentence: string;
}
