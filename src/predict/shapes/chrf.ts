// chrF (Popović 2015): how alike two texts are by their character n-grams, for n = 1 … 6, spaces aside: the mean over n of
// F_β of precision and recall, with recall counting twice as much (chrF2). Over several texts the n-grams of all are
// counted together. It suits Chinese as well, where words are a matter of opinion.

const order = 6;
const beta = 2;

export interface Comparison {
  readonly found: string;
  /** The text is compared with the one of these that it is most like. */
  readonly references: readonly string[];
}

/** N-grams of a text, of its reference, and those in both, for each n. */
interface Counts {
  readonly found: number[];
  readonly reference: number[];
  readonly both: number[];
}

/** 0 … 100. */
export function chrf(comparisons: readonly Comparison[]): number {
  const total: Counts = { found: zeros(), reference: zeros(), both: zeros() };
  for (const { found, references } of comparisons) {
    const counts = references.map((reference) => countsOf(found, reference));
    const best = counts.reduce((a, b) => (scoreOf(b) > scoreOf(a) ? b : a));
    for (let n = 0; n < order; n++) {
      total.found[n] += best.found[n];
      total.reference[n] += best.reference[n];
      total.both[n] += best.both[n];
    }
  }
  return 100 * scoreOf(total);
}

/** Orders for which neither text is long enough do not count. */
function scoreOf({ found, reference, both }: Counts): number {
  let [sum, orders] = [0, 0];
  for (let n = 0; n < order; n++) {
    if (found[n] === 0 || reference[n] === 0) continue;
    orders++;
    const [precision, recall] = [both[n] / found[n], both[n] / reference[n]];
    if (both[n] > 0) sum += ((1 + beta ** 2) * precision * recall) / (beta ** 2 * precision + recall);
  }
  return orders > 0 ? sum / orders : 0;
}

function countsOf(found: string, reference: string): Counts {
  const counts: Counts = { found: zeros(), reference: zeros(), both: zeros() };
  for (let n = 1; n <= order; n++) {
    const [own, other] = [ngrams(found, n), ngrams(reference, n)];
    for (const [gram, count] of own) {
      counts.found[n - 1] += count;
      counts.both[n - 1] += Math.min(count, other.get(gram) ?? 0);
    }
    for (const count of other.values()) counts.reference[n - 1] += count;
  }
  return counts;
}

function ngrams(text: string, n: number): Map<string, number> {
  const characters = [...text.replace(/\s+/g, '')];
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= characters.length; i++) {
    const gram = characters.slice(i, i + n).join('');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function zeros(): number[] {
  return Array.from({ length: order }, () => 0);
}
