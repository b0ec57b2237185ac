// Labels by a weighted sum of a text's words, one step without memory: scores = W·counts + b, and of them a softmax, or
// where several labels may hold at once, the sigmoid of each.

import { type Bag, softmaxOf } from './bag';

/** Of a label that is certain, so that there are others to compare it with. */
const leastDoubt = 1e-9;

export interface LinearSizes {
  /** V */
  readonly words: number;
  /** C */
  readonly classes: number;
  readonly several: boolean;
}

export function linearLength({ words, classes }: LinearSizes): number {
  return (words + 1) * classes;
}

export class LinearLabels {
  private readonly biases: number;

  /** @param weights W [V, C], and below it b [C]. */
  constructor(
    readonly sizes: LinearSizes,
    readonly weights: Float64Array,
  ) {
    this.biases = sizes.words * sizes.classes;
  }

  /** P(label | bag) of each label. [C] */
  probs({ ids, counts }: Bag): Float64Array {
    const { sizes, weights, biases } = this;
    const C = sizes.classes;
    const scores = Float64Array.from(weights.subarray(biases));
    for (let k = 0; k < ids.length; k++) {
      for (let c = 0, at = ids[k] * C; c < C; c++) scores[c] += counts[k] * weights[at + c];
    }
    return sizes.several ? scores.map((score) => 1 / (1 + Math.exp(-score))) : softmaxOf(scores);
  }

  /**
   * How much each word of a bag speaks for a label wherever it stands, by id: gradient × input of the label's log odds,
   * ∂ ln(P / (1 − P)) / ∂count, in nats.
   */
  contributions(bag: Bag, label: number): Map<number, number> {
    const { sizes, weights } = this;
    const C = sizes.classes;
    const probs = this.probs(bag);
    const others = Math.max(1 - probs[label], leastDoubt);
    return new Map(
      Array.from(bag.ids, (id) => {
        const row = weights.subarray(id * C, (id + 1) * C);
        if (sizes.several) return [id, row[label]];
        // The other labels are as one: each as much as it is of them.
        const against = row.reduce((sum, weight, c) => (c === label ? sum : sum + (probs[c] / others) * weight), 0);
        return [id, row[label] - against];
      }),
    );
  }
}
