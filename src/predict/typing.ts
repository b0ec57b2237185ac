// A simulated writer, the measure of what suggestions are worth. Before each character of a word the predictor gives its
// k best words; as soon as the word is among them it is taken for one key, else the character is typed: one key, for a
// Han character three (its pinyin). Everything that is not a word is typed. KSR = 1 − keys / keys without suggestions.
// The writer looks at every suggestion, so what is shown and typed past is not what is being written.

import { ShownWords } from './shownWords';

export interface TypingScore {
  readonly words: number;
  readonly keys: number;
  /** The same where words that were shown and typed past are offered again. */
  readonly keysRepeating: number;
  readonly keysWithout: number;
  /** Words that were first, among the first 3 and among the first 5 before any character was typed. */
  readonly hits: readonly [number, number, number];
  /** The first suggestions before any character was typed. */
  readonly first: readonly FirstSuggestion[];
}

export interface FirstSuggestion {
  /** 0 where there was none. */
  readonly probability: number;
  readonly right: boolean;
}

export interface Offer {
  readonly text: string;
  readonly probability: number;
}

/**
 * @param predict from the lines so far, the last of them unfinished, to the k best words; `ignored` were shown for the
 * word being typed already.
 */
export function typeLines(
  lines: readonly string[],
  k: number,
  predict: (lines: readonly string[], ignored: readonly string[]) => readonly Offer[],
): TypingScore {
  const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
  const hits: [number, number, number] = [0, 0, 0];
  const first: FirstSuggestion[] = [];
  const shown = new ShownWords();
  let [words, keys, keysRepeating, keysWithout] = [0, 0, 0, 0];
  lines.forEach((line, index) => {
    const done = lines.slice(0, index);
    for (const { segment, index: at, isWordLike } of segmenter.segment(line)) {
      const characters = [...segment];
      const plain = keysOf(characters);
      keysWithout += plain;
      if (!isWordLike) {
        keys += plain;
        keysRepeating += plain;
        continue;
      }
      words++;
      const soFar = (typed: string) => [...done, line.slice(0, at) + typed];
      const rankIn = (offers: readonly Offer[]) => offers.findIndex(({ text }) => text === segment);
      let passed = false;
      const keysOfWord = keysForWord(characters, (typed) => {
        const lineSoFar = soFar(typed);
        const ignored = shown.typedPast(lineSoFar.join('\n'));
        passed ||= ignored.length > 0;
        const offers = predict(lineSoFar, ignored).slice(0, k);
        const rank = rankIn(offers);
        if (typed === '') {
          [1, 3, 5].forEach((n, i) => (hits[i] += rank >= 0 && rank < n ? 1 : 0));
          first.push({ probability: offers[0]?.probability ?? 0, right: rank === 0 });
        }
        shown.show(offers.map(({ text }) => text));
        return rank >= 0;
      });
      keys += keysOfWord;
      // Another writer at once, while the predictor still knows the contexts.
      const isOfferedAgain = (typed: string) => rankIn(predict(soFar(typed), []).slice(0, k)) >= 0;
      keysRepeating += passed ? keysForWord(characters, isOfferedAgain) : keysOfWord;
    }
  });
  return { words, keys, keysRepeating, keysWithout, hits, first };
}

function keysForWord(characters: readonly string[], isOffered: (typed: string) => boolean): number {
  for (let i = 0; i < characters.length; i++) {
    const typed = characters.slice(0, i);
    if (isOffered(typed.join(''))) return Math.min(keysOf(characters), keysOf(typed) + 1);
  }
  return keysOf(characters);
}

/** Keys that characters take: one each, a Han character three. */
export function keysOf(characters: readonly string[]): number {
  return characters.reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 3 : 1), 0);
}
