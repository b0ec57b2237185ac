// One step without memory: its reasons are held to finite differences, what it learns to what can be worked out.

import assert from 'node:assert/strict';
import { counted, type LabelledBags } from '../../../../src/predict/bagOfWords/bag';
import { linearLength, LinearLabels } from '../../../../src/predict/bagOfWords/linearLabels';
import { regressionSteps } from '../../../../src/predict/bagOfWords/logisticRegression';
import { Random } from '../../../../src/rnn/random';

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) < tolerance, `${actual} is not ${expected}`);

function learn(...given: Parameters<typeof regressionSteps>): { learnt: LinearLabels; portions: number } {
  const steps = regressionSteps(...given);
  for (let portions = 0; ; portions++) {
    const { done, value } = steps.next();
    if (done) return { learnt: value, portions };
  }
}

describe('labels by single words', () => {
  for (const several of [false, true]) {
    it(`has reasons that are the gradient of the log odds${several ? ', where several may hold' : ''}`, () => {
      const sizes = { words: 4, classes: 3, several };
      const random = new Random(1);
      const linear = new LinearLabels(
        sizes,
        Float64Array.from({ length: linearLength(sizes) }, () => random.uniform(-1, 1)),
      );
      const bag = counted([0, 2, 2, 3]);
      const step = 1e-5;
      linear.contributions(bag, 1).forEach((contribution, id) => {
        const at = bag.ids.indexOf(id);
        const moved = (by: number) => {
          const counts = bag.counts.map((count, k) => (k === at ? count + by : count));
          const p = linear.probs({ ids: bag.ids, counts })[1];
          return Math.log(p / (1 - p));
        };
        near(contribution, (moved(step) - moved(-step)) / (2 * step), 1e-6);
      });
    });
  }

  it('learns several labels as it would learn each of them alone', () => {
    // Words 0 and 1 each bring a label of their own; word 2 stands everywhere.
    const bags = [[0, 2], [1, 2], [0, 1, 2], [2]].map(counted);
    const both: LabelledBags = { bags, classes: [[0], [1], [0, 1], []] };
    const alone: LabelledBags = { bags, classes: [[0], [], [0], []] };
    const options = { l2: 0.5, tolerance: 1e-9, mostSteps: 2000 };
    const together = learn({ words: 3, classes: 2, several: true }, both, options).learnt;
    const single = learn({ words: 3, classes: 1, several: true }, alone, options).learnt;
    for (const bag of bags) near(together.probs(bag)[0], single.probs(bag)[0], 1e-6);
    assert.ok(together.probs(bags[0])[0] > 0.5 && together.probs(bags[1])[0] < 0.5);
  });

  it('keeps what was best on texts that are held out, and looks no further', () => {
    // The labels of what is learnt from are drawn: to learn them by heart is to be wrong elsewhere.
    const random = new Random(3);
    const drawn = (count: number): LabelledBags => ({
      bags: Array.from({ length: count }, () =>
        counted(Array.from({ length: 8 }, () => Math.floor(random.uniform(0, 60)))),
      ),
      classes: Array.from({ length: count }, () => [random.uniform(0, 1) < 0.5 ? 0 : 1]),
    });
    const [train, held] = [drawn(40), drawn(400)];
    const sizes = { words: 60, classes: 2, several: false };
    const options = { l2: 1e-3, tolerance: 1e-6, mostSteps: 300 };
    const loss = (linear: LinearLabels) =>
      held.bags.reduce((sum, bag, i) => sum - Math.log(linear.probs(bag)[held.classes[i][0]]), 0) / held.bags.length;
    const [early, late] = [learn(sizes, train, options, held), learn(sizes, train, options)];
    assert.ok(loss(early.learnt) < 0.75, `${loss(early.learnt)} nats`);
    assert.ok(loss(late.learnt) > 2 * loss(early.learnt), `${loss(late.learnt)} nats`);
    assert.ok(early.portions < late.portions);
  });
});
