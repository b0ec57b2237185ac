// How the texts of examples are cut into tokens, and put together again.

import { maskTokens } from '../secrets/mask';
import { joinedText, tokenizeLine } from '../tokenize';
import type { TokenUnit } from '../units';

export interface CutOptions {
  readonly unit: TokenUnit;
  /** Capitals tell nothing: all is lower case. */
  readonly folded: boolean;
}

/** What looks like a secret is the unknown word. */
export function tokensOf(text: string, { unit, folded }: CutOptions): string[] {
  const read = text.trim();
  const cut = folded ? read.toLowerCase() : read;
  // Capitals tell what is a secret: it is looked for before they go.
  return [...maskTokens(cut, cutInto(cut, unit), cut.length === read.length ? read : cut)];
}

function cutInto(text: string, unit: TokenUnit): string[] {
  if (unit === 'characters') return [...text];
  if (unit === 'spaces') return text.split(/\s+/).filter((token) => token !== '');
  return tokenizeLine(text).flatMap(({ tokens }) => tokens);
}

export function textOf(tokens: readonly string[], unit: TokenUnit): string {
  if (unit === 'characters') return tokens.join('');
  if (unit === 'spaces') return tokens.join(' ');
  let text = '';
  tokens.forEach((token, i) => (text += joinedText(i === 0 ? undefined : tokens[i - 1], token)));
  return text.trim();
}
