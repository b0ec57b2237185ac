// What client and engine say to each other about the notes: which are learnt from, which are left out, and why.

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

/** A note that is no file on this machine, under its address; or why it is left out. */
export type HandedNote =
  { readonly path: string; readonly bytes: Uint8Array } | { readonly path: string; readonly reason: SkipReason };

/** What has been counted in the notes. */
export interface CountsInfo {
  readonly notes: number;
  /** Different words. */
  readonly words: number;
}

export interface ForgetRequest {
  readonly file: string;
  /** All notes: words that the others hold stay. */
  readonly files: readonly string[];
  /** False: it may be learnt from again. */
  readonly forgotten: boolean;
}
