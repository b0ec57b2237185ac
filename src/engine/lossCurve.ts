// A loss curve made thinner: where points stand close, they become one with their mean, evenly over the whole curve, so
// that hours of training stay cheap to keep, to send and to draw.

import type { LossPoint } from './protocol/curves';

/**
 * At most about `limit` points. Which ones become one depends on where they stand, in steps of a power of two, and not on
 * how long the curve is: a growing curve keeps its shape instead of trembling with every new point.
 */
export function thinned(points: readonly LossPoint[], limit: number): readonly LossPoint[] {
  if (points.length <= limit) return points;
  const from = points[0]!.tokens;
  const step = 2 ** Math.ceil(Math.log2((points.at(-1)!.tokens - from) / limit));
  const merged: LossPoint[] = [];
  let before = from;
  for (const point of points) {
    const last = merged.at(-1);
    if (last !== undefined && Math.floor(last.tokens / step) === Math.floor(point.tokens / step)) {
      merged[merged.length - 1] = mergedPoint(last, point, before);
    } else {
      before = last?.tokens ?? from;
      merged.push(point);
    }
  }
  return merged;
}

/** Two neighbours as one. What is a mean since the point before weighs as many words as it covers. */
function mergedPoint(first: LossPoint, second: LossPoint, before: number): LossPoint {
  const words = [first.tokens - before, second.tokens - first.tokens] as const;
  const share = words[0] / (words[0] + words[1]);
  const mean = (a: number | undefined, b: number | undefined) => {
    const both = a === undefined || b === undefined ? undefined : a * share + b * (1 - share);
    return finite(both) ?? finite(b) ?? a;
  };
  return {
    ...second,
    trainLoss: mean(first.trainLoss, second.trainLoss)!,
    validLoss: second.validLoss ?? first.validLoss,
    gradNorm: mean(first.gradNorm, second.gradNorm),
    clippedGradNorm: mean(first.clippedGradNorm, second.clippedGradNorm),
    wordsPerSecond: together(words, first.wordsPerSecond, second.wordsPerSecond),
  };
}

/** The speed over both: all words by all seconds. */
function together(words: readonly [number, number], a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return b ?? a;
  return finite((words[0] + words[1]) / (words[0] / a + words[1] / b)) ?? b;
}

/** A number that can be drawn and read: neither missing nor the NaN of a run that diverged. */
export function finite(value: number | null | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
