// Every gradient of every cell against finite differences of the loss: the proof that needs no second source.

import assert from 'node:assert/strict';
import { noDropout } from '../../../src/rnn/dropout';
import { build, cells, fill, gradientsOf, lossOf, smallConfig } from './harness';

const seed = 3;
const batchSize = 2;
const seqLen = 4;
const dropout = { units: 0.3, words: 0.3, recurrent: 0.3, seed: 1 };

/** Central differences of order 4, with a step wide enough for 32-bit losses. */
function slope(loss: (shift: number) => number): number {
  const eps = 0.02;
  return (8 * (loss(eps) - loss(-eps)) - (loss(2 * eps) - loss(-2 * eps))) / (12 * eps);
}

describe('gradients', () => {
  for (const [name, cell] of cells) {
    for (const [shape, changes, dropped] of [
      ['one layer', {}, noDropout],
      ['two layers, tied embedding', { numLayers: 2, tied: true }, noDropout],
      ['two layers, with dropout', { numLayers: 2 }, dropout],
    ] as const) {
      it(`agree with finite differences for every parameter: ${name}, ${shape}`, () => {
        const setup = build(smallConfig(cell.cell, { ...cell, ...changes }), batchSize, seqLen);
        fill(setup, seed);
        gradientsOf(setup, seed, dropped);
        const analytic = setup.adam.grads.flat.slice();
        const { flat, list } = setup.params;
        for (const { name: parameter, offset, rows, cols } of list) {
          for (let i = offset; i < offset + rows * cols; i++) {
            const weight = flat[i];
            const numeric = slope((shift) => {
              flat[i] = weight + shift;
              return lossOf(setup, seed, dropped);
            });
            flat[i] = weight;
            // ReLU has a kink: a shift across it makes the difference, not the gradient, wrong.
            const tolerance = cell.activation === 'relu' ? 2e-2 : 3e-4;
            const error = Math.abs(numeric - analytic[i]);
            assert.ok(error < tolerance, `${parameter}[${i - offset}]: ${analytic[i]}, by differences ${numeric}`);
          }
        }
      });
    }
  }

  it('of a word that neither stands in the window nor is predicted come from the softmax alone', () => {
    const setup = build(smallConfig('lstm'), batchSize, seqLen);
    fill(setup, seed);
    setup.network.inputs.fill(2);
    gradientsOf(setup, seed);
    const dEmbedding = setup.adam.grads.get('encoder.weight');
    assert.ok(dEmbedding.subarray(0, 10).every((value) => value === 0));
    assert.ok(dEmbedding.subarray(10, 15).some((value) => value !== 0));
  });
});
