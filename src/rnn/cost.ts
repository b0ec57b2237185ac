// How much arithmetic a network takes: what decides how long a look at held-out text lasts beside an update, and how
// large a network a budget allows. Matrix products only; all else is small beside them.

import { gateCount, inputSize, type NetworkConfig } from './config';

/** Floating-point operations to read one token and to compare `words` words after it. Learning it takes three times. */
export function forwardFlops(config: NetworkConfig, words: number): number {
  const { cell, hiddenSize: H, numLayers } = config;
  let flops = 2 * H * words;
  for (let l = 0; l < numLayers; l++) flops += 2 * gateCount[cell] * H * (inputSize(config, l) + H);
  return flops;
}
