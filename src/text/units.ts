// How a text is cut into tokens. `words`: notes, reduced to their prose; `spaces`: benchmark texts that others have cut,
// a sentence a line; `characters`: every character is a token.
import { proseLines, type ProseFormat } from './prose';
import { maskKeys, maskSentences, maskTokens } from './secrets/mask';
import { type Sentence, tokenizeCharacters, tokenizeLine, tokenizeSpaces } from './tokenize';

export const tokenUnits = ['words', 'spaces', 'characters'] as const;
export type TokenUnit = (typeof tokenUnits)[number];

/** What looks like a secret is the unknown word. */
export function cutText(text: string, unit: TokenUnit, format: ProseFormat): Sentence[] {
  if (unit === 'words') return maskKeys(proseLines(text, format), (line) => maskSentences(line, tokenizeLine(line)));
  const lines = unit === 'spaces' ? tokenizeSpaces(text) : tokenizeCharacters(text);
  return lines.map((tokens) => ({
    tokens: maskTokens(tokens.join(unit === 'spaces' ? ' ' : ''), tokens),
    startsLine: true,
  }));
}
