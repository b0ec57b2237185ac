// One training step, tried: from a copy of a network's weights, over one sequence (B = 1), with everything that happens on
// the way. It is the step that training takes (trainingStep.ts), with an optimizer that has no past: Adam's moments are
// zero. Nothing is left out (no dropout), and the softmax is exact.

import type { Kernels } from '../kernels/kernels';
import type { AdamOptions } from './adam';
import type { Arena } from './arena';
import type { NetworkConfig } from './config';
import { createLearner, type Learner } from './learner';
import { noDropout } from './dropout';
import type { LayerState } from './recurrentLayer';
import { solo } from './team';
import { trainingStep } from './trainingStep';

/** What a step reads and is to predict. */
export interface Sequence {
  readonly inputs: readonly number[]; // [T]
  readonly targets: readonly number[]; // [T]
  /** What stands before the first word; undefined: zeros. */
  readonly state: readonly LayerState[] | undefined;
}

export interface TriedStep {
  /** Cross-entropy of every position with the weights as they were, and after the step, in nats. [T] */
  readonly lossBefore: readonly number[];
  readonly lossAfter: readonly number[];
  /** ‖∂L/∂a_t‖: how much of the loss's gradient arrives at every step's gates, from the bottom layer up. [L][T] */
  readonly arriving: readonly (readonly number[])[];
  /** L2 norm of all gradients of the mean loss, each summed over time. */
  readonly gradNorm: number;
  readonly gradClip: number;
  readonly learningRate: number;
  /** L2 norms of the gradient and of the change, for each parameter. */
  readonly parameters: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly gradNorm: number;
    readonly updateNorm: number;
  }[];
}

export interface StepRoom {
  readonly learner: Learner;
  readonly state: readonly LayerState[];
}

export function layOutStep(arena: Arena, kernels: Kernels, config: NetworkConfig, seqLen: number): StepRoom {
  const learner = createLearner(arena, kernels, solo, config, { batchSize: 1, seqLen, draws: 0 });
  return { learner, state: learner.network.newState(arena) };
}

/** @param weights flat, as in ParameterSet: they are copied, and stay as they are. */
export function tryStep(
  { learner, state }: StepRoom,
  weights: Float32Array,
  { inputs, targets, state: before }: Sequence,
  options: AdamOptions,
): TriedStep {
  const { network, params, m, v, adam } = learner;
  params.flat.set(weights);
  m.flat.fill(0);
  v.flat.fill(0);
  network.inputs.set(inputs);
  network.output.targets.set(targets);
  const begin = () => {
    state.forEach(({ h, c }, l) => {
      if (before) {
        h.set(before[l].h);
        c.set(before[l].c);
      } else {
        h.fill(0);
        c.fill(0);
      }
    });
  };
  begin();
  trainingStep(learner, solo, state, 1, { ...options, dropout: noDropout });
  const lossBefore = [...network.output.losses];
  const width = network.layers[0].dGates.length / inputs.length;
  const arriving = network.layers.map(({ dGates }) =>
    inputs.map((_, t) => lengthOf(dGates.subarray(t * width, (t + 1) * width))),
  );
  const parameters = params.list.map(({ name, shape, offset }) => {
    const changes = params.get(name).map((x, i) => x - weights[offset + i]);
    return { name, shape, gradNorm: lengthOf(adam.grads.get(name)), updateNorm: lengthOf(changes) };
  });
  begin();
  network.packWeights();
  network.embed();
  network.forward(state);
  network.output.forward();
  network.output.loss();
  const lossAfter = [...network.output.losses];
  return { lossBefore, lossAfter, arriving, gradNorm: adam.gradNorm(), ...options, parameters };
}

function lengthOf(vector: Float32Array): number {
  return Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
}
