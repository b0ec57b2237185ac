// What there is to learn of shorthand from a writer's notes: their phrases, each shortened in some ways, or how much is
// missing. As generators that yield at each note, so that others can be served in between.

import { Random } from '../../rnn/random';
import type { Note } from '../../text/corpus';
import { type ExampleSplit, splitExamples } from '../../text/examples/split';
import type { Example } from '../../text/examples/example';
import { phrasesOf, shorthandPairs } from '../../text/shorthand/pairs';
import type { Cuts } from '../shapes/words';

/** Fewer phrases than this say nothing about those to come. */
export const neededPhrases = 500;
/** More are not read through in the minutes that there are: of more, as many are taken, evenly over all. */
const mostPhrases = 30_000;
/** How many ways each phrase is shortened, to learn from. */
const perPhrase = 2;
/** Of the phrases, to tell when learning turns into learning by heart. */
const validShare = 0.05;

export interface ShorthandLesson {
  readonly split: ExampleSplit;
  readonly cuts: Cuts;
  /** In the notes. */
  readonly phrases: number;
}

export function* shorthandLesson(
  notes: readonly Note[],
  seed: number,
): Generator<undefined, ShorthandLesson | { readonly missing: number }> {
  const phrases = yield* phrasesIn(notes);
  if (phrases < neededPhrases) return { missing: neededPhrases - phrases };
  const cuts = shorthandCuts(notes);
  const step = Math.ceil(phrases / mostPhrases);
  const examples = yield* shorthandExamples(notes, cuts, seed);
  const some = examples.filter((_, i) => Math.floor(i / perPhrase) % step === 0);
  return { split: splitExamples(some, validShare, 0, seed), cuts, phrases };
}

/** How many. */
export function* phrasesIn(notes: readonly Note[]): Generator<undefined, number> {
  let phrases = 0;
  for (const { sentences } of notes) {
    yield;
    for (const { tokens } of sentences) phrases += phrasesOf(tokens).length;
  }
  return phrases;
}

/** Letters where most words are Chinese, whose shorthand has no spaces; else the abbreviations of words. */
export function shorthandCuts(notes: readonly Note[]): Cuts {
  let [chinese, all] = [0, 0];
  for (const { sentences } of notes) {
    for (const { tokens } of sentences) {
      all += tokens.length;
      chinese += tokens.filter((token) => /\p{Script=Han}/u.test(token)).length;
    }
  }
  const unit = chinese > all / 4 ? 'characters' : 'spaces';
  return { source: { unit, folded: true }, target: { unit: 'words', folded: false } };
}

export function* shorthandExamples(
  notes: readonly Note[],
  cuts: Cuts,
  seed: number,
  ways = perPhrase,
): Generator<undefined, Example[]> {
  const random = new Random(seed);
  const unit = cuts.source.unit === 'characters' ? 'characters' : 'spaces';
  const examples: Example[] = [];
  for (const note of notes) {
    yield;
    examples.push(...shorthandPairs([note], () => random.uniform(0, 1), unit, ways));
  }
  return examples;
}
