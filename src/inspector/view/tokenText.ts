// Tokens as a reader sees them in a list: the special ones by name, and the spaces that a mark carries made visible,
// because ", " and "," are two entries of the vocabulary.

import type { ViewStrings } from '../protocol';
import { element } from './element';

export const endOfSentence = '</s>';
export const unknownWord = '<unk>';

/** The token for a list of words: `</s>` and `<unk>` by their names, set apart from words so spelled. */
export function tokenLabel(text: string, strings: ViewStrings): Node {
  if (text === endOfSentence) return element('em', {}, `⏎ ${strings.endOfSentence}`);
  if (text === unknownWord) return element('em', {}, strings.unknownWord);
  const word = text.trim();
  const spaces = (count: number) => (count > 0 ? element('span', { class: 'space' }, '␣'.repeat(count)) : undefined);
  if (word === '') return element('bdi', {}, spaces(text.length));
  const before = text.length - text.trimStart().length;
  const after = text.length - text.trimEnd().length;
  return element('bdi', {}, spaces(before), word, spaces(after));
}
