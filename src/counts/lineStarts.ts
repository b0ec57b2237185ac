// How lines begin, as a sequence of its own: lists, logs and recipes repeat the order of their lines, not only of their
// words. The first word of each line is what follows the first word of the line before.

import { lineStart } from '../text/vocabulary';
import type { EventStream } from './ngramTables';

/** Inputs: how a line began; targets: how the next one did. The first line follows the mark of a line's start. */
export function lineStarts(
  inputs: ArrayLike<number>,
  targets: ArrayLike<number>,
): { inputs: number[]; targets: number[] } {
  const starts: number[] = [];
  for (let at = 0; at < targets.length; at++) if (inputs[at] === lineStart) starts.push(targets[at]);
  return { inputs: [lineStart, ...starts], targets: starts };
}

export function lineStartStream({ inputs, targets }: EventStream): EventStream {
  const starts = lineStarts(inputs, targets);
  return {
    inputs: Int32Array.from(starts.inputs.slice(0, starts.targets.length)),
    targets: Int32Array.from(starts.targets),
  };
}
