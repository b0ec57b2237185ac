// Every text that the page with drafts shows, in English: the panel translates them, the page carries them as JSON.

export const draftStrings = {
  title: 'Write on',
  /** Drafts that go on from "diary.md, line 12". */
  from: 'Drafts that go on from {0}',
  nothing: 'Put the caret where the text should go on, and run “Afterword: Write On from Here”.',
  lineStart: 'the beginning of a line',

  settings: 'How the drafts are drawn',
  drafts: 'Drafts',
  words: 'Words each',
  temperature: 'Temperature',
  temperatureHint: 'Below 1, likely words become likelier; at 0, always the likeliest one.',
  topK: 'Top-k',
  topKHint: 'Only the k likeliest words; 0: all.',
  topP: 'Top-p',
  topPHint: 'Only the likeliest words that hold this share of the probability together; 1: all.',
  guard: 'Against repetition',
  guardOff: 'off',
  guardLight: 'light',
  guardStrong: 'strong',
  seed: 'Seed',
  seedHint: 'The same seed and the same text give the same drafts.',
  writeAgain: 'New drafts',
  stopAll: 'Stop',

  draft: 'Draft {0}',
  draftSeed: 'seed {0}',
  waiting: 'waits',
  writing: 'is being written',
  stopped: 'stopped',
  acceptAll: 'Accept all',
  acceptSentence: 'Next sentence',
  acceptWord: 'Next word',
  again: 'Again',
  stop: 'Stop',
  /** Of a draft, where the writer has gone on differently. */
  elsewhere: 'The text goes on differently here.',
  /** Of the place. */
  lost: 'The text has changed where these were written from, and the place cannot be found. Nothing is inserted.',
  allWritten: 'Written: {0}',
  accepted: 'Inserted: {0}',
  empty: 'Nothing came to mind.',
} as const;
