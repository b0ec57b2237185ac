// What order and memory are worth: a network that reads texts in order, beside what is told of each word by itself, learnt
// from the same examples.

import type { BagClassifier } from '../../predict/bagOfWords/bag';
import { learnLogisticRegression } from '../../predict/bagOfWords/logisticRegression';
import { learnNaiveBayes } from '../../predict/bagOfWords/naiveBayes';
import { chrf } from '../../predict/shapes/chrf';
import { WordByWord } from '../../predict/shapes/wordByWord';
import type { ShapeConfig } from '../../rnn/shapes/config';
import type { Example } from '../../text/examples/example';
import { textOf } from '../../text/examples/units';
import { percent, type ShapeScores } from './scoring';
import { referencesOf } from './shapeScores';
import type { Cuts } from './words';

/** @param train what the network has learnt from. @param several labels may hold at once. */
export function scoreMemoryless(
  { shape, several }: { readonly shape: ShapeConfig['shape']; readonly several: boolean },
  train: readonly Example[],
  examples: readonly Example[],
  cuts: Cuts,
): ShapeScores {
  if (shape === 'pairs') return scoreWordByWord(train, examples, cuts);
  if (shape === 'tag') return scoreTagsByToken(train, examples);
  return several ? {} : scoreBags(train, examples);
}

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

/** Each token has the label that it had most often; one that is new, the most frequent of all. */
function scoreTagsByToken(train: readonly Example[], examples: readonly Example[]): ShapeScores {
  const labels = new Map<string, Map<string, number>>();
  const all = new Map<string, number>();
  for (const { source, targets } of train) {
    source.forEach((token, i) => {
      if (!labels.has(token)) labels.set(token, new Map());
      for (const counts of [labels.get(token)!, all]) counts.set(targets[i], (counts.get(targets[i]) ?? 0) + 1);
    });
  }
  const labelOf = (token: string) =>
    [...(labels.get(token) ?? all)].reduce((most, each) => (each[1] > most[1] ? each : most))[0];
  const right = examples.map(
    ({ source, targets }) => source.filter((token, i) => labelOf(token) === targets[i]).length,
  );
  const tokens = examples.reduce((sum, { source }) => sum + source.length, 0);
  return { memorylessAccuracy: percent(right.reduce((sum, count) => sum + count, 0) / Math.max(1, tokens)) };
}

function scoreWordByWord(train: readonly Example[], examples: readonly Example[], cuts: Cuts): ShapeScores {
  const words = new WordByWord(train);
  const compared = referencesOf(examples, cuts).map(({ source, references }) => {
    return { found: textOf(words.translate(source), cuts.target.unit), references };
  });
  const exact = compared.filter(({ found, references }) => references.includes(found)).length;
  return { memorylessExact: percent(exact / compared.length), memorylessChrf: Number(chrf(compared).toFixed(2)) };
}
