// Every gradient of every shape against finite differences of the loss, as for the language model.

import assert from 'node:assert/strict';
import { noDropout } from '../../../../src/rnn/dropout';
import type { LabelConfig, PairsConfig, ShapeConfig } from '../../../../src/rnn/shapes/config';
import { solo } from '../../../../src/rnn/team';
import { gradients } from '../../../../src/rnn/trainingStep';
import { cells } from '../harness';
import { buildShape, fillShape, shapeLoss, smallStack } from './harness';

const dropped = { units: 0.3, words: 0.3, recurrent: 0.3, seed: 1 };

const labels = (changes: Partial<LabelConfig>): LabelConfig => {
  return { shape: 'classify', stack: smallStack, classes: 3, pooling: 'last', several: false, ...changes };
};
const pairs = (changes: Partial<PairsConfig>): PairsConfig => {
  return { shape: 'pairs', source: smallStack, target: { ...smallStack, vocabSize: 6 }, attention: true, ...changes };
};
const twoLayers = { ...smallStack, numLayers: 2 };

const shapes: readonly (readonly [string, ShapeConfig])[] = [
  ['one class, from the last state', labels({})],
  ['one class, from the mean of the states', labels({ pooling: 'mean' })],
  ['one class, from the greatest of each unit', labels({ pooling: 'max' })],
  ['several classes', labels({ several: true, pooling: 'mean' })],
  ['a label for every token', labels({ shape: 'tag' })],
  ['two layers, a label for every token', labels({ shape: 'tag', stack: twoLayers })],
  ['encoder and decoder', pairs({ attention: false })],
  ['encoder and decoder, two layers', pairs({ attention: false, source: twoLayers, target: twoLayers })],
  ['encoder and decoder, attention', pairs({})],
  ['encoder and decoder, attention, two layers', pairs({ source: twoLayers, target: twoLayers })],
];

/** Central differences of order 4. */
function slope(loss: (shift: number) => number): number {
  const eps = 0.02;
  return (8 * (loss(eps) - loss(-eps)) - (loss(2 * eps) - loss(-2 * eps))) / (12 * eps);
}

function check(config: ShapeConfig, dropout: typeof noDropout, tolerance: number, seed = 3): void {
  const setup = buildShape(config);
  fillShape(setup, seed);
  gradients(setup, solo, setup.state, dropout);
  const analytic = setup.adam.grads.flat.slice();
  assert.ok(analytic.some((gradient) => Math.abs(gradient) > 1e-3));
  const { flat, list } = setup.params;
  for (const { name, offset, rows, cols } of list) {
    for (let i = offset; i < offset + rows * cols; i++) {
      const weight = flat[i];
      const numeric = slope((shift) => {
        flat[i] = weight + shift;
        return shapeLoss(setup, dropout);
      });
      flat[i] = weight;
      const error = Math.abs(numeric - analytic[i]);
      assert.ok(error < tolerance, `${name}[${i - offset}]: ${analytic[i]}, by differences ${numeric}`);
    }
  }
}

describe('gradients of the other shapes agree with finite differences for every parameter', () => {
  for (const [name, config] of shapes) {
    it(name, () => check(config, noDropout, 3e-4));
    // Where the greatest value changes places, a difference is not the gradient.
    if (!name.includes('greatest')) it(`${name}, with dropout`, () => check(config, dropped, 3e-4));
  }

  for (const [cellName, cell] of cells) {
    const stack = { ...smallStack, ...cell };
    const tolerance = cell.activation === 'relu' ? 2e-2 : 3e-4;
    it(`one class, ${cellName}`, () => check(labels({ stack }), noDropout, tolerance, 6));
    it(`encoder and decoder with attention, ${cellName}`, () =>
      check(pairs({ source: stack, target: stack }), noDropout, tolerance));
  }
});

describe('a sequence', () => {
  for (const [name, config] of shapes) {
    it(`is read from where it begins, whatever stands before: ${name}`, () => {
      const setup = buildShape(config);
      fillShape(setup, 4);
      const expected = shapeLoss(setup);
      const { network } = setup;
      const stack = 'encoder' in network ? network.encoder : network.stack;
      const { batchSize: B } = stack.shape;
      let changed = 0;
      stack.begins.forEach((begin, b) => {
        for (let t = 0; t < begin; t++, changed++) stack.inputs[t * B + b] = (stack.inputs[t * B + b] + 1) % 7;
      });
      assert.ok(changed > 0);
      for (const { h, c } of setup.state) for (const part of [h, c]) part.fill(0.9);
      assert.equal(shapeLoss(setup), expected);
    });
  }
});
