// What the inspector asks of the engine: what the network has read, remembers, computes and takes for alike.

import type { NearWord } from '../../predict/embeddingMap';
import type { TriedStep } from '../../rnn/triedStep';
import type { Occurrence, TextFormat } from './suggestions';

export type { InspectedPart, InspectedToken, InspectedTokens, ParagraphOutline } from '../../predict/answers';
export type { Memory, MemoryStep, RememberedWord } from '../../predict/memory';
export type { TextToInspect as InspectRequest } from '../../predict/inspection';
export type { TensorSummary } from '../../predict/tensorSummary';
export type { Unrolled, UnrolledLayer, UnrolledStep } from '../../predict/unroll';

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
