// Drafts as the panel sends them: the first written, the others waiting.

import type { DraftPart } from '../../src/engine/protocol/suggestions';
import type { DraftsShown } from '../../src/inspector/drafts/protocol';
import { defaultSettings } from '../../src/inspector/drafts/settings';

const parts: readonly DraftPart[] = [
  { text: ' river', isWord: true, sentence: 0, logprob: -1 },
  { text: '.', isWord: false, sentence: 0, logprob: -1 },
  { text: ' Then', isWord: true, sentence: 1, logprob: -2 },
  { text: ' we', isWord: true, sentence: 1, logprob: -2 },
  { text: ' rested', isWord: true, sentence: 1, logprob: -2 },
  { text: '.', isWord: false, sentence: 1, logprob: -2 },
];

export const draftsShown: DraftsShown = {
  version: 1,
  place: {
    uri: 'file:///notes/river.md',
    name: 'notes/river.md, line 3',
    start: 30,
    before: '# A day\n\nWe walked to the',
  },
  settings: defaultSettings,
  drafts: [
    { seed: 1, parts, state: 'written' },
    { seed: 2, parts: [], state: 'waiting' },
    { seed: 3, parts: [], state: 'waiting' },
  ],
  written: '',
};
