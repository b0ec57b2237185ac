// More words for a network that has learnt already: what it has learnt stays, and each new word gets a row of its own in
// the embedding and in the softmax.

import type { NetworkConfig } from './config';
import { flatLength, isWordMatrix, type Parameter, parameterList } from './parameters';

/** So many of the rarest words stand for what a new one is like. */
const mostRare = 100;

/**
 * Weights of the same network over more words. A new word begins as the rarest words on average are, in the embedding and
 * in the softmax, and with a bias that is higher as it occurs more often than these.
 * @param flat as in ParameterSet, over config.vocabSize words.
 * @param counts of all words; the new ones stand last. [new V]
 * @param special how many words at the beginning are special, and like no other.
 */
export function growWeights(
  config: NetworkConfig,
  flat: Float32Array,
  counts: ArrayLike<number>,
  special = 0,
): Float32Array {
  const rare = rarest(counts, special, config.vocabSize);
  const logCount = (id: number) => Math.log(Math.max(counts[id], 0.5));
  return grow(config, flat, counts.length, ({ name, offset, cols }, id, row) => {
    const isBias = name === 'decoder.bias';
    for (const other of rare) {
      for (let i = 0; i < cols; i++) row[i] += flat[offset + other * cols + i] / rare.length;
      if (isBias) row[0] += (logCount(id) - logCount(other)) / rare.length;
    }
  });
}

function rarest(counts: ArrayLike<number>, from: number, to: number): number[] {
  const ids = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  return ids.sort((a, b) => counts[a] - counts[b] || b - a).slice(0, mostRare);
}

/** Moments of the optimizer over more words: nothing is known yet of the new ones. */
export function growMoments(config: NetworkConfig, flat: Float32Array, vocabSize: number): Float32Array {
  return grow(config, flat, vocabSize, () => undefined);
}

function grow(
  config: NetworkConfig,
  flat: Float32Array,
  vocabSize: number,
  fill: (parameter: Parameter, id: number, row: Float32Array) => void,
): Float32Array {
  const list = parameterList({ ...config, vocabSize });
  const grown = new Float32Array(flatLength(list));
  parameterList(config).forEach((parameter, index) => {
    const { offset } = list[index];
    const { name, rows, cols } = parameter;
    grown.set(flat.subarray(parameter.offset, parameter.offset + rows * cols), offset);
    if (!isWordMatrix(name)) return;
    for (let id = rows; id < vocabSize; id++) {
      fill(parameter, id, grown.subarray(offset + id * cols, offset + (id + 1) * cols));
    }
  });
  return grown;
}
