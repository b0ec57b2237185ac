// Pairs to learn shorthand from, without labels: phrases of one's own notes, shortened as one might have.

import { impliesSpace } from '../scripts';
import type { Note } from '../corpus';
import { isWord } from '../tokenize';
import type { Example } from '../examples/example';
import { abbreviationsOf } from './abbreviations';

/** A shorter phrase is a word; a longer one nobody types in one go. */
const [fewestWords, mostWords] = [2, 12];

/** @param uniform numbers in [0, 1), by a seed. @param perPhrase how many ways each phrase is shortened. */
export function shorthandPairs(
  notes: readonly Note[],
  uniform: () => number,
  unit: 'spaces' | 'characters',
  perPhrase = 1,
): Example[] {
  return notes.flatMap(({ path, sentences }) =>
    sentences.flatMap(({ tokens }) =>
      phrasesOf(tokens).flatMap((targets) =>
        Array.from({ length: perPhrase }, () => {
          const shorthand = shortened(targets, uniform);
          const source = unit === 'characters' ? [...shorthand] : shorthand.split(' ');
          return { source, targets, place: path };
        }),
      ),
    ),
  );
}

/** Words between marks, cut where there are too many. */
export function phrasesOf(tokens: readonly string[]): string[][] {
  const phrases: string[][] = [];
  let phrase: string[] = [];
  const finish = () => {
    if (phrase.length >= fewestWords) phrases.push(phrase);
    phrase = [];
  };
  for (const token of tokens) {
    if (!isWord(token)) finish();
    else if (phrase.push(token) === mostWords) finish();
  }
  finish();
  return phrases;
}

/** A phrase as one might type it: with spaces, but between words of a script that has none. */
export function shortened(words: readonly string[], uniform: () => number): string {
  let text = '';
  words.forEach((word, i) => {
    if (i > 0 && (isSpaced(words[i - 1]) || isSpaced(word))) text += ' ';
    text += drawn(word, uniform());
  });
  return text;
}

function isSpaced(word: string): boolean {
  return impliesSpace('A', word);
}

function drawn(word: string, at: number): string {
  const ways = abbreviationsOf(word);
  let rest = at;
  for (const { text, probability } of ways) {
    rest -= probability;
    if (rest < 0) return text;
  }
  return ways[ways.length - 1].text;
}
