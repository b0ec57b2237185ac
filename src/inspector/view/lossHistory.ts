// The loss curve as data: points in words seen, ever increasing, as many as are worth keeping. Where they stand close,
// they become one with their mean, evenly over the whole curve, so that hours of training stay cheap to keep and draw.

import type { LossPoint } from '../../engine/protocol';

/** Several times what a screen has columns. */
export const maxPoints = 4000;

export function appended(history: readonly LossPoint[], points: readonly LossPoint[]): readonly LossPoint[] {
  const kept = [...history];
  for (const point of points) {
    // A run that resumes from a checkpoint goes back in time: what it had seen after that is no longer its past.
    while (kept.length > 0 && kept.at(-1)!.tokens >= point.tokens) kept.pop();
    kept.push(point);
  }
  return thinned(kept, maxPoints);
}

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

/** Two neighbours as one. A point's loss is the mean since the point before: means weigh as many words as they cover. */
function mergedPoint(first: LossPoint, second: LossPoint, before: number): LossPoint {
  const wordsInFirst = first.tokens - before;
  const share = wordsInFirst / (second.tokens - before);
  const mean = first.trainLoss * share + second.trainLoss * (1 - share);
  return {
    ...second,
    trainLoss: finite(mean) ?? finite(second.trainLoss) ?? first.trainLoss,
    validLoss: second.validLoss ?? first.validLoss,
  };
}

/** A loss that can be drawn and read: neither missing nor the NaN of a run that diverged. */
export function finite(loss: number | null | undefined): number | undefined {
  return typeof loss === 'number' && Number.isFinite(loss) ? loss : undefined;
}

/** The latest value of a series at or before a point; held-out notes are read only now and then. */
export function latest(points: readonly LossPoint[], series: 'trainLoss' | 'validLoss', upTo = points.length - 1) {
  for (let index = upTo; index >= 0; index--) {
    const loss = finite(points[index]![series]);
    if (loss !== undefined) return loss;
  }
  return undefined;
}
