// How people shorten words: vowels dropped (tomorrow, tmrw), the end clipped (engineering, eng), a first letter alone (with,
// w), or not at all. A word has several abbreviations, each with a probability; they sum to one. Chinese words are
// shortened to the initials of their pinyin, as an input method takes them (昨天, zt).

import { pinyin } from 'pinyin-pro';

export interface Abbreviation {
  readonly text: string;
  readonly probability: number;
}

const han = /\p{Script=Han}/u;
/** Words of letters; numbers, marks and everything else stay as they are. */
const letters = /^\p{L}[\p{L}'’]*$/u;
/** A shorter word saves nothing. */
const shortest = 3;
const shortWord = 4;
const longWord = 6;

/** Of one word; in lower case. Its own probability is that of the ways that lead to it. */
export function abbreviationsOf(word: string): readonly Abbreviation[] {
  if (han.test(word)) return [{ text: initialsOf(word), probability: 1 }];
  const plain = word.toLowerCase().replace(/['’]/g, '');
  if (!letters.test(word) || plain.length < shortest) return [{ text: word.toLowerCase(), probability: 1 }];
  const ways: [text: string, weight: number][] = [
    [plain, plain.length <= shortWord ? 3 : 1],
    [withoutVowels(plain), 3],
    [plain[0], plain.length <= shortWord ? 2 : 0.3],
  ];
  if (plain.length >= longWord) ways.push([plain.slice(0, 3), 2], [plain.slice(0, 4), 1]);
  if (/..ing$/.test(plain)) ways.push([withoutVowels(plain.slice(0, -3)) + 'g', 2]);
  const total = ways.reduce((sum, [, weight]) => sum + weight, 0);
  const merged = new Map<string, number>();
  for (const [text, weight] of ways) merged.set(text, (merged.get(text) ?? 0) + weight / total);
  return [...merged].map(([text, probability]) => ({ text, probability }));
}

/** The first letters of the pinyin of every Han character; what is none stays, in lower case. */
export function initialsOf(text: string): string {
  return [...text].map((character) => (han.test(character) ? initial(character) : character.toLowerCase())).join('');
}

const initials = new Map<string, string>();

function initial(character: string): string {
  const known = initials.get(character);
  if (known !== undefined) return known;
  const found = pinyin(character, { pattern: 'first', toneType: 'none' }).toLowerCase();
  const letter = /^[a-z]/.test(found) ? found[0] : character;
  initials.set(character, letter);
  return letter;
}

/** The first letter stays, and of two that are the same one. */
function withoutVowels(word: string): string {
  return (
    word[0] +
    word
      .slice(1)
      .replace(/[aeiou]/g, '')
      .replace(/(.)\1/g, '$1')
  );
}
