// The weights that training starts from. Recurrent weights: uniform ±1/√H as in PyTorch; embeddings: uniform ±0.1 as
// in its word_language_model. Two things make the first minutes count: the forget gate starts open (bias 1: Jozefowicz
// et al. 2015), and the output bias starts at the words' log frequencies, so that no update is spent on learning them.

import type { StackConfig } from './config';
import type { ParameterSet } from './parameters';
import { Random } from './random';

/** Numbers between two moments in which others are served. */
const inOneStep = 50_000;

/** In steps. @param counts how often each word, or class, occurs in the training text; one that never does counts as a half. */
export function* initialisingWeights(
  params: ParameterSet,
  { cell, hiddenSize }: Pick<StackConfig, 'cell' | 'hiddenSize'>,
  counts: ArrayLike<number>,
  seed: number,
): Generator<undefined, void> {
  const random = new Random(seed);
  const bound = 1 / Math.sqrt(hiddenSize);
  for (const { name } of params.list) {
    const values = params.get(name);
    const limit = /(encoder|decoder)\.weight$/.test(name) ? 0.1 : bound;
    for (let i = 0; i < values.length; i++) {
      if (i % inOneStep === 0) yield;
      values[i] = random.uniform(-limit, limit);
    }
  }
  if (cell === 'lstm') openForgetGates(params, hiddenSize);
  logFrequencies(params.get('decoder.bias'), counts);
}

function openForgetGates(params: ParameterSet, hiddenSize: number): void {
  for (const { name } of params.list) {
    const [, direction] = /rnn\.bias_(ih|hh)_l\d+$/.exec(name) ?? [];
    if (direction) params.get(name).fill(direction === 'ih' ? 1 : 0, hiddenSize, 2 * hiddenSize);
  }
}

function logFrequencies(bias: Float32Array, counts: ArrayLike<number>): void {
  const smoothed = (i: number) => Math.max(counts[i] ?? 0, 0.5);
  let total = 0;
  for (let i = 0; i < bias.length; i++) total += smoothed(i);
  for (let i = 0; i < bias.length; i++) bias[i] = Math.log(smoothed(i) / total);
}
