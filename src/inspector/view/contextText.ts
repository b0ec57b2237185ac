// The tokens before a word as they read. Beginnings of lines show as ¶, those of sentences within a line not at all.

import { joinedText } from '../../text/tokenize';

const marks: Readonly<Record<string, string>> = { '<p>': '¶ ', '<s>': '' };

/** '': there is nothing but the beginning of a line or sentence. */
export function contextText(tokens: readonly string[]): string {
  if (tokens.every((token) => token in marks)) return '';
  let text = '';
  tokens.forEach((token, i) => {
    const previous = tokens[i - 1];
    const begins = previous === undefined || previous in marks;
    text += marks[token] ?? (begins ? token : joinedText(previous, token));
  });
  return text.trim();
}
