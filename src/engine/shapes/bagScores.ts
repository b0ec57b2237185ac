// What the order of words is worth: a network that reads texts, beside classifiers that only count their words, learnt from
// the same texts.

import type { BagClassifier } from '../../predict/bagOfWords/bag';
import { learnLogisticRegression } from '../../predict/bagOfWords/logisticRegression';
import { learnNaiveBayes } from '../../predict/bagOfWords/naiveBayes';
import type { Example } from '../../text/examples/example';
import { percent, type ShapeScores } from './scoring';

/** Accuracies in percent. @param train, examples with one label each. */
export function scoreBags(train: readonly Example[], examples: readonly Example[]): ShapeScores {
  const texts = train.map(({ source }) => source);
  const labels = train.map(({ targets }) => targets[0]);
  return {
    naiveBayes: accuracy(learnNaiveBayes(texts, labels), examples),
    logisticRegression: accuracy(learnLogisticRegression(texts, labels), examples),
    presenceRegression: accuracy(onPresence(texts, labels), examples),
  };
}

/** Of which words stand in a text, not how often: better on short ones. */
function onPresence(texts: readonly (readonly string[])[], labels: readonly string[]): BagClassifier {
  const present = (tokens: readonly string[]) => [...new Set(tokens)];
  const learnt = learnLogisticRegression(texts.map(present), labels);
  return { ...learnt, probs: (tokens) => learnt.probs(present(tokens)) };
}

function accuracy({ labels, probs }: BagClassifier, examples: readonly Example[]): number {
  const right = examples.filter(({ source, targets }) => {
    const each = probs(source);
    return labels[each.indexOf(Math.max(...each))] === targets[0];
  });
  return percent(right.length / Math.max(1, examples.length));
}
