// Fewer words for a network that has learnt: those that go take their rows of the embedding and of the softmax with them;
// what it has learnt of the others stays as it is.

import type { NetworkConfig } from './config';
import { flatLength, isWordMatrix, parameterList } from './parameters';

/**
 * @param flat as in ParameterSet, over config.vocabSize words.
 * @param kept ids of the words that stay, in their new order. [new V]
 */
export function pruneWeights(config: NetworkConfig, flat: Float32Array, kept: readonly number[]): Float32Array {
  const list = parameterList({ ...config, vocabSize: kept.length });
  const pruned = new Float32Array(flatLength(list));
  parameterList(config).forEach(({ name, offset: from, rows, cols }, index) => {
    const { offset: to } = list[index];
    if (!isWordMatrix(name)) return pruned.set(flat.subarray(from, from + rows * cols), to);
    kept.forEach((id, row) => pruned.set(flat.subarray(from + id * cols, from + (id + 1) * cols), to + row * cols));
  });
  return pruned;
}
