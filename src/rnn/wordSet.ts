// The words that the softmax of a step runs over, and whose rows of the embeddings it changes: all of the vocabulary,
// or the candidates of a step (candidates.ts). A network that learns numbers its words by their place in this set.

export interface WordSet {
  /** The most words that it can hold: tensors are made for so many. */
  readonly capacity: number;
  readonly count: number;
  /** Which words of the vocabulary they are [count]; undefined: all, in order. */
  readonly ids: Int32Array | undefined;
  /** ln P(word is in the set), which a logit was lowered by, except for the target's own [count]; undefined: not so. */
  readonly logInclusion: Float32Array | undefined;
}

export function allWords(vocabSize: number): WordSet {
  return { capacity: vocabSize, count: vocabSize, ids: undefined, logInclusion: undefined };
}
