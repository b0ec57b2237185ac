// The loss curve as data: what is kept of it as points arrive, in words seen, ever increasing. Old points are thinned
// out evenly, so that hours of training stay cheap to draw and to keep, while the newest are exact.

import type { LossPoint } from '../../engine/protocol';

/** More than a screen has columns: what is dropped would not have been seen. */
export const maxPoints = 4000;

/** The share of the points kept that are the newest, untouched. */
const exactShare = 1 / 8;

export function appended(history: readonly LossPoint[], points: readonly LossPoint[]): readonly LossPoint[] {
  const kept = [...history];
  for (const point of points) {
    // A run that resumes from a checkpoint goes back in time: what it had seen after that is no longer its past.
    while (kept.length > 0 && kept.at(-1)!.tokens >= point.tokens) kept.pop();
    kept.push(point);
  }
  return kept.length > maxPoints ? thinned(kept, maxPoints / 2) : kept;
}

/** At most about `limit` points: older ones that stand close together become one. */
export function thinned(points: readonly LossPoint[], limit: number): readonly LossPoint[] {
  if (points.length <= limit) return points;
  const exact = Math.floor(limit * exactShare);
  const older = points.slice(0, points.length - exact);
  const from = older[0]!.tokens;
  const width = (older.at(-1)!.tokens - from) / (limit - exact - 1);
  const merged: LossPoint[] = [];
  let before = from;
  let slot = -1;
  for (const point of older) {
    const nextSlot = Math.floor((point.tokens - from) / width);
    const last = merged.at(-1);
    if (last !== undefined && nextSlot === slot) merged[merged.length - 1] = mergedPoint(last, point, before);
    else {
      before = last?.tokens ?? from;
      slot = nextSlot;
      merged.push(point);
    }
  }
  return [...merged, ...points.slice(points.length - exact)];
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
