// Tokens in bands, from what the network expected to what it did not: by rank, as GLTR has them (Gehrmann et al. 2019), or by
// surprisal. Six of them, and one for words that the vocabulary does not hold.

import type { InspectedToken } from './answers';

export type Banding = 'rank' | 'surprisal';

/** The greatest rank in each band but the last: 1, ≤ 5, ≤ 10, ≤ 100, ≤ 1,000, beyond. */
export const rankLimits: readonly number[] = [1, 5, 10, 100, 1000];
/** In bits: up to 1 the word was likelier than all others together; 10 is one in a thousand. */
export const surprisalLimits: readonly number[] = [1, 3, 6, 10, 14];

export const unknownBand = 6;
export const bandCount = 7;

export function bitsOf({ logprob }: Pick<InspectedToken, 'logprob'>): number {
  // Not −0 where a word was certain.
  return Math.abs(logprob / Math.LN2);
}

/** 0 … 6. */
export function bandOf(token: InspectedToken, banding: Banding): number {
  if (token.unknown) return unknownBand;
  const [value, limits] = banding === 'rank' ? [token.rank, rankLimits] : [bitsOf(token), surprisalLimits];
  const band = limits.findIndex((limit) => value <= limit);
  return band < 0 ? limits.length : band;
}

/** How many tokens each band holds. [7] */
export function bandCounts(tokens: Iterable<InspectedToken>, banding: Banding): number[] {
  const counts = Array<number>(bandCount).fill(0);
  for (const token of tokens) counts[bandOf(token, banding)]++;
  return counts;
}
