// Takes secrets out of what is learnt from: each of their tokens becomes the unknown word, which no model ever says. So the
// words around them keep their places, and nothing that was cut apart can be put together again.

import type { Sentence } from '../tokenize';
import { specials, unk } from '../vocabulary';
import { KeyBlock, secretSpans } from './secretSpans';

const masked = specials[unk];
/** No word is this long: what is, was made by a machine. */
export const longestWord = 100;

/** The sentences of a line. */
export function maskSentences(line: string, sentences: readonly Sentence[]): readonly Sentence[] {
  const tokens = sentences.flatMap((sentence) => sentence.tokens);
  const kept = maskTokens(line, tokens);
  if (kept === tokens) return sentences;
  let at = 0;
  return sentences.map((sentence) => ({ ...sentence, tokens: kept.slice(at, (at += sentence.tokens.length)) }));
}

/**
 * The tokens that a text was cut into; the same array where it holds no secret.
 * @param spelled the text as it is looked through, if it was cut in another spelling of the same length.
 */
export function maskTokens(text: string, tokens: readonly string[], spelled = text): readonly string[] {
  const spans = secretSpans(spelled);
  if (spans.length === 0) {
    return tokens.some(({ length }) => length > longestWord) ? tokens.map(withoutLong) : tokens;
  }
  let [at, next] = [0, 0];
  return tokens.map((token) => {
    const core = token.trim();
    const start = Math.max(at, text.indexOf(core, at));
    at = start + core.length;
    while (next < spans.length && spans[next]![1] <= start) next++;
    return next < spans.length && spans[next]![0] < at ? masked : withoutLong(token);
  });
}

/** All of a key's lines go, whatever they hold. */
export function maskKeys(lines: readonly string[], sentencesOf: (line: string) => readonly Sentence[]): Sentence[] {
  const block = new KeyBlock();
  return lines.flatMap((line) => {
    const sentences = sentencesOf(line);
    return block.holds(line) ? sentences.map(withoutAll) : sentences;
  });
}

/** Whether a word is a secret by itself. */
export function isSecretWord(word: string): boolean {
  return word.length > longestWord || (word.length >= 13 && secretSpans(word).length > 0);
}

function withoutAll({ tokens, startsLine }: Sentence): Sentence {
  return { tokens: tokens.map(() => masked), startsLine };
}

function withoutLong(token: string): string {
  return token.length > longestWord ? masked : token;
}
