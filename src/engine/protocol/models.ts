// What client and engine say to each other about the models of a folder.

import type { CellKind } from '../../rnn/config';

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

export interface ImportModelRequest {
  /** Where it comes from: a path, or an address. */
  readonly file: string;
  /** What has been read there; undefined: the engine reads it itself. */
  readonly bytes?: Uint8Array;
}
