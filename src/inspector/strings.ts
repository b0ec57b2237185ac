// Every text that the inspector's view shows, in English: the panel translates them, the page carries them as JSON, and
// the tests read them. {0}, {1} are values that the view fills in. One place, so that a text and its name cannot part.

export const englishStrings = {
  idle: 'Nothing learned yet',
  ready: 'Ready',
  reading: 'Reading notes: {0} of {1}',
  training: 'Learning',
  paused: 'Paused',
  stopped: 'Stopped',
  finished: 'Finished',
  finishedEarly: 'Finished: held-out notes no longer gain',
  failed: 'Failed',
  learn: 'Learn',
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
  validPerplexity: 'held-out perplexity',
  wordsPerSecond: 'words per second',
  timeLeft: 'time left',
  epoch: 'epoch',
  /** The model in one line: "LSTM · 2 × 256 hidden units · 8,192 words". */
  model: '{0} · {1} hidden units · {2} words',

  views: 'Views',
  textTab: 'Text',
  trainingTab: 'Training',

  lossTitle: 'Loss',
  lossCaption: 'How much each next word surprises the network, on average. Lower is better.',
  trainLoss: 'Training',
  validLoss: 'Held-out notes',
  nats: 'nats per word',
  perplexity: 'perplexity',
  wordsSeen: 'words seen',
  /** At one point of the curve: "1.2M words seen · epoch 3.4". */
  lossPoint: '{0} words seen · epoch {1}',
  /** Names the line at ln(vocabSize): the loss of a network that has learned nothing. */
  blindGuess: 'blind guess among {0} words',
  noLossYet: 'No loss yet. Start learning, and watch the curve fall.',

  paragraphTitle: 'Paragraph',
  paragraphCaption:
    'Each word is tinted by the probability that the network gave it, knowing only what stands before it.',
  noParagraph: 'Put the cursor into a paragraph of your notes to see how the network reads it.',
  perplexityOfParagraph: '{0} tokens · perplexity {1}',
  unlikely: 'unlikely',
  likely: 'likely',
  endOfSentence: 'end of sentence',
  unknownWord: 'unknown word',
  unknownExplained:
    'The vocabulary does not hold this word. The network sees “unknown word” in its place, and these are the numbers of that.',
  /** What a screen reader and a tooltip say of a token: "river: 12.3%, rank 3". */
  tokenSummary: '{0}: {1}, rank {2}',
  clickAToken: 'Choose a word, by a click or with the arrow keys, to see what the network expected in its place.',

  stands: 'What stands here',
  probability: 'Probability',
  oneIn: 'about 1 in {0}',
  mostLikely: 'more than all others together',
  rank: 'Rank',
  rankOf: 'of {0} words',
  surprisal: 'Surprisal',
  bits: '{0} bits',
  coinTosses: 'As surprising as calling {0} coin tosses in a row.',
  expectedHere: 'What the network expected here',
  standsHere: 'stands here',
  otherWords: 'all other words',
} as const;
