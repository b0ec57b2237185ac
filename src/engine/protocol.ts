// What a client (the extension, or a test) and the engine process say to each other, over vscode-jsonrpc on the fork's
// IPC. The contract: `hello` comes first and compares versions; requests may be cancelled; every request fails at once
// when the process ends; notifications come only from the engine. Types and names only.

import type { NearWord } from '../predict/embeddingMap';
import type { DraftOptions } from '../predict/generation';
import type { CellKind } from '../rnn/config';
import type { TriedStep } from '../rnn/triedStep';
import type { TagHabit } from '../text/noteTags';
import type { ProseFormat } from '../text/prose';
import type { TokenUnit } from '../text/units';

export const protocolVersion = 9;

export type {
  Chance,
  ExplainedWord,
  Explanation,
  Ghost,
  InspectedPart,
  InspectedToken,
  InspectedTokens,
  NetworkAlone,
  ParagraphOutline,
  Prediction,
  SourcePart,
  Suggestion,
} from '../predict/answers';
export type { DraftEnd, DraftOptions, DraftPart } from '../predict/generation';
export type { Memory, MemoryStep, RememberedWord } from '../predict/memory';
export type { SourceName } from '../predict/evidence';
export type { TextToInspect as InspectRequest } from '../predict/inspection';
export type { TensorSummary } from '../predict/tensorSummary';
export type { Unrolled, UnrolledLayer, UnrolledStep } from '../predict/unroll';
export type { CellKind, TokenUnit };

/** How the text of a request is written: Markdown as it stands in the editor, or plain lines. */
export type TextFormat = ProseFormat;

export interface TrainingOptions {
  readonly cell: CellKind;
  /** The vanilla RNN's g1. */
  readonly activation: 'tanh' | 'relu';
  /** What is undefined follows from the amount of text, the time allowed and the machine: see recipe.ts. */
  readonly hiddenSize: number | undefined;
  readonly numLayers: number;
  /** Probability of dropping an activation, 0 … 0.9. */
  readonly dropout: number | undefined;
  /** One matrix for input and output embedding. */
  readonly tied: boolean;
  readonly batchSize: number;
  readonly seqLen: number;
  /** Words drawn at every step for the sampled softmax; 0: exact. */
  readonly draws: number | undefined;
  /** The highest. */
  readonly learningRate: number | undefined;
  readonly gradClip: number;
  readonly seed: number;
  readonly threads: number;
  /** The run ends when the first of these is used up. Minutes and epochs are those of this run. */
  readonly minutes: number | undefined;
  readonly epochs: number | undefined;
  readonly maxVocabSize: number;
  readonly tokens: TokenUnit;
}

/** Why something could not be done, in a form that a user interface can translate; `message` says it in English. */
export interface EngineProblem {
  readonly code:
    | 'noNotes'
    | 'notTrusted'
    | 'noProse'
    | 'tooLittleText'
    | 'noModel'
    | 'modelUnreadable'
    | 'versionMismatch'
    | 'alreadyTraining'
    | 'comparing'
    | 'notTraining'
    | 'outOfMemory'
    | 'trainedElsewhere'
    | 'modelSetAside'
    | 'cannotSave'
    | 'rolledBack'
    | 'diverged'
    | 'forgotten'
    | 'notExported'
    | 'notImported'
    | 'noSuchModel'
    | 'engineGone'
    | 'internal';
  readonly message: string;
}

/** A file that is not learnt from, and why. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: SkipReason;
}

export type SkipReason =
  /** What it holds. */
  | 'binary'
  | 'notUtf8'
  | 'tooDense'
  | 'tooLarge'
  | 'noProse'
  /** gone: also a link that leads nowhere; changing: it was written while it was read, twice. */
  | 'gone'
  | 'notAFile'
  | 'noPermission'
  | 'changing'
  | 'unreadable'
  /** By its name. */
  | 'hidden'
  | 'secret'
  /** Of those that lie behind another file system. */
  | 'tooMuchToFetch'
  /** As its owner has said: to git, in the settings, to us. */
  | 'ignored'
  | 'excluded'
  | 'forgotten';

/** A file that was looked at to learn from: what it gave, or why it gave nothing. */
export interface CorpusFile {
  readonly path: string;
  readonly words: number;
  readonly reason?: SkipReason;
  /** The network has learnt from it; undefined: there is none, or that is not known. */
  readonly learnt?: boolean;
}

/**
 * notes: what is learnt from; remembered: what is not any more, and yet in the network until that learns anew (without a
 * reason it is not there any more); leftOut: what is not learnt from.
 */
export const corpusParts = ['notes', 'remembered', 'leftOut'] as const;
export type CorpusPart = (typeof corpusParts)[number];

export interface CorpusSummary {
  /** Another one whenever something is different. */
  readonly version: number;
  readonly parts: readonly { readonly part: CorpusPart; readonly files: number; readonly words: number }[];
  /** False: what is not even looked at has not been looked for yet. */
  readonly leftOutKnown: boolean;
  /** False: there is no network, or it is of before it was noted what it learns from. */
  readonly learntKnown: boolean;
}

/** A folder of the workspace, and which files below it are notes: globs without braces. */
export interface NoteFolder {
  readonly folder: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export interface CorpusFolderRequest {
  readonly part: CorpusPart;
  /** The folders of the workspace. */
  readonly roots: readonly string[];
  /** undefined: the top. */
  readonly folder?: string | undefined;
  /** Files that are named. */
  readonly most: number;
}

/** What lies in a folder of a part. */
export interface CorpusFolder {
  readonly folders: readonly CorpusSubfolder[];
  readonly files: readonly CorpusFile[];
  /** Files that are not named. */
  readonly more: number;
}

/** With all that is below. */
export interface CorpusSubfolder {
  readonly path: string;
  readonly files: number;
  readonly words: number;
}

/** What there is to learn from. */
export interface Survey {
  readonly notes: number;
  readonly words: number;
  readonly skipped: readonly SkippedFile[];
}

export interface LossPoint {
  /** Tokens seen since the model was made. */
  readonly tokens: number;
  readonly epoch: number;
  readonly elapsedSeconds: number;
  /** Cross-entropy in nats per token: of the training text since the last point, and of held-out notes. */
  readonly trainLoss: number;
  readonly validLoss: number | undefined;
  /** Of the last update. This and what follows: undefined in runs of before it was measured. */
  readonly learningRate?: number;
  /** L2 norm of all gradients together, before clipping and after: means over the updates since the last point. */
  readonly gradNorm?: number;
  readonly clippedGradNorm?: number;
  /** Since the last point, looks at held-out notes included. */
  readonly wordsPerSecond?: number;
}

/** What happened in a run beside learning, and where its curve then stood. */
export interface RunEvent {
  /**
   * checkpoint: one has been written; resume: the run goes on from one; rollback: it learnt nothing that holds, and goes on
   * from where it last did, more slowly.
   */
  readonly kind: 'checkpoint' | 'resume' | 'rollback';
  readonly tokens: number;
  readonly epoch: number;
  readonly elapsedSeconds: number;
}

/** Cross-entropy in nats per token of models that only count, on the tokens that validLoss is measured on: baselines.ts. */
export interface Baselines {
  readonly unigram: number;
  readonly bigram: number;
  /** Modified Kneser–Ney of order 5. */
  readonly kneserNey: number;
}

/** What there is to read a loss curve by, beside its points. */
export interface Landmarks {
  /** Which run it is, through all its resumes; undefined: there is none. */
  readonly run: string | undefined;
  readonly events: readonly RunEvent[];
  /** undefined: not known yet, or nothing is held out. */
  readonly baselines: Baselines | undefined;
}

/** A run that has been, or one of a comparison under way. */
export interface RunRecord extends Landmarks {
  readonly run: string;
  /** model: the one that answered, or still does; comparison: its weights were thrown away. */
  readonly purpose: 'model' | 'comparison';
  /** ISO 8601. */
  readonly started: string;
  readonly cell: CellKind;
  readonly hiddenSize: number;
  readonly numLayers: number;
  readonly vocabSize: number;
  readonly seed: number;
  /** What was allowed. */
  readonly minutes: number | undefined;
  readonly epochs: number | undefined;
  /** The least so far. */
  readonly validPerplexity: number | undefined;
  /** Some hundreds: see lossCurve.ts. */
  readonly points: readonly LossPoint[];
}

export interface TrainingProgress {
  /** 0 … 1 of this run's budget. */
  readonly fraction: number;
  /** Passes over the text so far, with fraction. */
  readonly epoch: number;
  readonly tokensSeen: number;
  readonly trainLoss: number;
  readonly validPerplexity: number | undefined;
  readonly wordsPerSecond: number;
  readonly elapsedSeconds: number;
  readonly secondsLeft: number;
}

export type TrainingStatus =
  | { readonly state: 'idle' }
  | { readonly state: 'reading'; readonly files: number; readonly filesRead: number }
  | {
      readonly state: 'training';
      readonly paused: boolean;
      readonly progress: TrainingProgress | undefined;
      /** Cells are compared, and this one learns: the model that answers stays as it is. */
      readonly comparing?: ComparedCell;
      /** It waits while the writer writes, and goes on by itself. */
      readonly waiting?: boolean;
      /** Why it has paused by itself. */
      readonly problem?: EngineProblem;
    }
  | {
      readonly state: 'finished';
      /** budget: time or epochs used up; earlyStopping: held-out notes no longer gain; stopped: by the user. */
      readonly why: 'budget' | 'earlyStopping' | 'stopped';
      readonly validPerplexity: number | undefined;
    }
  | { readonly state: 'failed'; readonly problem: EngineProblem };

/** A note that is no file on this machine, under its address; or why it is left out. */
export type HandedNote =
  { readonly path: string; readonly bytes: Uint8Array } | { readonly path: string; readonly reason: SkipReason };

/** What may be learnt now. What may not waits. */
export interface Leave {
  /** A run under way goes on, and a comparison. */
  readonly runs: boolean;
  /** The same for what somebody has asked for and waits for. */
  readonly onDemand: boolean;
  /** What is new in the notes is learnt without being asked for. */
  readonly newNotes: boolean;
}

export interface ComparedCell {
  readonly cell: CellKind;
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** What the width of a network was chosen by, where nobody has said it. */
export interface SizeReason {
  /** Of the text to learn from. */
  readonly tokens: number;
  /** That the run may take; undefined: it was allowed so many passes. */
  readonly minutes: number | undefined;
  /** What this machine's threads multiply together. */
  readonly gflops: number;
  /** How often the run was to read the text. */
  readonly passes: number;
}

export interface ModelInfo {
  /** What its owner calls it; undefined: they have not said. */
  readonly name?: string | undefined;
  readonly cell: CellKind;
  readonly hiddenSize: number;
  readonly numLayers: number;
  readonly vocabSize: number;
  readonly tokensSeen: number;
  readonly validPerplexity: number | undefined;
  /** undefined: it was asked for, or is not known. */
  readonly sizeReason?: SizeReason | undefined;
  /** True: training can go on from where it stopped. */
  readonly resumable: boolean;
}

/** The models of a folder. */
export interface ModelList {
  /** The one in use. */
  readonly current: ModelRow | undefined;
  /** Without a row: it cannot be read. */
  readonly kept: readonly { readonly id: string; readonly row: ModelRow | undefined }[];
}

/** What there is to compare models by. */
export interface ModelRow extends Omit<ModelInfo, 'resumable' | 'sizeReason'> {
  /** Of learning. */
  readonly seconds: number;
  /** ISO 8601. */
  readonly begun: string | undefined;
}

export interface RenameModelRequest {
  /** undefined: the one in use. */
  readonly id?: string | undefined;
  readonly name: string;
}

export interface ExportModelRequest {
  /** undefined: the one in use. */
  readonly id?: string | undefined;
  readonly file: string;
}

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
export type GenerateRequest = Pick<PredictRequest, 'text' | 'format' | 'file' | 'networkOnly'> & DraftOptions;

/** What has been counted in the notes. */
export interface CountsInfo {
  readonly notes: number;
  /** Different words. */
  readonly words: number;
}

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

export interface MemoryRequest {
  /** Everything before the cursor, or as much of it as matters. */
  readonly text: string;
  readonly format: TextFormat;
  /** How many of the words that the network expects there are explained. */
  readonly k: number;
}

/** A place in a text: a paragraph, and the caret in it. */
export interface CaretRequest {
  readonly text: string;
  /** What stands before `text` and is its context. */
  readonly before: string;
  readonly format: TextFormat;
  /** Characters of `text` before the caret. */
  readonly caret: number;
}

export interface UnrollRequest extends CaretRequest {
  /** Words shown of each step's output. */
  readonly k: number;
}

export interface TryStepRequest extends CaretRequest {
  readonly learningRate: number;
}

/** A training step that was tried on the steps that `unroll` shows; `tokens` are what each is to predict. */
export interface TriedStepAnswer extends TriedStep {
  readonly tokens: readonly string[];
}

export interface SimilarRequest extends CaretRequest {
  /** From 0, the bottom. */
  readonly layer: number;
  readonly threshold: number;
  /** Steps that `unroll` shows, from 0, both included: a unit must be above the threshold at all of them. */
  readonly from: number;
  readonly to: number;
  readonly most: number;
  /** The file that the document is saved as: the place itself is none that is similar. */
  readonly file?: string;
}

export interface SimilarPlaces {
  /** The units above the threshold, from 0. */
  readonly units: readonly number[];
  /** Positions of the notes that were read. */
  readonly read: number;
  /** Best first. */
  readonly places: readonly SimilarNotePlace[];
}

/** Around the last of the words. */
export interface SimilarNotePlace extends Occurrence {
  /** Units above the threshold in both places, and in either. */
  readonly shared: number;
  readonly either: number;
  /** shared / either. */
  readonly likeness: number;
}

export interface MappedWord {
  readonly text: string;
  readonly id: number;
  /** How often it stood in the training text. */
  readonly count: number;
  /** Along the first and the second principal axis. */
  readonly x: number;
  readonly y: number;
}

export interface EmbeddingAnswer {
  /** The most frequent first. */
  readonly words: readonly MappedWord[];
  /** The share of the words' variance along each of the two axes. */
  readonly explained: readonly number[];
  readonly embedSize: number;
}

export interface NearestRequest {
  readonly word?: string;
  /** Without a word: the one at the caret. */
  readonly caret?: CaretRequest;
  readonly k: number;
}

export interface NearestAnswer {
  /** The word that was looked for; undefined: there is none at the caret. */
  readonly text: string | undefined;
  /** undefined: the vocabulary does not hold it. */
  readonly word: MappedWord | undefined;
  /** By the cosine between their vectors, nearest first. */
  readonly nearest: readonly (MappedWord & Pick<NearWord, 'cosine'>)[];
}

export interface SuggestTagsRequest {
  /** The whole note. */
  readonly text: string;
  readonly format: TextFormat;
  /** The file that it is saved as, if it is. */
  readonly file?: string | undefined;
  /** All notes: tags are learnt from theirs. */
  readonly files: readonly string[];
  /** That learn. */
  readonly threads: number;
}

/** How far a model is that is learnt because somebody has asked for what it gives. */
export interface LessonProgress {
  /** 0 … 1 */
  readonly fraction: number;
  readonly secondsLeft: number | undefined;
  /** The language model learns first. */
  readonly paused: boolean;
}

export interface SuggestedTag {
  readonly tag: string;
  readonly probability: number;
  /** Those of the note that speak most for it. */
  readonly words: readonly string[];
}

/** empty: the note has no words. */
export type TagAnswer = TagSuggestions | TagsMissing | { readonly empty: true };

export interface TagSuggestions {
  /** Most probable first, without those that the note has. */
  readonly tags: readonly SuggestedTag[];
  /** How the other notes are tagged. */
  readonly habit: TagHabit;
  /** No note has tags: the folders that notes lie in are suggested. */
  readonly from: 'tags' | 'folders';
}

/** There is too little to learn from. */
export interface TagsMissing {
  readonly missing: {
    /** How many more notes must have tags. */
    readonly notes: number;
    /** How many more tags must stand on three notes. */
    readonly tags: number;
  };
}

export interface ExpandRequest {
  /** `mtg w eng tmrw`, `wztsx` */
  readonly shorthand: string;
  /** What stands before it on its line. */
  readonly before: string;
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

export type TagReasonsRequest = Pick<SuggestTagsRequest, 'text' | 'format'>;

/** What speaks for the tags of a note, and what against them. */
export interface TagReasons {
  /** Most probable first, those that the note has among them; none: the note has no words. */
  readonly tags: readonly ReasonedTag[];
  /** How many there are to choose from. */
  readonly labels: number;
  readonly from: TagSuggestions['from'];
  /** What is read of the note. */
  readonly lines: readonly ReadLine[];
  /** False: it has more words than are read. */
  readonly whole: boolean;
}

export interface ReasonedTag {
  readonly tag: string;
  readonly probability: number;
  /** The note has it. */
  readonly own: boolean;
  /** Of each word of the lines, how much it speaks for the tag at its place, in nats of the log odds; below 0: against it. */
  readonly contributions: readonly number[];
  /** What of each comes from the network, the rest from single words; undefined: there is only the network. */
  readonly ofNetwork: readonly number[] | undefined;
}

export interface ReadLine {
  readonly text: string;
  /** Where they stand in it. known: the model has learnt the word; all others are one to it. */
  readonly words: readonly { readonly from: number; readonly to: number; readonly known: boolean }[];
}

/**
 * Method names. Requests: parameters → answer; an error's `data` is an EngineProblem.
 *   hello    number (the client's protocolVersion) → number (the engine's)
 *   open     { storage: string } → ModelInfo | null: the model kept in that folder, now answering
 *   hand     { notes: HandedNote[] } → null: notes that are no files; they take the place of those that were handed over before
 *   survey   { files: string[] } → Survey; the notes are counted afterwards
 *   corpus   → CorpusFile[]: every file that was looked at last, for a survey or a run
 *   leftOut  { folders: NoteFolder[] } → null, when it has been looked for what is left out in them
 *   corpusSummary  → CorpusSummary
 *   corpusFolder   CorpusFolderRequest → CorpusFolder
 *   forget   ForgetRequest → null, when nothing is left of the file but what the weights may remember
 *   erase    → null, when nothing is left on disk; the process then ends
 *   train    TrainRequest → null, once training is under way or has failed to start
 *   pause, resume, stop  → null; stop answers when the last checkpoint is on disk
 *   leave    Leave → null: what may be learnt now, as the writer writes or pauses
 *   predict  PredictRequest → Prediction
 *   inspect  InspectRequest & InParts → null; InspectedParts come as progress meanwhile
 *   generate GenerateRequest & InParts → DraftEnd; DraftParts come as progress meanwhile
 *   explain  ExplainRequest → Explanation | null: the text ends outside prose
 *   occurrences  OccurrencesRequest → Occurrences
 *   memory   MemoryRequest → Memory | null: null where the cursor stands outside prose
 *   unroll   UnrollRequest → Unrolled | null: the network step by step around the caret; null: no prose stands there
 *   tryStep  TryStepRequest → TriedStepAnswer | null: a training step of a copy of the network
 *   similarPlaces  SimilarRequest → SimilarPlaces | null; `studied` tells how far it is
 *   embedding  → EmbeddingAnswer: the most frequent words in two dimensions
 *   nearestWords  NearestRequest → NearestAnswer
 *   suggestTags  SuggestTagsRequest & InParts → TagAnswer; while tags are learnt first, LessonProgress comes; cancelled, that
 *            learning stops, and goes on when it is asked again
 *   tagReasons  TagReasonsRequest → TagReasons | null: no tags have been learnt
 *   expandShorthand  ExpandRequest → ExpandAnswer
 *   learnShorthand  LearnShorthandRequest & InParts → LearnShorthandAnswer, when it has been learnt; until then LessonProgress
 *            comes; cancelled, that learning stops, and goes on when it is asked again
 *   worth    InParts → Worth | null: it was cancelled; how much is done, 0 … 1, comes as progress meanwhile
 *   losses   → LossPoint[]: all points of the model's training so far
 *   landmarks → Landmarks: what else there is to read them by
 *   runs     → RunRecord[]: past runs, the latest first
 *   models   → ModelList
 *   keepModel    → null, when the model in use is kept beside it as well
 *   useModel     { id: string } → null, when that one answers and the one in use before is kept; what is learned stops
 *   renameModel  RenameModelRequest → null
 *   removeModel  { id: string } → null: a kept one is gone
 *   exportModel  ExportModelRequest → null, when the file is written
 *   importModel  { file: string } → string, the id of the model, which is kept and not in use
 *   compare  CompareRequest → null, once under way: each cell learns from the same notes, and only its curve is kept
 * Notifications, from the engine: status (TrainingStatus), loss (LossPoint), model (ModelInfo: the weights that answer
 * have changed), counts (CountsInfo: the notes have been counted, and suggestions come from them), landmarks (Landmarks:
 * they have changed; of another run, its points begin anew), run (RunRecord: it is new or has changed),
 * studied (number, 0 … 1: how much of the search for similar places is done), notice (EngineProblem: something went wrong
 * that nobody has asked for, and work goes on).
 */
export const methods = {
  hello: 'hello',
  open: 'open',
  hand: 'hand',
  survey: 'survey',
  corpus: 'corpus',
  leftOut: 'leftOut',
  corpusSummary: 'corpusSummary',
  corpusFolder: 'corpusFolder',
  forget: 'forget',
  erase: 'erase',
  train: 'train',
  pause: 'pause',
  resume: 'resume',
  stop: 'stop',
  leave: 'leave',
  predict: 'predict',
  inspect: 'inspect',
  generate: 'generate',
  explain: 'explain',
  occurrences: 'occurrences',
  memory: 'memory',
  unroll: 'unroll',
  tryStep: 'tryStep',
  similarPlaces: 'similarPlaces',
  embedding: 'embedding',
  nearestWords: 'nearestWords',
  suggestTags: 'suggestTags',
  tagReasons: 'tagReasons',
  expandShorthand: 'expandShorthand',
  learnShorthand: 'learnShorthand',
  worth: 'worth',
  losses: 'losses',
  landmarks: 'landmarks',
  runs: 'runs',
  models: 'models',
  keepModel: 'keepModel',
  useModel: 'useModel',
  renameModel: 'renameModel',
  removeModel: 'removeModel',
  exportModel: 'exportModel',
  importModel: 'importModel',
  compare: 'compare',
  run: 'run',
  status: 'status',
  loss: 'loss',
  model: 'model',
  counts: 'counts',
  studied: 'studied',
  notice: 'notice',
} as const;

export interface CompareRequest {
  readonly files: readonly string[];
  /** Of each run, all but the cell. */
  readonly options: TrainingOptions;
}

export interface ForgetRequest {
  readonly file: string;
  /** All notes: words that the others hold stay. */
  readonly files: readonly string[];
  /** False: it may be learnt from again. */
  readonly forgotten: boolean;
}

export interface TrainRequest {
  readonly files: readonly string[];
  readonly options: TrainingOptions;
  /** Go on from the checkpoint on disk with its vocabulary and network; false: a new model takes the old one's place. */
  readonly resume: boolean;
}
