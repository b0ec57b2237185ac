// Draws the next token from a distribution: sharper or flatter (temperature), only from the k most probable (top-k: Fan et
// al. 2018), only from the fewest that hold a share p of the probability (top-p, the nucleus: Holtzman et al. 2020), and
// what was said lately less readily (the penalty of Keskar et al. 2019).

import type { Random } from '../rnn/random';

export interface Sampling {
  /** P(w)^(1/T), normalised. 0: always the most probable one. */
  readonly temperature: number;
  /** 0: all. */
  readonly topK: number;
  /** 1: all. */
  readonly topP: number;
}

/** What of the distribution is left out or weighed otherwise. */
export interface Guard {
  readonly banned: ReadonlySet<number>;
  /** These alone, if it is given. */
  readonly allowed?: readonly number[];
  /** Said lately. */
  readonly said: ReadonlySet<number>;
  /** θ ≥ 1. Keskar et al. divide logits by it; of a mixture there are only log-probabilities, ≤ 0: times θ, so P^θ. */
  readonly penalty: number;
}

export const noGuard: Guard = { banned: new Set(), said: new Set(), penalty: 1 };

/** @returns the token's id; undefined: nothing is left that has a probability. */
export function sample(probs: Float32Array, sampling: Sampling, random: Random, guard = noGuard): number | undefined {
  const weights = weigh(probs, sampling.temperature, guard);
  const total = keepBest(weights, sampling.temperature === 0 ? 1 : sampling.topK, sampling.topP);
  if (total === 0) return undefined;
  let left = random.uniform(0, total);
  let last: number | undefined;
  for (let id = 0; id < weights.length; id++) {
    if (weights[id] === 0) continue;
    left -= weights[id];
    last = id;
    if (left < 0) break;
  }
  return last;
}

/** exp((θ log P − max) / T), so that the greatest weighs 1 however small the temperature. [V] */
function weigh(probs: Float32Array, temperature: number, { banned, allowed, said, penalty }: Guard): Float64Array {
  const weights = new Float64Array(probs.length).fill(-Infinity);
  let most = -Infinity;
  const look = (id: number) => {
    if (probs[id] <= 0 || banned.has(id)) return;
    weights[id] = Math.log(probs[id]) * (said.has(id) ? penalty : 1);
    if (weights[id] > most) most = weights[id];
  };
  if (allowed) for (const id of allowed) look(id);
  else for (let id = 0; id < probs.length; id++) look(id);
  // Without temperature only the order matters.
  const scale = temperature === 0 ? 1 : temperature;
  for (let id = 0; id < weights.length; id++) {
    weights[id] = weights[id] === -Infinity ? 0 : Math.exp((weights[id] - most) / scale);
  }
  return weights;
}

/**
 * Leaves the k greatest weights, and of these the fewest that hold a share p; the others become 0. Of equal weights the
 * first stay.
 * @returns what is left, summed.
 */
export function keepBest(weights: Float64Array, topK: number, topP: number): number {
  const sorted = weights.slice().sort().reverse();
  const most = topK > 0 ? Math.min(topK, sorted.length) : sorted.length;
  let sum = 0;
  for (let i = 0; i < most; i++) sum += sorted[i];
  let kept = 0;
  let total = 0;
  while (kept < most && sorted[kept] > 0 && (kept === 0 || total < topP * sum)) total += sorted[kept++];
  if (kept === 0) return 0;
  const least = sorted[kept - 1];
  let ties = kept - sorted.indexOf(least);
  for (let id = 0; id < weights.length; id++) {
    if (weights[id] < least || (weights[id] === least && ties-- <= 0)) weights[id] = 0;
  }
  return total;
}
