// The count model as a textbook writes it, n-grams as strings in maps: slow, obvious, and the second source for the
// real one. And small random texts to try both on.

import fc from 'fast-check';
import type { EventStream } from '../../../src/counts/ngramTables';

const boundary = '#';

/** A note in which each word is followed by the next one, except where `targets` says otherwise. */
export function note(inputs: readonly number[], targets: readonly number[] = [...inputs.slice(1), -1]): EventStream {
  return { inputs: Int32Array.from(inputs), targets: Int32Array.from(targets) };
}

export interface SmallText {
  readonly vocabSize: number;
  readonly order: number;
  readonly notes: readonly EventStream[];
  readonly contexts: readonly number[][];
}

/** Few words, so that contexts recur. After each comes the next input, another word as at a sentence's end, or nothing. */
export const smallText: fc.Arbitrary<SmallText> = fc
  .record({ vocabSize: fc.integer({ min: 1, max: 7 }), order: fc.integer({ min: 1, max: 5 }) })
  .chain(({ vocabSize, order }) => {
    const word = fc.integer({ min: 0, max: vocabSize - 1 });
    const target = fc.option(fc.integer({ min: -1, max: vocabSize - 1 }), { freq: 3, nil: undefined });
    const events = fc.array(fc.tuple(word, target), { maxLength: 40 });
    const notes = fc.array(
      events.map((pairs) => {
        const inputs = pairs.map(([input]) => input);
        return note(
          inputs,
          pairs.map(([, other], at) => other ?? inputs[at + 1] ?? -1),
        );
      }),
      { maxLength: 4 },
    );
    const contexts = fc.array(fc.array(word, { maxLength: 6 }), { minLength: 1, maxLength: 5 });
    return fc.record({ vocabSize: fc.constant(vocabSize), order: fc.constant(order), notes, contexts });
  });

/** Every context that the text has, at full length or as long as its note allows. */
export function contextsOf({ notes }: SmallText): number[][] {
  return notes.flatMap(({ inputs }) => Array.from(inputs, (_, at) => Array.from(inputs.subarray(0, at + 1))));
}

type Counts = Map<string, number>;

/** counts[n]: count of each n-gram, its words from the farthest to the predicted one. */
export function countNgrams({ notes, order }: SmallText): Counts[] {
  const counts = Array.from({ length: order + 1 }, (): Counts => new Map());
  for (const { inputs, targets } of notes) {
    targets.forEach((target, at) => {
      if (target >= 0) increment(counts[order], [...contextOf(Array.from(inputs.subarray(0, at + 1)), order), target]);
    });
  }
  for (let n = order - 1; n > 0; n--) {
    // N₁₊(• ngram): each different n-gram of the next order counts its own end once.
    for (const longer of counts[n + 1].keys()) increment(counts[n], longer.split(' ').slice(1));
  }
  return counts;
}

export function textbookProb(text: SmallText, counts: Counts[], context: readonly number[], word: number): number {
  let p = 1 / text.vocabSize;
  const words = contextOf(context, text.order);
  for (let n = 1; n <= text.order; n++) {
    const c = words.slice(words.length - (n - 1)).join(' ');
    const discount = textbookDiscounts([...counts[n].values()]);
    const after = [...counts[n]].filter(([ngram]) => ngram.split(' ').slice(0, -1).join(' ') === c);
    const total = after.reduce((sum, [, count]) => sum + count, 0);
    if (total === 0) return p;
    const gamma = after.reduce((sum, [, count]) => sum + discount(count), 0) / total;
    const count = counts[n].get([...(n > 1 ? [c] : []), word].join(' ')) ?? 0;
    p = (count - discount(count)) / total + gamma * p;
  }
  return p;
}

function textbookDiscounts(counts: readonly number[]): (count: number) => number {
  const [n1, n2, n3, n4] = [1, 2, 3, 4].map((k) => counts.filter((count) => count === k).length || 0.5);
  const y = n1 / (n1 + 2 * n2);
  const d1 = 1 - (2 * y * n2) / n1;
  const d2 = Math.max(d1, 2 - (3 * y * n3) / n2);
  const d3 = Math.max(d2, 3 - (4 * y * n4) / n3);
  return (count) => (count === 0 ? 0 : count === 1 ? d1 : count === 2 ? d2 : d3);
}

function contextOf(words: readonly number[], order: number): (number | string)[] {
  const padded = [...new Array<string>(order).fill(boundary), ...words];
  return padded.slice(padded.length - (order - 1));
}

function increment(counts: Counts, ngram: readonly (number | string)[]): void {
  const key = ngram.join(' ');
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
