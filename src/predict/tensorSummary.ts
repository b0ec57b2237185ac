// The tensors of a network in a few numbers: shapes, and how large they are as maps.

import type { NetworkConfig } from '../rnn/config';
import { addTransposed, multiply } from '../rnn/matrixVector';
import { parameterList, type Weights } from '../rnn/parameters';
import { spectralNorm } from '../rnn/spectralNorm';

/** A tensor of the network, by PyTorch's name. */
export interface TensorSummary {
  readonly name: string;
  readonly shape: readonly number[];
  /** √ of the sum of squares. */
  readonly frobenius: number;
  /** Of the weights from state to state: the largest singular value of each gate's n × n block. */
  readonly spectral: readonly number[];
}

/** Yields now and then. */
export function* tensorSummaries(params: Weights, config: NetworkConfig): Generator<undefined, TensorSummary[]> {
  const H = config.hiddenSize;
  const tensors: TensorSummary[] = [];
  for (const { name, shape, rows } of parameterList(config)) {
    const values = params.get(name);
    const spectral: number[] = [];
    for (let row = 0; name.includes('weight_hh') && row < rows; row += H) {
      const block = values.subarray(row * H, (row + H) * H);
      spectral.push(yield* normOfBlock(block, H));
    }
    tensors.push({ name, shape, frobenius: frobeniusNorm(values), spectral });
    yield;
  }
  return tensors;
}

function normOfBlock(block: Float32Array, size: number): Generator<undefined, number> {
  return spectralNorm({
    size,
    push: (out, v) => multiply(out, block, v),
    pull: (out, d) => addTransposed(out.fill(0), block, d),
  });
}

/** The matrix of the words has millions of numbers: no call for each. */
function frobeniusNorm(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return Math.sqrt(sum);
}
