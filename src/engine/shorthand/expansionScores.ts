// How well shorthand is expanded: how often the phrase that was meant is found, and how many keys that saves.

import { keysOf } from '../../predict/typing';
import type { Example } from '../../text/examples/example';
import { textOf } from '../../text/examples/units';
import type { StoredShape } from '../shapes/shapeStore';
import { percent } from '../shapes/scoring';

/** From a shorthand to the sentences that it can stand for, best first. */
export type Expand = (shorthand: string) => readonly string[];

export interface ExpansionScore {
  readonly phrases: number;
  /** Restored exactly by the first, and by one of five, in percent. */
  readonly exact: number;
  readonly exactAmong5: number;
  /** Keystrokes saved, in percent, where one of five is taken for one key, and what is not among them is typed out. */
  readonly saved: number;
}

/** @param examples shorthand, as it is typed, and the words meant. */
export function scoreExpansion(
  expand: Expand,
  examples: readonly Example[],
  { source, target }: StoredShape['cuts'],
  progress: (done: number) => void,
): ExpansionScore {
  let [first, among, keys, without] = [0, 0, 0, 0];
  examples.forEach((example, i) => {
    const shorthand = textOf(example.source, source.unit);
    const meant = textOf(example.targets, target.unit);
    const rank = expand(shorthand).indexOf(meant);
    if (rank === 0) first++;
    if (rank >= 0) among++;
    without += keysOf([...meant]);
    keys += keysOf([...shorthand]) + (rank >= 0 ? 1 : keysOf([...meant]));
    progress((i + 1) / examples.length);
  });
  const n = Math.max(1, examples.length);
  const saved = percent(1 - keys / Math.max(1, without));
  return { phrases: examples.length, exact: percent(first / n), exactAmong5: percent(among / n), saved };
}
