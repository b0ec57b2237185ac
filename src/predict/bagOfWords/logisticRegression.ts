// Multinomial logistic regression on bags of words: probs = softmax(W·counts + b), one step without memory. What is
// minimised is Σ cross-entropy + λ/2 ‖W‖², which has one minimum; it is found by accelerated gradient descent (Nesterov
// 1983; step sizes as in Beck & Teboulle 2009, begun anew where the speed points uphill, O'Donoghue & Candès 2015), each
// weight in the scale of its own curvature.

import { type Bag, type BagClassifier, BagWords, type LabelledBags, softmaxOf } from './bag';

export interface RegressionOptions {
  /** λ */
  readonly l2: number;
  /** It ends when no part of the gradient is larger. */
  readonly tolerance: number;
  readonly mostSteps: number;
}

export const usualRegression: RegressionOptions = { l2: 1, tolerance: 1e-2, mostSteps: 500 };

/** @param labels of each text one. */
export function learnLogisticRegression(
  texts: readonly (readonly string[])[],
  labels: readonly string[],
  options: RegressionOptions = usualRegression,
): BagClassifier {
  const words = new BagWords(texts);
  const examples = words.labelled(texts, labels);
  const objective = new Objective(examples, words.size, options.l2);
  const weights = minimum(objective, options);
  return { labels: examples.labels, probs: (tokens) => objective.probs(weights, words.bagOf(tokens)) };
}

/** The weights [V, C], and below them the biases [C], which are not drawn to zero. */
class Objective {
  readonly size: number;
  /** An upper bound of each weight's second derivative, but for a factor. [V + 1, C] */
  readonly curvature: Float64Array;
  private readonly C: number;
  private readonly biases: number;

  constructor(
    private readonly examples: LabelledBags,
    words: number,
    private readonly l2: number,
  ) {
    const C = (this.C = examples.labels.length);
    this.biases = words * C;
    this.size = this.biases + C;
    this.curvature = new Float64Array(this.size).fill(l2, 0, this.biases);
    for (const bag of examples.bags) {
      for (let c = 0; c < C; c++) {
        bag.ids.forEach((id, k) => (this.curvature[id * C + c] += bag.counts[k] ** 2 / 4));
        this.curvature[this.biases + c] += 1 / 4;
      }
    }
  }

  probs(weights: Float64Array, bag: Bag): Float64Array {
    const { C } = this;
    const scores = weights.slice(this.biases);
    for (let k = 0; k < bag.ids.length; k++) {
      for (let c = 0, at = bag.ids[k] * C; c < C; c++) scores[c] += bag.counts[k] * weights[at + c];
    }
    return softmaxOf(scores);
  }

  /** @param gradient [V + 1, C]: is overwritten; left out: the value alone is wanted. */
  value(weights: Float64Array, gradient?: Float64Array): number {
    const { C, l2, biases } = this;
    const { bags, classes } = this.examples;
    gradient?.fill(0);
    let value = 0;
    for (let w = 0; w < biases; w++) {
      value += (l2 / 2) * weights[w] ** 2;
      if (gradient) gradient[w] = l2 * weights[w];
    }
    bags.forEach((bag, i) => {
      const dScores = this.probs(weights, bag);
      value -= Math.log(dScores[classes[i]]);
      if (!gradient) return;
      dScores[classes[i]] -= 1;
      for (let c = 0; c < C; c++) gradient[biases + c] += dScores[c];
      for (let k = 0; k < bag.ids.length; k++) {
        for (let c = 0, at = bag.ids[k] * C; c < C; c++) gradient[at + c] += bag.counts[k] * dScores[c];
      }
    });
    return value;
  }
}

function minimum(objective: Objective, { tolerance, mostSteps }: RegressionOptions): Float64Array {
  const { size, curvature } = objective;
  let weights = new Float64Array(size);
  let ahead = weights.slice();
  const gradient = new Float64Array(size);
  let [speed, caution] = [1, 1];
  for (let step = 0; step < mostSteps; step++) {
    const value = objective.value(ahead, gradient);
    if (gradient.every((g) => Math.abs(g) <= tolerance)) break;
    const slope = gradient.reduce((sum, g, w) => sum + g ** 2 / curvature[w], 0);
    const stepped = () => ahead.map((weight, w) => weight - gradient[w] / (caution * curvature[w]));
    let next = stepped();
    // The step is short enough when the value falls by what its parabola promises.
    while (objective.value(next) > value - slope / (2 * caution)) {
      caution *= 2;
      next = stepped();
    }
    const uphill = next.reduce((sum, weight, w) => sum + gradient[w] * (weight - weights[w]), 0) > 0;
    if (uphill) speed = 1;
    const faster = (1 + Math.sqrt(1 + 4 * speed ** 2)) / 2;
    const momentum = (speed - 1) / faster;
    ahead = next.map((weight, w) => weight + momentum * (weight - weights[w]));
    [weights, speed] = [next, faster];
  }
  return weights;
}
