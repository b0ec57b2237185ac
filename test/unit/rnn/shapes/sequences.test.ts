import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LabelConfig, PairsConfig } from '../../../../src/rnn/shapes/config';
import { EncoderDecoder } from '../../../../src/rnn/shapes/encoderDecoder';
import { Labeller } from '../../../../src/rnn/shapes/labeller';
import {
  type Examples,
  fillWindow,
  orderOf,
  type Sequences,
  targetCount,
  windowOf,
  windowsFor,
} from '../../../../src/rnn/shapes/sequences';
import { buildShape, smallStack } from './harness';

const pairs: PairsConfig = { shape: 'pairs', source: smallStack, target: smallStack, attention: false };
const tags: LabelConfig = { shape: 'tag', stack: smallStack, classes: 4, pooling: 'last', several: false };

const sequences = (lists: readonly (readonly number[])[]): Sequences => {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((ids, i) => (starts[i + 1] = starts[i] + ids.length));
  return { ids: Int32Array.from(lists.flat()), starts };
};
const examples: Examples = {
  sources: sequences([[4, 5], [6], [4, 5, 6, 4, 5]]),
  targets: sequences([[1, 2], [3], [1, 2, 3, 1, 2]]),
};
const ends = { start: 1, end: 3 };
/** Row b of a [T, B] tensor. */
const row = (tensor: ArrayLike<number>, b: number, B: number) => Array.from(tensor).filter((_, i) => i % B === b);

describe('a window', () => {
  it('of pairs has sources that end together, and targets one step behind what is given', () => {
    const { network } = buildShape(pairs, { batchSize: 3, sourceLen: 4, targetLen: 3 });
    assert.ok(network instanceof EncoderDecoder);
    fillWindow(network, examples, [0, 1], ends);
    const { encoder, decoder, output } = network;
    assert.deepEqual([...encoder.begins], [2, 3, 3]);
    assert.deepEqual(row(encoder.inputs, 0, 3), [0, 0, 4, 5]);
    assert.deepEqual(row(encoder.inputs, 1, 3), [0, 0, 0, 6]);
    assert.deepEqual(row(decoder.inputs, 0, 3), [1, 1, 2]);
    assert.deepEqual(Array.from(output.targets), [1, 2, 3, 3, 3, -1, -1, -1, -1]);
  });

  it('of labelled tokens has a label where a token is', () => {
    const { network } = buildShape(tags, { batchSize: 2, sourceLen: 4, targetLen: 1 });
    assert.ok(network instanceof Labeller);
    fillWindow(network, examples, [1, 2], ends);
    assert.deepEqual(row(network.stack.inputs, 1, 2), [5, 6, 4, 5], 'the end of what is too long');
    assert.deepEqual(Array.from(network.output.targets), [-1, -1, -1, 3, 2, 3, 1, 2]);
  });

  it('is the shortest that holds its examples', () => {
    const windows = windowsFor(pairs, examples, 8);
    assert.deepEqual(windows.at(-1), { batchSize: 8, sourceLen: 5, targetLen: 6 });
    assert.deepEqual(
      [...windows].map(({ sourceLen }) => sourceLen),
      [...windows].map(({ sourceLen }) => sourceLen).sort(),
    );
    const chosen = windows[windowOf(windows, examples, [1])];
    assert.ok(chosen.sourceLen < 5);
    assert.equal(windowOf(windows, examples, [0, 2]), windows.length - 1);
  });
});

describe('an epoch', () => {
  it('has every example once, in an order of its own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(9), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        (lengths, batch) => {
          const of = sequences(lengths.map((length) => Array.from({ length: length + 1 }, () => 4)));
          const order = orderOf({ sources: of, targets: of }, batch, 3);
          assert.deepEqual(
            [...order].sort((a, b) => a - b),
            lengths.map((_, i) => i),
          );
          assert.deepEqual(orderOf({ sources: of, targets: of }, batch, 3), order);
        },
      ),
    );
  });

  it('counts what is expected: words and ends of targets, labels, classes', () => {
    assert.equal(targetCount(pairs, examples), 8 + 3);
    assert.equal(targetCount(tags, examples), 8);
    assert.equal(targetCount({ ...tags, shape: 'classify' }, examples), 3);
  });
});
