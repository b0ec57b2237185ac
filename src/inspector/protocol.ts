// What the extension host and the inspector's webview say to each other. The contract: the view says `ready` once it
// listens, and `tab` whenever another tab is chosen; only then does the host post: first everything that it has, then
// changes as they come. What follows the caret is posted for the tab that can be seen alone. Types only.

import type { Landmarks, LossPoint, RunRecord } from '../engine/protocol/curves';
import type {
  EmbeddingAnswer,
  InspectedTokens,
  Memory,
  NearestAnswer,
  ParagraphOutline,
  SimilarPlaces,
  TriedStepAnswer,
  Unrolled,
} from '../engine/protocol/inspection';
import type { SizeReason } from '../engine/protocol/models';
import type { ExpandAnswer } from '../engine/protocol/shorthand';
import type { Explanation, Occurrence, Occurrences } from '../engine/protocol/suggestions';
import type { TagReasons } from '../engine/protocol/tags';
import type { TrainingStatus } from '../engine/protocol/training';
import type { englishStrings } from './strings';

/** The inspector's views, one of which can be seen. */
export type Tab = 'text' | 'next' | 'training' | 'memory' | 'network' | 'words' | 'tags' | 'shorthand';

/** What a tab shows of the place where the caret stands. */
export type Shown = TextShown | NextShown | MemoryShown | NetworkShown | WordsShown | TagsShown | ShorthandShown;

/**
 * The text around the caret. First what there is to read, then token by token what the network made of it, what is near the
 * caret first; where only the caret has moved, that alone. Offsets are those of the document.
 */
export type TextShown = {
  readonly tab: 'text';
  /** Counts how often a text has been read: parts belong to the outline of the same number. */
  readonly reading: number;
} & (
  | {
      readonly part: 'outline';
      /** What is shown, for the heading: "diary.md". */
      readonly title: string;
      readonly paragraphs: readonly ParagraphOutline[];
      /** False: there is more in the document than is shown. */
      readonly whole: boolean;
      readonly caret: number;
    }
  | (InspectedTokens & { readonly part: 'tokens' })
  | { readonly part: 'caret'; readonly caret: number }
);

export interface NextShown {
  readonly tab: 'next';
  /** Where the cursor stands: "diary.md, line 12". */
  readonly title: string;
  /** The line up to the cursor, or the end of it. */
  readonly before: string;
  readonly explanation: Explanation;
}

/** A place in a note, and what its file is called in the folder. */
export interface NotePlace extends Occurrence {
  readonly name: string;
}

/** Where in the notes a word stands after the words before the cursor. */
export interface WordPlaces extends Occurrences {
  readonly word: string;
  readonly places: readonly NotePlace[];
}

export interface MemoryShown {
  readonly tab: 'memory';
  /** Where the cursor stands: "diary.md, line 12". */
  readonly title: string;
  readonly memory: Memory;
}

export interface NetworkShown {
  readonly tab: 'network';
  readonly title: string;
  readonly unrolled: Unrolled;
}

export interface WordsShown {
  readonly tab: 'words';
  readonly embedding: EmbeddingAnswer;
  /** Of the word at the caret. */
  readonly nearest: NearestAnswer;
}

export interface TagsShown {
  readonly tab: 'tags';
  /** The note: "diary.md". */
  readonly title: string;
  readonly reasons: TagReasons;
}

export interface ShorthandShown {
  readonly tab: 'shorthand';
  /** Where it stands: "diary.md, line 12". */
  readonly title: string;
  readonly shorthand: string;
  /** With one expansion at least. */
  readonly answer: ExpandAnswer;
}

/** Why there is nothing to show, in the user's language, and what the reader can have done about it. */
export interface Nothing {
  readonly reason: string;
  readonly offer?: RunCommand;
}

/** What a reader asks beyond what follows the caret; about the place that was shown last. */
export type Question =
  | { readonly kind: 'tryStep'; readonly learningRate: number }
  /** Steps shown, from 0, both included. */
  | {
      readonly kind: 'similar';
      readonly layer: number;
      readonly threshold: number;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'nearest'; readonly word: string };

export type Answer =
  | { readonly kind: 'tryStep'; readonly tried: TriedStepAnswer }
  | { readonly kind: 'similar'; readonly found: SimilarPlaces }
  | { readonly kind: 'nearest'; readonly nearest: NearestAnswer };

/** From the extension host to the webview. */
export type ToView =
  | {
      readonly type: 'losses';
      readonly points: readonly LossPoint[];
      /** True: these are all points so far; false: they follow those already sent. */
      readonly replace: boolean;
    }
  | { readonly type: 'landmarks'; readonly landmarks: Landmarks }
  | {
      readonly type: 'runs';
      readonly runs: readonly RunRecord[];
      /** True: these are all past runs; false: they are new or take the place of what was sent of them. */
      readonly replace: boolean;
    }
  | { readonly type: 'status'; readonly status: TrainingStatus; readonly model: ModelSummary | undefined }
  | { readonly type: 'shown'; readonly shown: Shown }
  | { readonly type: 'places'; readonly found: WordPlaces }
  | { readonly type: 'answer'; readonly answer: Answer }
  /** How much of the work for an answer is done, 0 … 1. */
  | { readonly type: 'answering'; readonly kind: Question['kind']; readonly done: number }
  /** There is no answer, and why; without a reason, because it was called off. */
  | { readonly type: 'noAnswer'; readonly kind: Question['kind']; readonly reason: string | undefined }
  /** There is nothing to show in a tab. */
  | ({ readonly type: 'nothing'; readonly tab: Tab } & Nothing);

/** From the webview to the extension host. */
export type FromView =
  | { readonly type: 'ready' | 'tab'; readonly tab: Tab }
  | { readonly type: 'run'; readonly command: RunCommand }
  | { readonly type: 'export'; readonly chart: ExportedChart }
  /** The caret is to go there in the text of this reading. */
  | { readonly type: 'goTo'; readonly reading: number; readonly offset: number }
  /** Where does this word stand in the notes after such a context? */
  | { readonly type: 'places'; readonly word: string; readonly context: readonly string[] }
  /** The answer, or that there is none, is posted; a question of a kind takes the place of the one before. */
  | { readonly type: 'ask'; readonly question: Question }
  | { readonly type: 'callOff'; readonly kind: Question['kind'] }
  /** Only places in files that have been sent are opened. */
  | { readonly type: 'open'; readonly place: FilePlace };

/** Line and column from 1 on. */
export type FilePlace = Pick<NotePlace, 'file' | 'line' | 'column'>;

export type RunCommand = 'learn' | 'pause' | 'resume' | 'stop' | 'compare' | 'suggestTags' | 'expandShorthand';

/** A chart to be written to a file: its numbers as text, or its picture as a data URL. */
export interface ExportedChart {
  readonly format: 'csv' | 'png';
  readonly data: string;
}

/** The model in one line: "LSTM · 256 hidden · 8,192 words". */
export interface ModelSummary {
  readonly cell: 'rnn' | 'gru' | 'lstm';
  readonly hiddenSize: number;
  readonly numLayers: number;
  readonly vocabSize: number;
  /** Perplexity on held-out notes, of the weights that answer now. */
  readonly validPerplexity: number | undefined;
  /** What its width was chosen by; undefined: it was asked for, or is not known. */
  readonly sizeReason?: SizeReason | undefined;
  /** Training can go on from where it stopped: the view offers Resume beside Learn. */
  readonly resumable: boolean;
}

/**
 * User-visible texts of the view, in the user's language, put into the page as JSON in
 * <script type="application/json" id="strings"> by the host; the names are those of the English texts.
 */
export type ViewStrings = Readonly<Record<keyof typeof englishStrings, string>>;
