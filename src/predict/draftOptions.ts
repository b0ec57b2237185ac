// How drafts are drawn where nothing else is asked for, and within which limits: the same for the command line and the
// editor. docs/drafts.md has the figures that these were chosen by.

import type { DraftOptions } from './generation';

export const defaultDraftOptions = {
  words: 60,
  temperature: 0.8,
  topK: 0,
  topP: 0.9,
  repetitionPenalty: 1.1,
  blockNgram: 4,
  seed: 1,
} as const satisfies DraftOptions;

export interface Limits {
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}

export const draftLimits: Readonly<Record<keyof typeof defaultDraftOptions, Limits>> = {
  words: { least: 1, most: 2000, whole: true },
  temperature: { least: 0, most: 5, whole: false },
  topK: { least: 0, most: 1_000_000, whole: true },
  topP: { least: 0.01, most: 1, whole: false },
  repetitionPenalty: { least: 1, most: 5, whole: false },
  blockNgram: { least: 0, most: 20, whole: true },
  seed: { least: 0, most: 2 ** 32 - 1, whole: true },
};
