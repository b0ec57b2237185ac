// What the panel with drafts and its page say to each other, over postMessage. Types only.

import type { DraftPart } from '../../engine/protocol/suggestions';
import type { draftStrings } from './strings';

/** How much is done against repetition. */
export type GuardLevel = 'off' | 'light' | 'strong';

/** What the writer chooses. */
export interface DraftSettings {
  readonly drafts: number;
  readonly words: number;
  readonly temperature: number;
  /** 0: all. */
  readonly topK: number;
  readonly topP: number;
  readonly guard: GuardLevel;
  /** Of the first draft; those of the others follow. */
  readonly seed: number;
}

/** waiting: it is written when those before it are; stopped: it goes no further than this. */
export type DraftState = 'waiting' | 'writing' | 'written' | 'stopped' | 'failed';

export interface DraftShown {
  readonly seed: number;
  readonly parts: readonly DraftPart[];
  readonly state: DraftState;
  /** Why it has failed. */
  readonly reason?: string | undefined;
}

/** Where in a document the drafts go on: what is needed to find it again. */
export interface PlaceShown {
  readonly uri: string;
  /** "diary/2025-06-14.md, line 12" */
  readonly name: string;
  /** Offset in the document. */
  readonly start: number;
  /** What stands before it. */
  readonly before: string;
}

export interface DraftsShown {
  /** Of this object's shape: what another version of Afterword has kept is not read. */
  readonly version: 1;
  readonly place: PlaceShown;
  readonly settings: DraftSettings;
  readonly drafts: readonly DraftShown[];
  /** What has been written at the place since; null: the place cannot be found any more. */
  readonly written: string | null;
}

/** How much of a draft is accepted. */
export type Portion = 'all' | 'sentence' | 'word';

export type ToDrafts =
  /** Everything; `focus`: the writer has just asked for it. */
  | { readonly type: 'drafts'; readonly shown: DraftsShown; readonly focus: boolean }
  | { readonly type: 'part'; readonly draft: number; readonly part: DraftPart }
  | { readonly type: 'state'; readonly draft: number; readonly state: DraftState; readonly reason?: string | undefined }
  | { readonly type: 'written'; readonly written: string | null }
  /** There is no place. */
  | { readonly type: 'nothing' };

export type FromDrafts =
  /** With what it showed before it was hidden or reloaded. */
  | { readonly type: 'ready'; readonly kept: DraftsShown | undefined }
  /** All of them anew. */
  | { readonly type: 'write'; readonly settings: DraftSettings }
  | { readonly type: 'again'; readonly draft: number }
  /** Without a number: all. */
  | { readonly type: 'stop'; readonly draft?: number }
  | { readonly type: 'accept'; readonly draft: number; readonly portion: Portion }
  /** Back to the text. */
  | { readonly type: 'leave' };

export type DraftStrings = { readonly [name in keyof typeof draftStrings]: string };
