// What a run gets where its options leave it open.

import assert from 'node:assert/strict';
import { defaultOptions } from '../../../src/engine/defaults';
import { settle, sharesOf } from '../../../src/engine/recipe';

const options = { ...defaultOptions, threads: 2 };
const facts = { tokens: 200_000, vocabSize: 10_000, gflops: 50 };

describe('recipe', () => {
  it('keeps what is asked for', () => {
    const asked = { ...options, hiddenSize: 77, dropout: 0.05, draws: 0, learningRate: 2e-3 };
    assert.deepEqual(settle(asked, facts), asked);
  });

  it('says what it has chosen the width by, and keeps that where a run goes on', () => {
    const { hiddenSize, sizeReason } = settle({ ...options, minutes: 5 }, facts);
    const { passes, ...given } = sizeReason!;
    assert.deepEqual(given, { tokens: 200_000, minutes: 5, gflops: 100 });
    assert.ok(passes >= 4, `${hiddenSize} wide, so as to read the text ${passes} times`);
    const again = settle({ ...options, hiddenSize, sizeReason }, { ...facts, gflops: 1 });
    assert.deepEqual(again.sizeReason, sizeReason);
  });

  it('makes the network larger with more text and more time, smaller on a slower machine', () => {
    const size = (changes: object, minutes = 5) => settle({ ...options, minutes }, { ...facts, ...changes }).hiddenSize;
    assert.ok(size({ tokens: 5000 }) < size({}));
    assert.ok(size({}, 10) > size({}, 1));
    assert.ok(size({ tokens: 2_000_000 }, 120) > size({ tokens: 2_000_000 }, 10));
    assert.ok(size({ tokens: 2_000_000, gflops: 1 }, 60) < size({ tokens: 2_000_000 }, 60));
    assert.ok(size({ tokens: 100_000_000 }, 1) > 0);
  });

  it('drops more the more often the text is read, and the same for the same epochs on any machine', () => {
    const dropout = (changes: object, machine = facts) => settle({ ...options, ...changes }, machine).dropout;
    assert.ok(dropout({ minutes: 1 }) < dropout({ minutes: 10 }));
    assert.ok(dropout({ minutes: 1000 }) <= 0.5);
    assert.deepEqual(sharesOf(0.5, 256), { units: 0.5, words: 0, recurrent: 0 });
    assert.deepEqual(sharesOf(0.5, 512), { units: 0.5, words: 0.1, recurrent: 0.4 });
    const epochs = { minutes: undefined, epochs: 4 };
    assert.equal(dropout(epochs), dropout(epochs, { ...facts, gflops: 1 }));
  });

  it('lets a wide network learn with a lower rate', () => {
    const rate = (hiddenSize: number) => settle({ ...options, hiddenSize }, facts).learningRate;
    assert.ok(rate(512) < rate(256));
  });

  it('compares all words where they are few, and candidates where they are many', () => {
    assert.equal(settle(options, { ...facts, vocabSize: 1000 }).draws, 0);
    assert.ok(settle(options, facts).draws > 0);
  });
});
