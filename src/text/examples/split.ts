// Examples divided into what is learnt from and what is held out: by what they hold, so that the same source is never in
// both, whatever stands around it, and so that adding examples moves none.

import type { Example } from './example';

export interface ExampleSplit {
  readonly train: readonly Example[];
  readonly valid: readonly Example[];
  readonly test: readonly Example[];
}

/** @param validShare, testShare of the sources, 0 … 1. @param seed another one divides otherwise. */
export function splitExamples(
  examples: readonly Example[],
  validShare: number,
  testShare: number,
  seed: number,
): ExampleSplit {
  const parts = { train: [] as Example[], valid: [] as Example[], test: [] as Example[] };
  for (const example of examples) {
    const place = hash(`${seed} ${example.source.join(' ').toLowerCase()}`) / 2 ** 32;
    parts[place < testShare ? 'test' : place < testShare + validShare ? 'valid' : 'train'].push(example);
  }
  return parts;
}

/** FNV-1a (Fowler, Noll, Vo), mixed once more so that near texts are far apart (Steele et al. 2014). */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
