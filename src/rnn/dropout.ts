// What a training step leaves out, so that the network does not learn its text by heart.

/** What training leaves out, each with its probability. */
export interface DropoutShares {
  /** Elements of a word's embedding, wherever it stands, and of a row's states, between layers and before the softmax. */
  readonly units: number;
  /** Words of the input, wherever they stand: all of their embedding. */
  readonly words: number;
  /** Weights from state to state (DropConnect: Wan et al. 2013, Merity et al. 2018). */
  readonly recurrent: number;
}

/** What a step leaves out, the same throughout its window (Gal & Ghahramani 2016). */
export interface Dropout extends DropoutShares {
  /** A number of its own for every step: masks are drawn from it. */
  readonly seed: number;
}

export const noDropout: Dropout = { units: 0, words: 0, recurrent: 0, seed: 0 };
