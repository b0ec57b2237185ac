// The network reads a text in pieces where others wait: to the same end, never anew, and for one text at a time.

import assert from 'node:assert/strict';
import { scalarKernels } from '../../../src/kernels/scalar';
import { LanguageModel } from '../../../src/predict/languageModel';
import { Arena, measure } from '../../../src/rnn/arena';
import { Random } from '../../../src/rnn/random';
import { smallConfig } from '../rnn/harness';

const config = smallConfig('lstm');

/** Counts the tokens that it reads. */
class CountingModel extends LanguageModel {
  steps = 0;

  override stateAfter(...asked: Parameters<LanguageModel['stateAfter']>) {
    this.steps++;
    return super.stateAfter(...asked);
  }
}

function newModel(): CountingModel {
  const layout = (arena: Arena) => new CountingModel(arena, scalarKernels, config);
  const model = layout(new Arena(new ArrayBuffer(measure(layout))));
  const random = new Random(5);
  model.use(model.params.flat.map(() => random.uniform(-0.8, 0.8)));
  return model;
}

function someText(length: number, seed: number): number[] {
  const random = new Random(seed);
  return Array.from({ length }, () => Math.floor(random.uniform(0, config.vocabSize)));
}

describe('reading up', () => {
  const text = someText(100, 1);

  it('goes in pieces, after which an answer is the same as ever and nothing is read again', () => {
    const model = newModel();
    const pauses = [...model.readUp(text)].length;
    assert.ok(pauses > 5, `${pauses} pauses`);
    assert.equal(model.steps, text.length);
    const probs = [...model.nextProbs(text)];
    assert.equal(model.steps, text.length);
    assert.deepEqual(probs, [...newModel().nextProbs(text)]);
  });

  it('goes on, for a text that has grown, where it was broken off', () => {
    const model = newModel();
    const work = model.readUp(text);
    for (let i = 0; i < 3; i++) work.next();
    const read = model.steps;
    assert.ok(read > 0 && read < text.length);
    const longer = [...text, ...someText(5, 2)];
    assert.ok([...model.readUp(longer)].length > 0);
    assert.equal(model.steps, longer.length);
  });

  it('ends where another text is read meanwhile', () => {
    const model = newModel();
    const work = model.readUp(text);
    work.next();
    model.nextProbs(someText(60, 3));
    assert.equal(work.next().done, true);
    assert.deepEqual([...model.nextProbs(text)], [...newModel().nextProbs(text)]);
  });

  it('begins anew with other weights', () => {
    const model = newModel();
    const work = model.readUp(text);
    work.next();
    const other = model.params.flat.map((weight) => -weight);
    model.use(other);
    assert.equal(work.next().done, true);
    const fresh = newModel();
    fresh.use(other);
    assert.deepEqual([...model.nextProbs(text)], [...fresh.nextProbs(text)]);
  });
});
