// Multinomial naive Bayes (McCallum & Nigam 1998): a text is words drawn one by one from its label's,
//
//   P(label | text) ∝ P(label) Π P(w | label)^count      P(w | label) = (count(w, label) + 1) / (count(label) + V)

import { type BagClassifier, BagWords, softmaxOf } from './bag';

/** Laplace's: as if every word had been seen once with every label. */
const smoothing = 1;

/** @param labels of each text one. */
export function learnNaiveBayes(texts: readonly (readonly string[])[], labels: readonly string[]): BagClassifier {
  const words = new BagWords(texts);
  const { labels: different, bags, classes } = words.labelled(texts, labels);
  const [V, C] = [words.size, different.length];
  const counts = new Float64Array(V * C).fill(smoothing); // [V, C]
  const totals = new Float64Array(C).fill(smoothing * V);
  const ofLabel = new Float64Array(C);
  bags.forEach((bag, i) => {
    const [label] = Array.from(classes[i]);
    ofLabel[label]++;
    bag.ids.forEach((id, k) => {
      counts[id * C + label] += bag.counts[k];
      totals[label] += bag.counts[k];
    });
  });
  return {
    labels: different,
    probs(tokens) {
      const scores = ofLabel.map((count) => Math.log(count / bags.length));
      const bag = words.bagOf(tokens);
      bag.ids.forEach((id, k) => {
        for (let c = 0; c < C; c++) scores[c] += bag.counts[k] * Math.log(counts[id * C + c] / totals[c]);
      });
      return softmaxOf(scores);
    },
  };
}
