// A small network over a memory of its own, for tests: built once for counting, then for real, as the product does it.

import { finish } from '../../../src/rnn/stepwise';
import type { Kernels } from '../../../src/kernels/kernels';
import { scalarKernels } from '../../../src/kernels/scalar';
import { Arena, measure } from '../../../src/rnn/arena';
import type { CellKind, NetworkConfig } from '../../../src/rnn/config';
import { initialisingWeights } from '../../../src/rnn/initialWeights';
import { createLearner, type Learner } from '../../../src/rnn/learner';
import { noDropout } from '../../../src/rnn/dropout';
import { Random } from '../../../src/rnn/random';
import type { LayerState } from '../../../src/rnn/recurrentLayer';
import { solo } from '../../../src/rnn/team';
import { gradients } from '../../../src/rnn/trainingStep';

export const cells: readonly [string, Pick<NetworkConfig, 'cell' | 'activation'>][] = [
  ['vanilla RNN, tanh', { cell: 'rnn', activation: 'tanh' }],
  ['vanilla RNN, ReLU', { cell: 'rnn', activation: 'relu' }],
  ['GRU', { cell: 'gru', activation: 'tanh' }],
  ['LSTM', { cell: 'lstm', activation: 'tanh' }],
];

export function smallConfig(cell: CellKind, changes: Partial<NetworkConfig> = {}): NetworkConfig {
  return {
    cell,
    activation: 'tanh',
    vocabSize: 7,
    embedSize: 5,
    hiddenSize: 5,
    numLayers: 1,
    tied: false,
    ...changes,
  };
}

export interface Setup extends Learner {
  readonly state: readonly LayerState[];
}

export function build(
  config: NetworkConfig,
  batchSize: number,
  seqLen: number,
  kernels: Kernels = scalarKernels,
  memory?: { readonly buffer: ArrayBufferLike; readonly start: number },
  draws = 0,
): Setup {
  const layout = (arena: Arena) => {
    const learner = createLearner(arena, kernels, solo, config, { batchSize, seqLen, draws });
    return { ...learner, state: learner.network.newState(arena) };
  };
  return layout(memory ? new Arena(memory.buffer, memory.start) : new Arena(new ArrayBuffer(measure(layout))));
}

/** Seeded weights, words, and a hidden state that is not zero, so that gradients through hPrev are checked as well. */
export function fill({ network, params, state }: Setup, seed: number): void {
  const random = new Random(seed);
  finish(initialisingWeights(params, network.config, [], seed));
  for (const { name } of params.list) {
    const values = params.get(name);
    for (let i = 0; i < values.length; i++) values[i] = random.uniform(-0.6, 0.6);
  }
  const word = () => Math.floor(random.uniform(0, network.config.vocabSize));
  for (let i = 0; i < network.inputs.length; i++) network.inputs[i] = word();
  for (let i = 0; i < network.output.targets.length; i++) network.output.targets[i] = word();
  network.output.targets[1] = -1;
  resetState(state, seed);
}

export function resetState(state: readonly LayerState[], seed: number): void {
  const random = new Random(seed + 1);
  for (const { h, c } of state) {
    for (let i = 0; i < h.length; i++) h[i] = random.uniform(-0.5, 0.5);
    for (let i = 0; i < c.length; i++) c[i] = random.uniform(-0.5, 0.5);
  }
}

/** The mean loss of the window with the weights as they are, from the same starting state each time. */
export function lossOf(setup: Setup, seed: number, dropout = noDropout): number {
  const { network, state } = setup;
  resetState(state, seed);
  network.drop(dropout);
  network.packWeights();
  network.embed();
  network.forward(state);
  network.output.forward();
  network.output.loss();
  return meanLoss(network);
}

export function gradientsOf(setup: Setup, seed: number, dropout = noDropout): void {
  resetState(setup.state, seed);
  gradients(setup, solo, setup.state, dropout);
}

export function meanLoss(network: Learner['network']): number {
  return network.output.losses.reduce((sum, loss) => sum + loss, 0) / network.output.losses.length;
}
