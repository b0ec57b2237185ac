// One training step by a team: fetch candidates and drop weights │ pack weights │ embed by word │ forward and backward by
// rows of the batch │ pack activations, and back by word │ weight gradients by rows of the weights │ norm │ update. The
// bars are barriers; between them nobody reads what another writes, and no sum is divided, so one thread or eight give
// the same bits.

import type { AdamOptions } from './adam';
import type { Learner } from './learner';
import type { Dropout } from './network';
import type { LayerState } from './recurrentLayer';
import type { Team } from './team';

export interface StepOptions extends AdamOptions {
  readonly dropout: Dropout;
}

/**
 * One update from the window in `network.inputs` and `network.output.targets`, with the candidates chosen for it. The
 * loss of a sequence is the sum over its steps of the cross-entropy; it is divided by B·T, so that learningRate and
 * gradClip mean the same for any window. Afterwards `network.output.losses` holds every position's loss. Every member
 * calls it.
 */
export function trainingStep(
  learner: Learner,
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
  { network, adam, candidates }: Learner,
  team: Team,
  state: readonly LayerState[],
  dropout: Dropout,
): void {
  const { batchSize, seqLen } = network.shape;
  candidates?.gather();
  network.drop(dropout);
  team.barrier();
  network.packWeights();
  team.barrier();
  network.embed();
  team.barrier();
  network.forward(state);
  network.output.forward();
  network.output.backward(1 / (batchSize * seqLen));
  network.backward();
  team.barrier();
  network.packActivations();
  team.barrier();
  network.weightGradients(adam.grads);
  team.barrier();
}
