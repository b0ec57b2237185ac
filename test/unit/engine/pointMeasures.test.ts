// What a point of the loss curve says of the gradients, against the gradients themselves.

import assert from 'node:assert/strict';
import { PointMeasures } from '../../../src/engine/pointMeasures';
import type { ParameterSet } from '../../../src/rnn/parameters';
import { solo } from '../../../src/rnn/team';
import { noDropout } from '../../../src/rnn/dropout';
import { gradients, trainingStep } from '../../../src/rnn/trainingStep';
import { build, cells, fill, resetState, smallConfig } from '../rnn/harness';

function lengthOf(grads: ParameterSet, scale = 1): number {
  let sum = 0;
  for (const { name } of grads.list) for (const value of grads.get(name)) sum += (value * scale) ** 2;
  return Math.sqrt(sum);
}

describe('what is measured from point to point', () => {
  for (const [name, cell] of cells) {
    it(`is the length of the real gradients, before and after clipping: ${name}`, () => {
      const setup = build(smallConfig(cell.cell, cell), 3, 4);
      fill(setup, 7);
      const { network, adam, state } = setup;
      const norms: number[] = [];
      const measures = new PointMeasures({ tokens: 0, elapsedSeconds: 0 });
      resetState(state, 7);
      gradients(setup, solo, state, noDropout);
      const gradClip = lengthOf(adam.grads) * 0.8;
      for (let step = 1; step <= 4; step++) {
        resetState(state, 7);
        gradients(setup, solo, state, noDropout);
        norms.push(lengthOf(adam.grads));
        resetState(state, 7);
        trainingStep(setup, solo, state, step, { learningRate: 0.05, gradClip, dropout: noDropout });
        const { losses, targets } = network.output;
        assert.equal(measures.add(losses, targets, adam.gradNorm(), gradClip, 0.05 / step), 11);
      }
      assert.ok(norms[0] > gradClip, 'the first is clipped');
      const { gradNorm, clippedGradNorm, learningRate, wordsPerSecond } = measures.point(
        { tokens: 44, epoch: 1, elapsedSeconds: 2 },
        undefined,
      );
      const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      near(gradNorm!, mean(norms));
      near(clippedGradNorm!, mean(norms.map((norm) => Math.min(norm, gradClip))));
      assert.equal(learningRate, 0.05 / 4);
      assert.equal(wordsPerSecond, 22);
    });
  }

  it('begins anew after a point', () => {
    const measures = new PointMeasures({ tokens: 100, elapsedSeconds: 10 });
    const place = { tokens: 103, epoch: 1, elapsedSeconds: 11 };
    measures.add(Float32Array.of(1, 9, 3), Int32Array.of(4, -1, 5), 8, 0, 0.1);
    const first = measures.point(place, 5);
    assert.deepEqual([first.trainLoss, first.gradNorm, first.clippedGradNorm, first.wordsPerSecond], [2, 8, 8, 3]);
    measures.add(Float32Array.of(6), Int32Array.of(4), 2, 1, 0.1);
    const second = measures.point({ ...place, tokens: 104, elapsedSeconds: 15 }, 5);
    assert.deepEqual([second.trainLoss, second.gradNorm, second.wordsPerSecond], [6, 2, 0.25]);
    near(second.clippedGradNorm!, 1);
  });
});

/** Single precision, and the millionth that clipping adds. */
function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-5 * expected, `${actual}, not ${expected}`);
}
