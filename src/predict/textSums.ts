// What the losses of tokens come to: a sentence's loss is the sum over its steps, Σ −ln p_t, as the probability of the whole is
// the product of theirs; a paragraph's perplexity is exp of the mean over its tokens.

import { specials, end } from '../text/vocabulary';
import type { InspectedToken } from './answers';

export interface SentenceSum {
  /** Tokens of the text: [from, to), its end among them. */
  readonly from: number;
  readonly to: number;
  readonly nats: number;
}

type Loss = Pick<InspectedToken, 'text' | 'logprob'>;

/** Of every sentence that has come to its end. */
export function sentenceSums(tokens: readonly Loss[]): SentenceSum[] {
  const sums: SentenceSum[] = [];
  let from = 0;
  tokens.forEach(({ text }, index) => {
    if (text !== specials[end]) return;
    sums.push({ from, to: index + 1, nats: natsOf(tokens.slice(from, index + 1)) });
    from = index + 1;
  });
  return sums;
}

export function natsOf(tokens: readonly Pick<Loss, 'logprob'>[]): number {
  return tokens.reduce((sum, { logprob }) => sum + Math.abs(logprob), 0);
}

/** exp of the mean loss; 1 of no tokens. */
export function perplexityOf(tokens: readonly Pick<Loss, 'logprob'>[]): number {
  return Math.exp(natsOf(tokens) / Math.max(1, tokens.length));
}
