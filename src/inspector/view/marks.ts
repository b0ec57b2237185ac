// What happened on the way, as places on the x axis: ends of epochs, checkpoints, resumes, rollbacks.

import type { LossPoint, RunEvent } from '../../engine/protocol/curves';
import type { XAxis } from './chartChoices';
import { xOf } from './curves';

export type MarkKind = 'epoch' | RunEvent['kind'];

export interface Mark {
  readonly kind: MarkKind;
  readonly x: number;
  /** Of an epoch, the number. */
  readonly label: string | undefined;
}

export function marksOf(points: readonly LossPoint[], events: readonly RunEvent[], axis: XAxis): Mark[] {
  const ends = epochEnds(points).map((end): Mark => ({ kind: 'epoch', x: xOf(axis, end), label: String(end.epoch) }));
  return [...ends, ...events.map((event): Mark => ({ kind: event.kind, x: xOf(axis, event), label: undefined }))];
}

/** Within an epoch words and time pass evenly: where it ends between two points follows from both. */
function epochEnds(points: readonly LossPoint[]) {
  const ends: Pick<LossPoint, 'epoch' | 'tokens' | 'elapsedSeconds'>[] = [];
  let before = { epoch: 0, tokens: 0, elapsedSeconds: 0 };
  for (const point of points) {
    for (let epoch = Math.floor(before.epoch) + 1; epoch <= point.epoch; epoch++) {
      const share = (epoch - before.epoch) / (point.epoch - before.epoch);
      const between = (from: number, to: number) => from + (to - from) * share;
      ends.push({
        epoch,
        tokens: between(before.tokens, point.tokens),
        elapsedSeconds: between(before.elapsedSeconds, point.elapsedSeconds),
      });
    }
    before = point;
  }
  return ends;
}
