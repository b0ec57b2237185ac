// The bag-of-words classifiers beside scikit-learn's; the file is made by generate.py.

import fs from 'node:fs';
import path from 'node:path';
import { learnLogisticRegression } from '../../../src/predict/bagOfWords/logisticRegression';
import { learnNaiveBayes } from '../../../src/predict/bagOfWords/naiveBayes';
import { assertClose } from '../close';

interface Case {
  readonly l2: number;
  readonly train: readonly string[][];
  readonly labels: readonly string[];
  readonly test: readonly string[][];
  readonly naiveBayes: readonly number[][];
  readonly logisticRegression: readonly number[][];
}

const file = path.join(process.cwd(), 'test', 'golden', 'bagOfWords', 'scikit.json');
const cases = JSON.parse(fs.readFileSync(file, 'utf8')) as Case[];

describe('beside scikit-learn', () => {
  for (const { l2, train, labels, test, naiveBayes, logisticRegression } of cases) {
    const classes = new Set(labels).size;

    it(`naive Bayes has the same probabilities for ${classes} labels`, () => {
      const learnt = learnNaiveBayes(train, labels);
      test.forEach((tokens, i) => assertClose(learnt.probs(tokens), naiveBayes[i], 1e-8, `text ${i}`));
    });

    it(`logistic regression has the same probabilities for ${classes} labels`, () => {
      const learnt = learnLogisticRegression(train, labels, { l2, tolerance: 1e-7, mostSteps: 5000 });
      test.forEach((tokens, i) => assertClose(learnt.probs(tokens), logisticRegression[i], 1e-6, `text ${i}`));
    });
  }
});
