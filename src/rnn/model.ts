// What a training step asks of a network, whatever its shape. Each member of a team makes its own over the same memory
// and calls each method for its share; `trainingStep.ts` says where they meet in between.

import type { Dropout } from './dropout';
import type { Weights } from './parameters';
import type { LayerState } from './recurrentLayer';

export interface Model {
  /** Positions of a window that can have a target: a gradient is divided by so many. */
  readonly positions: number;
  /** What to leave out until the next call, and this member's share of leaving out weights; a barrier must follow. */
  drop(dropout: Dropout): void;
  /** This member's share of packing the weights, after every change to them; a barrier must follow. */
  packWeights(): void;
  /** This member's share of looking the words of the window up; a barrier must follow. */
  embed(): void;
  /**
   * Forward and back for this member's rows, with the loss of every position.
   * @param state of the text before, which moves to the window's end; of sequences, room for it.
   * @param scale multiplies every gradient.
   */
  learn(state: readonly LayerState[], scale: number): void;
  /** This member's share of what weight gradients multiply with, and of the way back to the words; a barrier comes before and after. */
  packActivations(): void;
  /** Overwrites this member's rows of every gradient. */
  weightGradients(grads: Weights): void;
}
