import assert from 'node:assert/strict';
import { learnLogisticRegression } from '../../../../src/predict/bagOfWords/logisticRegression';
import { learnNaiveBayes } from '../../../../src/predict/bagOfWords/naiveBayes';

const close = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-6, `${actual} is not ${expected}`);

describe('naive Bayes', () => {
  it('is as worked out by hand in Manning, Raghavan & Schütze 2008, example 13.1', () => {
    const texts = ['Chinese Beijing Chinese', 'Chinese Chinese Shanghai', 'Chinese Macao', 'Tokyo Japan Chinese'];
    const learnt = learnNaiveBayes(
      texts.map((text) => text.split(' ')),
      ['yes', 'yes', 'yes', 'no'],
    );
    const yes = (3 / 4) * (3 / 7) ** 3 * (1 / 14) * (1 / 14);
    const no = (1 / 4) * (2 / 9) ** 3 * (2 / 9) * (2 / 9);
    const probs = learnt.probs(['Chinese', 'Chinese', 'Chinese', 'Tokyo', 'Japan']);
    assert.deepEqual(learnt.labels, ['no', 'yes']);
    close(probs[0], no / (yes + no));
    close(probs[1], yes / (yes + no));
  });

  it('knows nothing but how frequent labels are of a text without known words', () => {
    const { probs } = learnNaiveBayes([['a'], ['a'], ['b']], ['x', 'x', 'y']);
    close(probs(['other'])[0], 2 / 3);
  });
});

describe('logistic regression', () => {
  it('of one word for each of two labels ends where the penalty outweighs the loss', () => {
    // By symmetry the weights are ±w and the biases equal: w(a, x) = w solves 1 / (1 + exp(2w)) = λ w.
    const l2 = 0.2;
    const { probs } = learnLogisticRegression([['a'], ['b']], ['x', 'y'], { l2, tolerance: 1e-10, mostSteps: 1000 });
    let [low, high] = [0, 10];
    for (let i = 0; i < 60; i++) {
      const w = (low + high) / 2;
      if (1 / (1 + Math.exp(2 * w)) > l2 * w) low = w;
      else high = w;
    }
    close(probs(['a'])[0], 1 / (1 + Math.exp(-2 * low)));
    close(probs(['b'])[0], 1 / (1 + Math.exp(2 * low)));
    close(probs([])[0], 1 / 2);
  });

  it('without anything to tell them apart gives labels their shares: the biases are not penalised', () => {
    const options = { l2: 1, tolerance: 1e-10, mostSteps: 1000 };
    const { probs, labels } = learnLogisticRegression([[], [], [], []], ['x', 'y', 'x', 'z'], options);
    assert.deepEqual(labels, ['x', 'y', 'z']);
    [1 / 2, 1 / 4, 1 / 4].forEach((share, c) => close(probs(['new'])[c], share));
  });
});
