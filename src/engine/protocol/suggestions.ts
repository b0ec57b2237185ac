// What client and engine say to each other about suggestions, and where in the notes they come from.

import type { DraftOptions } from '../../predict/generation';
import type { ProseFormat } from '../../text/prose';

export type {
  Chance,
  ExplainedWord,
  Explanation,
  Ghost,
  NetworkAlone,
  Prediction,
  SourcePart,
  Suggestion,
} from '../../predict/answers';
export type { DraftEnd, DraftOptions, DraftPart } from '../../predict/generation';
export type { SourceName } from '../../predict/evidence';

/** How the text of a request is written: Markdown as it stands in the editor, or plain lines. */
export type TextFormat = ProseFormat;

export interface PredictRequest {
  /** Everything before the cursor, or as much of it as matters. */
  readonly text: string;
  readonly format: TextFormat;
  readonly k: number;
  /** The file that the document is saved as, if it is. */
  readonly file?: string;
  /** Words that were shown for the word being typed and were typed past: they make room for others. */
  readonly ignored?: readonly string[];
  /** Words that are not to be suggested, in whatever case. */
  readonly never?: readonly string[];
  /** Words and phrases that come first when their beginning has been typed. */
  readonly pinned?: readonly string[];
  /** Ghost text is wanted up to the end of the sentence, however sure; the share does not count then. */
  readonly toSentenceEnd?: boolean;
  /** Ghost text is wanted at about this share of the words, 0 … 1: the surest. */
  readonly ghostShare?: number;
  /** Whatever the text ends in is taken for prose: code, front matter, an address or math, too. */
  readonly inCode?: boolean;
  /** The textbook's softmax, without the counts. */
  readonly networkOnly?: boolean;
}

/** A draft that goes on from a text. */
export type GenerateRequest = Pick<PredictRequest, 'text' | 'format' | 'file' | 'networkOnly' | 'never'> & DraftOptions;

/** A request whose answer comes in parts, each as soon as it is there: as progress of this token. */
export interface InParts {
  readonly parts: number;
}

/** The best next words after a text, as they are suggested, and why. */
export type ExplainRequest = Pick<PredictRequest, 'text' | 'format' | 'k' | 'file'>;

/** Where in the notes a word stands after such a context. */
export interface OccurrencesRequest {
  readonly word: string;
  /** As in ExplainedWord. */
  readonly context: readonly string[];
  /** Files near to this one come first. */
  readonly file?: string;
}

export interface Occurrences {
  /** The end of the context that the word has been found after: the longest there is; empty: only after others. */
  readonly context: readonly string[];
  /** How often it stands there. */
  readonly count: number;
  /** Some of them. */
  readonly places: readonly Occurrence[];
}

/** A sentence of a note in which a word stands. */
export interface Occurrence {
  readonly file: string;
  /** Of the word: both from 1 on. */
  readonly line: number;
  readonly column: number;
  readonly before: string;
  readonly word: string;
  readonly after: string;
}
