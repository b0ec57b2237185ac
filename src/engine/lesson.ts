// What a network learns from after a run: what is new in the notes, several times over, among notes that it knows, so that
// it does not forget these (rehearsal: Robins 1995). At a run's end that is what was held out from it. Words that it did
// not know and that the new text uses more than once join its vocabulary. Prepared in steps, between which others are served.

import { Random } from '../rnn/random';
import { countTokens, encodeNotes, type Note, type TokenStream } from '../text/corpus';
import type { Vocabulary } from '../text/vocabulary';
import type { NoteSplit, TrainingText } from './trainingText';

/** Less than this many tokens are not worth a lesson: they wait until there are more. */
const leastTokens = 40;
/** Tokens of new text in one lesson, so that it takes seconds: more is learnt in several. */
const mostTokens = 20_000;
/** How often the new text is read, and fewer times where one note is very long. */
const mostRepeats = 6;
const longNote = 6 * mostTokens;
/** Tokens of known text, each read once, for a token of new text each time that it is read; and at least so many. */
const replayShare = 2;
const leastReplay = 6000;
/** What was held out is of a kind with the rest: it is read so often, and as much of the rest once. */
const heldOutRepeats = 2;
/** A new word must have been used so often. */
const minCount = 2;

export interface Lesson {
  /** The notes that are learnt by it. */
  readonly notes: readonly Note[];
  /** Knows more words than before, or is the one before. */
  readonly vocabulary: Vocabulary;
  readonly text: TrainingText;
}

/**
 * @param fresh what has not been learnt.
 * @param notes all notes, in their present version.
 * @returns undefined: there is too little to learn from.
 */
export function* preparingLesson(
  fresh: readonly Note[],
  notes: readonly Note[],
  known: Vocabulary,
  maxVocabSize: number,
  seed: number,
): Generator<undefined, Lesson | undefined> {
  const taken = takeTokens(fresh, mostTokens);
  const tokens = countTokensOf(taken);
  if (tokens < leastTokens) return undefined;
  const repeats = Math.max(1, Math.min(mostRepeats, Math.floor(longNote / tokens)));
  const paths = new Set(taken.map(({ path }) => path));
  const others = notes.filter(({ path }) => !paths.has(path));
  const replayed = Math.max(leastReplay, replayShare * repeats * tokens);
  const again = takeTokens(new Random(seed).shuffle([...others]), replayed);
  return yield* lessonOf(taken, repeats, again, known, maxVocabSize);
}

/** What a run has held out, when it has told all that it can tell. */
export function* preparingLastLesson(
  { train, valid }: NoteSplit,
  known: Vocabulary,
  maxVocabSize: number,
  seed: number,
): Generator<undefined, Lesson> {
  const replayed = heldOutRepeats * countTokensOf(valid);
  return yield* lessonOf(
    valid,
    heldOutRepeats,
    takeTokens(new Random(seed).shuffle([...train]), replayed),
    known,
    maxVocabSize,
  );
}

function* lessonOf(
  taken: readonly Note[],
  repeats: number,
  replayed: readonly Note[],
  known: Vocabulary,
  maxVocabSize: number,
): Generator<undefined, Lesson> {
  const vocabulary = known.grownBy(countTokens(taken), { maxSize: maxVocabSize, minCount });
  const streams: TokenStream[] = [];
  for (const note of [...taken, ...replayed]) {
    yield;
    streams.push(encodeNotes([note], vocabulary));
  }
  const again = streams.slice(0, taken.length);
  const train = [...Array.from({ length: repeats }, () => again).flat(), ...streams.slice(taken.length)];
  const nothing = { inputs: new Int32Array(0), targets: new Int32Array(0), words: 0, unknown: 0 };
  const split = { train: taken, valid: [] };
  return { notes: taken, vocabulary, text: { vocabulary, train, valid: nothing, split, learntLast: undefined } };
}

function countTokensOf(notes: readonly Note[]): number {
  return notes.reduce((sum, note) => sum + tokensOf(note), 0);
}

/** The first notes until there are so many tokens: the last one whole. */
function takeTokens(notes: readonly Note[], most: number): readonly Note[] {
  let tokens = 0;
  const beyond = notes.findIndex((note) => (tokens += tokensOf(note)) >= most);
  return beyond < 0 ? notes : notes.slice(0, beyond + 1);
}

function tokensOf({ sentences }: Note): number {
  return sentences.reduce((sum, sentence) => sum + sentence.tokens.length + 1, 0);
}
