// What the order of words is worth: a network that reads texts, beside classifiers that only count their words, learnt from
// the same texts.

import type { BagClassifier } from '../../predict/bagOfWords/bag';
import { learnLogisticRegression } from '../../predict/bagOfWords/logisticRegression';
import { learnNaiveBayes } from '../../predict/bagOfWords/naiveBayes';
import type { Example } from '../../text/examples/example';
import type { ShapeScores } from './shapeScores';

/** Accuracies in percent. @param train, examples with one label each. */
export function scoreBags(train: readonly Example[], examples: readonly Example[]): ShapeScores {
  const texts = train.map(({ source }) => source);
  const labels = train.map(({ targets }) => targets[0]);
  return {
    naiveBayes: accuracy(learnNaiveBayes(texts, labels), examples),
    logisticRegression: accuracy(learnLogisticRegression(texts, labels), examples),
  };
}

function accuracy({ labels, probs }: BagClassifier, examples: readonly Example[]): number {
  const right = examples.filter(({ source, targets }) => {
    const each = probs(source);
    return labels[each.indexOf(Math.max(...each))] === targets[0];
  });
  return Number(((100 * right.length) / Math.max(1, examples.length)).toFixed(2));
}
