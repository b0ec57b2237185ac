// Upper and lower case apart from the words themselves. A word counts as one whichever way it is spelled (its folded
// form), and how it is spelled depends on where it stands: "the" in the midst of a sentence, "The" where one begins, and
// "Git" wherever it stands. P(surface | folded, position) is what was seen there, smoothed with what a word of its kind
// does: most are capitalised where a sentence begins and nowhere else (truecasing: Lita et al. 2003).

import { isMark, type WordShapes } from '../text/wordShapes';
import { lineStart, start } from '../text/vocabulary';
import type { EventStream } from './ngramTables';

/** Where a word stands, as far as its case goes. */
export const casePositions = 4;
const [atStart, afterMark, afterCapital, within] = [0, 1, 2, 3];

/** Occurrences that the expectation of a word's kind is worth. */
const priorStrength = 0.7;
/** The same for what starts of sentences tell of a word's form in their midst. */
const startStrength = 0.5;
/** Of the words that were only seen capitalised at a start, how many are lower case elsewhere. */
const lowerUnlessSeen = 0.6;

export function casePosition(previous: number, { shapeOf, texts }: WordShapes): number {
  if (previous === start || previous === lineStart || previous < 0) return atStart;
  if (previous >= texts.length || isMark(texts[previous])) return afterMark;
  return shapeOf[previous] === 1 ? afterCapital : within;
}

export interface SurfaceTables {
  /** P(surface | its folded form, position). [casePositions][V] */
  readonly shares: readonly Float32Array[];
}

export function countSurfaces(streams: readonly EventStream[], words: WordShapes): SurfaceTables {
  const V = words.texts.length;
  const counts = Array.from({ length: casePositions }, () => new Float64Array(V));
  for (const { inputs, targets } of streams) {
    targets.forEach((target, at) => {
      if (target >= 0) counts[casePosition(inputs[at], words)][target]++;
    });
  }
  const usual = usualShares(counts, words);
  const shares = counts.map((seen, position) => {
    const moved = capitalised(position, seen, usual, words);
    return smoothed(seen, moved, words.foldedOf, priorStrength);
  });
  return { shares };
}

/** P(surface | folded) in the midst of a sentence; starts tell where nothing else does. */
function usualShares(counts: readonly Float64Array[], { foldedOf, lowerOf, texts }: WordShapes): Float32Array {
  const V = texts.length;
  const hints = new Float64Array(V);
  for (let word = 0; word < V; word++) {
    const seen = counts[atStart][word] + counts[afterMark][word] + counts[afterCapital][word];
    const lower = lowerOf[word];
    if (lower >= 0) {
      hints[lower] += lowerUnlessSeen * seen;
      hints[word] += (1 - lowerUnlessSeen) * seen;
    } else {
      hints[word] += seen;
    }
  }
  const starts = totalsOf(hints, foldedOf);
  const inside = totalsOf(counts[within], foldedOf);
  const prior = Float32Array.from(hints, (hint, word) => {
    const folded = foldedOf[word];
    if (starts[folded] > 0) return hint / starts[folded];
    // Seen nowhere else, as it is spelled within; never seen, as its folded form is.
    if (inside[folded] > 0) return counts[within][word] / inside[folded];
    return folded === word ? 1 : 0;
  });
  return smoothed(counts[within], prior, foldedOf, startStrength);
}

/** The usual shares, with what this position moves from lower case to capitalised forms. */
function capitalised(
  position: number,
  seen: Float64Array,
  usual: Float32Array,
  { lowerOf, texts }: WordShapes,
): Float32Array {
  let [lowerSeen, capitalSeen] = [1, 1];
  for (let word = 0; word < texts.length; word++) {
    const lower = lowerOf[word];
    if (lower < 0 || usual[lower] < 0.9) continue;
    lowerSeen += seen[lower];
    capitalSeen += seen[word];
  }
  const share = position === within ? 0 : capitalSeen / (lowerSeen + capitalSeen);
  const moved = usual.slice();
  for (let word = 0; word < texts.length; word++) {
    const lower = lowerOf[word];
    if (lower < 0) continue;
    moved[word] += share * usual[lower];
    moved[lower] -= share * usual[lower];
  }
  return moved;
}

function smoothed(seen: Float64Array, prior: Float32Array, foldedOf: Int32Array, strength: number): Float32Array {
  const totals = totalsOf(seen, foldedOf);
  return Float32Array.from(seen, (n, word) => (n + strength * prior[word]) / (totals[foldedOf[word]] + strength));
}

/** Sums over the words that share a folded form, at its id. */
function totalsOf(counts: Float64Array, foldedOf: Int32Array): Float64Array {
  const totals = new Float64Array(counts.length);
  for (let word = 0; word < counts.length; word++) totals[foldedOf[word]] += counts[word];
  return totals;
}
