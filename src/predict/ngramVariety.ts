// How varied texts are, and how much they repeat themselves: figures in which a draft is held beside what people write.

/** distinct-n: of all n-grams of all texts, the share of different ones (Li et al. 2016). */
export function distinct(texts: readonly (readonly string[])[], n: number): number {
  const grams = texts.flatMap((tokens) => ngrams(tokens, n));
  return grams.length === 0 ? 0 : new Set(grams).size / grams.length;
}

/** seq-rep-n: of a text's n-grams, the share that it has said before; the mean over texts (Welleck et al. 2020). */
export function repeated(texts: readonly (readonly string[])[], n: number): number {
  const long = texts.map((tokens) => ngrams(tokens, n)).filter(({ length }) => length > 0);
  return long.reduce((sum, grams) => sum + 1 - new Set(grams).size / grams.length, 0) / Math.max(1, long.length);
}

function ngrams(tokens: readonly string[], n: number): string[] {
  return tokens.slice(n - 1).map((_, at) => tokens.slice(at, at + n).join('\u0000'));
}
