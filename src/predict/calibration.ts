// Whether probabilities mean what they say: of the suggestions with a probability of about 0.3, three in ten should be
// right. The expected calibration error (Naeini et al. 2015) is the mean distance between the two, over bins of equal
// width weighted by how many suggestions fall into each.

import type { FirstSuggestion } from './typing';

const bins = 10;

export function expectedCalibrationError(suggestions: readonly FirstSuggestion[]): number {
  const sums = Array.from({ length: bins }, () => ({ probability: 0, right: 0 }));
  for (const { probability, right } of suggestions) {
    const bin = sums[Math.min(bins - 1, Math.floor(probability * bins))];
    bin.probability += probability;
    bin.right += right ? 1 : 0;
  }
  const distance = sums.reduce((sum, { probability, right }) => sum + Math.abs(probability - right), 0);
  return distance / Math.max(1, suggestions.length);
}

/** Probabilities of first suggestions that so many of them fall short of: the i-th of 101, i percent of them. */
export type Percentiles = readonly number[];

export function percentilesOf(probabilities: readonly number[]): Percentiles {
  const sorted = [...probabilities].sort((a, b) => a - b);
  const last = sorted.length - 1;
  return Array.from({ length: 101 }, (_, i) => sorted[Math.round((i / 100) * last)]);
}

/** From which probability on a suggestion is among the surest `share` of all, 0 … 1. */
export function thresholdFor(share: number, percentiles: Percentiles): number {
  return percentiles[Math.round(100 * (1 - Math.min(1, Math.max(0, share))))];
}

/** Where nothing has been measured: about what was found on collections of notes. */
export const usualPercentiles: Percentiles = Array.from({ length: 101 }, (_, i) =>
  i < 30 ? 0.02 + 0.002 * i : 0.08 + 0.92 * ((i - 30) / 70) ** 2.6,
);
