// Shorthand expanded without a network, the noisy channel (Shannon 1948; Brown et al. 1993): of all words that fit, those
// with the greatest P(words) · P(shorthand | words), by a beam over the places of the shorthand. P(words) is that of single
// words, or of words given those before, as whoever makes it has counted.

import type { Prior } from './prior';
import { ShorthandLattice, type ShorthandWords } from './shorthandLattice';

export interface Expansion {
  readonly ids: readonly number[];
  readonly logprob: number;
}

const width = 20;

/** Best first; yields between two places. */
export function* channelSteps(
  shorthand: string,
  words: ShorthandWords,
  prior: Prior,
  most: number,
  isWanted?: (id: number) => boolean,
): Generator<undefined, Expansion[]> {
  const lattice = new ShorthandLattice(shorthand, words, isWanted);
  const byPlace = new Map<number, Expansion[]>([[lattice.start, [{ ids: [], logprob: 0 }]]]);
  for (let place = lattice.start; place < shorthand.length; place++) {
    yield;
    for (const before of bestOf(byPlace.get(place) ?? [], width)) {
      const chance = prior(before.ids);
      for (const steps of lattice.from(place).values()) {
        for (const { id, logprob, to } of steps) {
          const next = { ids: [...before.ids, id], logprob: before.logprob + logprob + chance(id) };
          const there = byPlace.get(to);
          if (there) there.push(next);
          else byPlace.set(to, [next]);
        }
      }
    }
  }
  return bestOf(byPlace.get(shorthand.length) ?? [], most);
}

function bestOf(expansions: readonly Expansion[], most: number): Expansion[] {
  return [...expansions].sort((a, b) => b.logprob - a.logprob).slice(0, most);
}
