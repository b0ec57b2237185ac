// One training step by a team: fetch candidates and drop weights │ pack weights │ embed by word │ forward and backward by
// rows of the batch │ pack activations, and back by word │ weight gradients by rows of the weights │ norm │ update. The
// bars are barriers; between them nobody reads what another writes, and no sum is divided, so one thread or eight give
// the same bits.

import type { AdamOptions } from './adam';
import type { Learner } from './learner';
import type { Dropout } from './dropout';
import type { Model } from './model';
import type { LayerState } from './recurrentLayer';
import type { Team } from './team';

export interface StepOptions extends AdamOptions {
  readonly dropout: Dropout;
}

/**
 * One update from the window that the network has been given, with the candidates chosen for it. The loss of a sequence
 * is the sum over its steps of the cross-entropy; it is divided by the positions of the window, so that learningRate and
 * gradClip mean the same for any window. Every member calls it.
 */
export function trainingStep(
  learner: Learner<Model>,
  team: Team,
  state: readonly LayerState[],
  step: number,
  options: StepOptions,
): void {
  gradients(learner, team, state, options.dropout);
  learner.adam.measureNorm();
  team.barrier();
  learner.adam.update(learner, step, options);
  team.barrier();
}

/** The gradients alone, left in `adam.grads`. */
export function gradients(
  { network, adam, candidates }: Learner<Model>,
  team: Team,
  state: readonly LayerState[],
  dropout: Dropout,
): void {
  candidates?.gather();
  network.drop(dropout);
  team.barrier();
  network.packWeights();
  team.barrier();
  network.embed();
  team.barrier();
  network.learn(state, 1 / network.positions);
  team.barrier();
  network.packActivations();
  team.barrier();
  network.weightGradients(adam.grads);
  team.barrier();
}
