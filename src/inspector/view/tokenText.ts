// Tokens as a reader sees them. In the text: with the spaces that are implied between them. In a list: the special ones
// by name, and the spaces that a mark carries made visible, because ", " and "," are two entries of the vocabulary.

import { impliesSpace } from '../../text/scripts';
import { joinedText } from '../../text/tokenize';
import { lineStart, start } from '../../text/vocabulary';
import type { ViewStrings } from '../protocol';
import { element } from './element';

export const endOfSentence = '</s>';
export const unknownWord = '<unk>';

/** What a token adds to the text: itself, with the space that is implied before it; the end of a sentence, nothing. */
export function textAt(tokens: readonly { readonly text: string }[], index: number): string {
  const text = tokens[index]!.text;
  if (text === endOfSentence) return '';
  const previous = tokens[index - 1]?.text;
  if (previous !== endOfSentence) return joinedText(previous, text);
  const last = tokens[index - 2]?.text;
  return last !== undefined && impliesSpace(last, text) ? ' ' + text : text;
}

/** What a step reads: where a sentence or a line begins, its mark by its name. */
export function inputLabel({ text, id }: { readonly text: string; readonly id: number }, strings: ViewStrings): Node {
  if (id === start || id === lineStart) return element('em', {}, `⇤ ${strings.beginning}`);
  return tokenLabel(text, strings);
}

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
