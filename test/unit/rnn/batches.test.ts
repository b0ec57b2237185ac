import assert from 'node:assert/strict';
import fc from 'fast-check';
import { batchify, getBatch } from '../../../src/rnn/batches';
import { Random } from '../../../src/rnn/random';
import { learningRateAt } from '../../../src/rnn/schedule';

describe('batches', () => {
  it('hold every token of the stream once, in lanes that go on from window to window', () => {
    const sizes = fc.tuple(
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 9 }),
    );
    fc.assert(
      fc.property(sizes, ([length, batchSize, seqLen]) => {
        const ids = Int32Array.from({ length }, (_, i) => i);
        const stream = { inputs: ids, targets: ids.map((id) => id + 1) };
        const lanes = batchify(length, batchSize, seqLen);
        const inputs = new Int32Array(seqLen * batchSize);
        const targets = new Int32Array(batchSize * seqLen);
        const seen: number[] = [];
        for (let window = 0; window < lanes.windows; window++) {
          getBatch(inputs, targets, stream, lanes, window, 0, batchSize);
          for (let b = 0; b < batchSize; b++) {
            for (let t = 0; t < seqLen; t++) {
              const target = targets[b * seqLen + t];
              if (target < 0) continue;
              assert.equal(inputs[t * batchSize + b], target - 1);
              assert.equal(target - 1, b * lanes.laneLength + window * seqLen + t);
              seen.push(target - 1);
            }
          }
        }
        assert.deepEqual(
          seen.sort((a, b) => a - b),
          [...ids],
        );
      }),
    );
  });
});

describe('random numbers', () => {
  it('are the same for the same seed, others for another, and evenly spread', () => {
    const draw = (seed: number) =>
      Array.from(
        { length: 10_000 },
        (
          (random) => () =>
            random.uniform()
        )(new Random(seed)),
      );
    assert.deepEqual(draw(1), draw(1));
    assert.notDeepEqual(draw(1), draw(2));
    const mean = draw(3).reduce((sum, x) => sum + x, 0) / 10_000;
    assert.ok(Math.abs(mean - 0.5) < 0.01);
  });

  it('shuffle without losing anything', () => {
    const shuffled = new Random(5).shuffle([1, 2, 3, 4, 5, 6, 7, 8]);
    assert.notDeepEqual(shuffled, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert.deepEqual(shuffled.toSorted(), [1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('the learning rate', () => {
  it('warms up, then falls to a thirtieth of its peak at the end of the budget', () => {
    assert.ok(learningRateAt(1, 0) < 0.2);
    assert.ok(learningRateAt(1, 0.01) > 0.98);
    assert.ok(learningRateAt(1, 0.5) < learningRateAt(1, 0.2));
    assert.ok(Math.abs(learningRateAt(1, 1) - 1 / 30) < 1e-9);
    assert.equal(learningRateAt(1, 1.5), learningRateAt(1, 1));
  });
});
