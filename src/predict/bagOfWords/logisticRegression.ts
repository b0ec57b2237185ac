// Logistic regression on bags of words. What is minimised is Σ cross-entropy + λ/2 ‖W‖², which has one minimum; it is
// approached by accelerated gradient descent (Nesterov 1983; step sizes as in Beck & Teboulle 2009, begun anew where the
// speed points uphill, O'Donoghue & Candès 2015), each weight in the scale of its own curvature. Where texts are held out,
// the weights that were best on them are kept: on few texts with many labels that is well before the minimum.

import { finish } from '../../rnn/stepwise';
import { type BagClassifier, BagWords, type LabelledBags } from './bag';
import { linearLength, LinearLabels, type LinearSizes } from './linearLabels';

export interface RegressionOptions {
  /** λ */
  readonly l2: number;
  /** It ends when no part of the gradient is larger. */
  readonly tolerance: number;
  readonly mostSteps: number;
}

export const usualRegression: RegressionOptions = { l2: 1, tolerance: 1e-2, mostSteps: 500 };
/** Steps in which what is held out may get no better. */
const patience = 10;
/** Texts after which others may be served. */
const portion = 32;

/** @param labels of each text one. */
export function learnLogisticRegression(
  texts: readonly (readonly string[])[],
  labels: readonly string[],
  options: RegressionOptions = usualRegression,
): BagClassifier {
  const words = new BagWords(texts);
  const examples = words.labelled(texts, labels);
  const sizes = { words: words.size, classes: examples.labels.length, several: false };
  const learnt = finish(regressionSteps(sizes, examples, options));
  return { labels: examples.labels, probs: (tokens) => learnt.probs(words.bagOf(tokens)) };
}

/** Yields every few milliseconds; returns what was learnt. @param held texts that are held out, if any are. */
export function* regressionSteps(
  sizes: LinearSizes,
  examples: LabelledBags,
  { l2, tolerance, mostSteps }: RegressionOptions = usualRegression,
  held?: LabelledBags,
): Generator<undefined, LinearLabels> {
  const objective = new Objective(sizes, examples, l2);
  const outside = held && held.bags.length > 0 ? new Objective(sizes, held, 0) : undefined;
  const { curvature } = objective;
  let weights = new Float64Array(linearLength(sizes));
  let ahead = weights.slice();
  const gradient = new Float64Array(weights.length);
  let [speed, caution] = [1, 1];
  let best = { weights, loss: outside ? yield* outside.value(weights) : Infinity, step: 0 };
  for (let step = 0; step < mostSteps && step <= best.step + patience; step++) {
    const value = yield* objective.value(ahead, gradient);
    if (gradient.every((g) => Math.abs(g) <= tolerance)) break;
    const slope = gradient.reduce((sum, g, w) => sum + g ** 2 / curvature[w], 0);
    const stepped = () => ahead.map((weight, w) => weight - gradient[w] / (caution * curvature[w]));
    let next = stepped();
    // The step is short enough when the value falls by what its parabola promises.
    while ((yield* objective.value(next)) > value - slope / (2 * caution)) {
      caution *= 2;
      next = stepped();
    }
    const uphill = next.reduce((sum, weight, w) => sum + gradient[w] * (weight - weights[w]), 0) > 0;
    if (uphill) speed = 1;
    const faster = (1 + Math.sqrt(1 + 4 * speed ** 2)) / 2;
    const momentum = (speed - 1) / faster;
    ahead = next.map((weight, w) => weight + momentum * (weight - weights[w]));
    [weights, speed] = [next, faster];
    const loss = outside ? yield* outside.value(weights) : -step;
    if (loss < best.loss) best = { weights, loss, step };
  }
  return new LinearLabels(sizes, best.weights);
}

class Objective {
  /** An upper bound of each weight's second derivative, but for a factor. [V + 1, C] */
  readonly curvature: Float64Array;
  private readonly biases: number;

  constructor(
    private readonly sizes: LinearSizes,
    private readonly examples: LabelledBags,
    private readonly l2: number,
  ) {
    const C = sizes.classes;
    this.biases = sizes.words * C;
    this.curvature = new Float64Array(linearLength(sizes)).fill(l2, 0, this.biases);
    for (const bag of examples.bags) {
      for (let c = 0; c < C; c++) {
        bag.ids.forEach((id, k) => (this.curvature[id * C + c] += bag.counts[k] ** 2 / 4));
        this.curvature[this.biases + c] += 1 / 4;
      }
    }
  }

  /** @param gradient [V + 1, C]: is overwritten; left out: the value alone is wanted. */
  *value(weights: Float64Array, gradient?: Float64Array): Generator<undefined, number> {
    const { l2, biases } = this;
    const C = this.sizes.classes;
    const { bags, classes } = this.examples;
    const linear = new LinearLabels(this.sizes, weights);
    gradient?.fill(0);
    let value = 0;
    for (let w = 0; w < biases; w++) {
      value += (l2 / 2) * weights[w] ** 2;
      if (gradient) gradient[w] = l2 * weights[w];
    }
    for (const [i, bag] of bags.entries()) {
      if (i % portion === 0) yield;
      const dScores = linear.probs(bag);
      value += this.loss(dScores, classes[i]);
      if (!gradient) continue;
      for (let k = 0; k < classes[i].length; k++) dScores[classes[i][k]] -= 1;
      for (let c = 0; c < C; c++) gradient[biases + c] += dScores[c];
      for (let k = 0; k < bag.ids.length; k++) {
        for (let c = 0, at = bag.ids[k] * C; c < C; c++) gradient[at + c] += bag.counts[k] * dScores[c];
      }
    }
    return value;
  }

  /** −ln P(labels) */
  private loss(probs: Float64Array, labels: ArrayLike<number>): number {
    let loss = 0;
    if (this.sizes.several) for (const p of probs) loss -= Math.log(Math.max(1 - p, 1e-12));
    for (let k = 0; k < labels.length; k++) {
      const p = probs[labels[k]];
      loss -= Math.log(Math.max(p, 1e-12));
      if (this.sizes.several) loss += Math.log(Math.max(1 - p, 1e-12));
    }
    return loss;
  }
}
