// How the texts of examples are cut into tokens, and put together again.

import { joinedText, tokenizeLine } from '../tokenize';
import type { TokenUnit } from '../units';

export interface CutOptions {
  readonly unit: TokenUnit;
  /** Capitals tell nothing: all is lower case. */
  readonly folded: boolean;
}

export function tokensOf(text: string, { unit, folded }: CutOptions): string[] {
  const read = folded ? text.toLowerCase() : text;
  if (unit === 'characters') return [...read.trim()];
  if (unit === 'spaces') return read.split(/\s+/).filter((token) => token !== '');
  return tokenizeLine(read.trim()).flatMap(({ tokens }) => tokens);
}

export function textOf(tokens: readonly string[], unit: TokenUnit): string {
  if (unit === 'characters') return tokens.join('');
  if (unit === 'spaces') return tokens.join(' ');
  let text = '';
  tokens.forEach((token, i) => (text += joinedText(i === 0 ? undefined : tokens[i - 1], token)));
  return text.trim();
}
