// Keeps a draft from going round in circles: no n tokens in a row stand in it twice (Paulus et al. 2018), and words that
// were said lately are said less readily (sampling.ts). Looks at ids alone.

export interface RepetitionGuard {
  /** θ of Keskar et al. (2019); 1: none. */
  readonly repetitionPenalty: number;
  /** No n-gram of this length twice; 0: none. */
  readonly blockNgram: number;
}

/** Tokens that count as said lately. */
export const lately = 64;

/** What may not come next, as it would make `size` tokens in a row stand in the history twice. */
export function wouldRepeat(history: readonly number[], size: number): Set<number> {
  const banned = new Set<number>();
  if (size < 1) return banned;
  const context = size === 1 ? [] : history.slice(1 - size);
  if (context.length < size - 1) return banned;
  for (let at = 0; at + context.length < history.length; at++) {
    if (context.every((id, i) => history[at + i] === id)) banned.add(history[at + context.length]);
  }
  return banned;
}
