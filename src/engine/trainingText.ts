// What a run trains on: the notes divided into training and held-out text, a vocabulary from the training part, and
// both parts as ids.

import { ProblemError } from './problem';
import type { TrainingOptions } from './protocol/training';
import { countTokens, encodeNotes, type Note, splitNotes, splitSentences, type TokenStream } from '../text/corpus';
import { SharedIds } from '../text/sharedIds';
import { Vocabulary } from '../text/vocabulary';

/** Share of the notes that is held out to tell when learning turns into learning by heart, and to weigh the sources. */
const greatestValidShare = 0.1;
/** Of much text half of that, or half again, is enough: what is held out is not learnt from. In tokens. */
const mostHeldOut = 40_000;
/** Held-out text beyond this many tokens tells nothing more and costs time at every report. */
const validTokensMax = 20_000;
/** Of a text shorter than this many tokens nothing is held out: a few sentences would tell nothing, and all are wanted. */
const tooShortToHoldOut = 4000;
const fewNotes = 100;
/** Below this many tokens every word is kept; above, words seen once are too rare to learn from. */
const smallText = 20_000;

export interface TrainingText {
  readonly vocabulary: Vocabulary;
  /** One stream a note: their order changes from epoch to epoch. */
  readonly train: readonly TokenStream[];
  readonly valid: TokenStream;
  readonly split: NoteSplit;
  /** What is learnt from when a run has ended: what was held out, unless it was given to be measured on alone. */
  readonly learntLast: NoteSplit | undefined;
}

/** Notes to learn from, and notes held out. */
export interface NoteSplit {
  readonly train: readonly Note[];
  readonly valid: readonly Note[];
}

/**
 * In steps, between which others are served.
 * @param valid notes given to be held out; otherwise they are chosen by path.
 * @param vocabulary that of the model to go on with; otherwise a new one.
 * @throws ProblemError tooLittleText.
 */
export function* preparingText(
  notes: readonly Note[],
  valid: readonly Note[] | undefined,
  options: Pick<TrainingOptions, 'maxVocabSize' | 'tokens' | 'seed'>,
  vocabulary?: Vocabulary,
): Generator<undefined, TrainingText> {
  const split = valid ? { train: inOrder(notes), valid } : divideNotes(notes, options.seed);
  const sentences = split.train.reduce((sum, note) => sum + note.sentences.length, 0);
  const counts = new Map<string, number>();
  for (const note of split.train) {
    yield;
    countTokens([note], counts);
  }
  const tokens = tokensIn(split.train);
  if (tokens < 2) {
    throw new ProblemError('tooLittleText', 'There is too little text to learn from: write a few sentences first');
  }
  const minCount = options.tokens === 'words' && tokens > smallText ? 2 : 1;
  const words = vocabulary ?? Vocabulary.build(counts, { maxSize: options.maxVocabSize, minCount }, sentences);
  const held = encodeNotes(split.valid, words);
  const train: TokenStream[] = [];
  const ids = new SharedIds();
  for (const note of split.train) {
    yield;
    train.push(encodeNotes([note], words, (length) => ids.take(length)));
  }
  return {
    vocabulary: words,
    split,
    learntLast: valid || split.valid.length === 0 ? undefined : split,
    train,
    valid: {
      ...held,
      inputs: held.inputs.subarray(0, validTokensMax),
      targets: held.targets.subarray(0, validTokensMax),
    },
  };
}

/** In the order of their paths, whoever found them: the same notes give the same model. */
function inOrder(notes: readonly Note[]): readonly Note[] {
  return [...notes].sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function divideNotes(found: readonly Note[], seed: number): NoteSplit {
  const notes = inOrder(found);
  const tokens = tokensIn(notes);
  if (tokens < tooShortToHoldOut) return { train: notes, valid: [] };
  const validShare = validShareOf(tokens);
  // Of few notes each holds something that no other does: then the ends of all are held out, not all of some.
  if (notes.length < fewNotes) return splitSentences(notes, validShare);
  const whole = splitByPlace(notes, validShare, seed);
  const size = (some: readonly Note[]) => some.reduce((sum, { sentences }) => sum + sentences.length, 0);
  // Chosen by path alone, the part can be far too small, or too large, among few notes.
  const share = size(whole.valid) / Math.max(1, size(notes));
  return share > validShare / 3 && share < validShare * 2 ? whole : splitSentences(notes, validShare);
}

/** In steps, so that a folder can grow for long before a note that was held out no longer is. */
function validShareOf(tokens: number): number {
  let share = greatestValidShare;
  while (share * tokens > mostHeldOut) share /= 2;
  return share;
}

function tokensIn(notes: readonly Note[]): number {
  let total = 0;
  for (const { sentences } of notes) for (const { tokens } of sentences) total += tokens.length;
  return total;
}

/** Chosen by their paths inside the folder that holds them all, so that a folder can be moved or copied. */
function splitByPlace(notes: readonly Note[], validShare: number, seed: number): NoteSplit {
  const paths = notes.map(({ path }) => path.replaceAll('\\', '/'));
  const root = commonFolder(paths);
  const placed = notes.map((note, index) => ({ path: paths[index].slice(root.length), note }));
  const { train, valid } = splitNotes(placed, validShare, seed);
  return { train: train.map(({ note }) => note), valid: valid.map(({ note }) => note) };
}

/** The longest beginning that all paths share, up to and with a slash. */
function commonFolder(paths: readonly string[]): string {
  let common = paths[0] ?? '';
  for (const path of paths) while (!path.startsWith(common)) common = common.slice(0, -1);
  return common.slice(0, common.lastIndexOf('/') + 1);
}
