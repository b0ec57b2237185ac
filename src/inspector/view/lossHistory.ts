// The loss curve as data: points in words seen, ever increasing, as many as are worth keeping.

import { thinned } from '../../engine/lossCurve';
import type { LossPoint } from '../../engine/protocol/curves';

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
