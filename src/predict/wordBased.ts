// The rival that everyone has: VS Code's word-based suggestions, which offer the words of the document that begin as is
// typed, nearest first, and then those of the folder. It offers nothing before a letter is typed.

import type { Note } from '../text/corpus';
import { isWord, tokenizeLine } from '../text/tokenize';
import type { Offer } from './typing';

export class WordBased {
  private readonly folder: readonly string[];

  constructor(notes: readonly Note[]) {
    const words = new Set<string>();
    for (const { sentences } of notes) for (const { tokens } of sentences) for (const token of tokens) words.add(token);
    this.folder = [...words].filter(isWord).sort();
  }

  predict(lines: readonly string[], k: number): Offer[] {
    const tokens = lines.flatMap((line) => tokenizeLine(line).flatMap((sentence) => sentence.tokens));
    const current = lines.at(-1) ?? '';
    const typed = current === '' || current.endsWith(' ') ? '' : tokens.at(-1)!;
    if (typed === '' || !isWord(typed)) return [];
    const found = new Set<string>();
    const look = (word: string) => {
      if (word.length > typed.length && word.startsWith(typed)) found.add(word);
      return found.size < k;
    };
    for (let at = tokens.length - 2; at >= 0; at--) if (!look(tokens[at])) break;
    if (found.size < k) this.folder.every(look);
    return [...found].slice(0, k).map((text) => ({ text, probability: 0 }));
  }
}
