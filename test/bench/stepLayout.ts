// The tensors of the training-step bench: what a run has, without its text.

import type { Kernels } from '../../src/kernels/kernels';
import type { Arena } from '../../src/rnn/arena';
import type { NetworkConfig } from '../../src/rnn/config';
import { createLearner, type Learner, type LearnerShape } from '../../src/rnn/learner';
import type { LayerState } from '../../src/rnn/recurrentLayer';
import type { Team } from '../../src/rnn/team';

export interface StepShape extends LearnerShape {
  readonly config: NetworkConfig;
}

export function layOutStep(
  arena: Arena,
  kernels: Kernels,
  team: Team,
  shape: StepShape,
): { readonly learner: Learner; readonly state: readonly LayerState[] } {
  const learner = createLearner(arena, kernels, team, shape.config, shape);
  return { learner, state: learner.network.newState(arena) };
}
