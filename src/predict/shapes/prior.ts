// What is counted of which word follows which, as something that a search for sentences can ask word by word.

/** ln P(word | words before) */
export type Prior = (before: readonly number[]) => (id: number) => number;

/** A count model, such as NgramModel: of the words before, the nearest stands last. */
export interface Ngrams {
  readonly order: number;
  prob(context: ArrayLike<number>, word: number): number;
}

const least = 1e-12;
/** No word: what stands before it is not known, so that a beginning is not taken for that of a note. */
const unknown = -1;

/** @param context what stands before the sentence. @param idOf from a word of the search to one of the counts. */
export function countedPrior(
  ngrams: Ngrams,
  context: readonly number[] = [],
  idOf: (id: number) => number = (id) => id,
): Prior {
  const length = ngrams.order - 1;
  return (before) => {
    const known = [...Array.from({ length }, () => unknown), ...context, ...before.slice(-length).map(idOf)];
    const near = known.slice(known.length - length);
    return (id) => Math.log(Math.max(least, ngrams.prob(near, idOf(id))));
  };
}
