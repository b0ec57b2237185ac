// Notes as examples of shorthand, for the command line.

import { NoteReader } from '../../engine/noteReader';
import type { Cuts } from '../../engine/shapes/words';
import { Random } from '../../rnn/random';
import type { Note } from '../../text/corpus';
import type { Example } from '../../text/examples/example';
import { shorthandPairs } from '../../text/shorthand/pairs';
import { noteFiles } from '../cliSession';

/** How many ways each phrase is shortened, to learn from. */
const perPhrase = 2;

export async function readNotes(paths: readonly string[], exclude: readonly string[]): Promise<readonly Note[]> {
  const without = new Set(noteFiles(exclude));
  const files = noteFiles(paths).filter((file) => !without.has(file));
  return new NoteReader().readToLearn(files, 'words', () => undefined);
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
