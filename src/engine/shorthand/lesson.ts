// What there is to learn of shorthand from a writer's notes: their phrases, each shortened in some ways, or how much is
// missing.

import { Random } from '../../rnn/random';
import type { Note } from '../../text/corpus';
import { type ExampleSplit, splitExamples } from '../../text/examples/split';
import type { Example } from '../../text/examples/example';
import { phrasesOf, shorthandPairs } from '../../text/shorthand/pairs';
import type { Cuts } from '../shapes/words';

/** Fewer phrases than this say nothing about those to come. */
export const neededPhrases = 500;
/** How many ways each phrase is shortened, to learn from. */
const perPhrase = 2;
/** Of the phrases, to tell when learning turns into learning by heart. */
const validShare = 0.05;

export interface ShorthandLesson {
  readonly split: ExampleSplit;
  readonly cuts: Cuts;
  readonly phrases: number;
}

export function shorthandLesson(notes: readonly Note[], seed: number): ShorthandLesson | { readonly missing: number } {
  const phrases = countPhrases(notes);
  if (phrases < neededPhrases) return { missing: neededPhrases - phrases };
  const cuts = shorthandCuts(notes);
  return { split: splitExamples(shorthandExamples(notes, cuts, seed), validShare, 0, seed), cuts, phrases };
}

export function countPhrases(notes: readonly Note[]): number {
  let phrases = 0;
  for (const { sentences } of notes) for (const { tokens } of sentences) phrases += phrasesOf(tokens).length;
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

export function shorthandExamples(notes: readonly Note[], cuts: Cuts, seed: number, ways = perPhrase): Example[] {
  const random = new Random(seed);
  const unit = cuts.source.unit === 'characters' ? 'characters' : 'spaces';
  return shorthandPairs(notes, () => random.uniform(0, 1), unit, ways);
}
