// Bands and sums of tokens: where one band ends and the next begins, and that sums and perplexity are those of the loss.

import assert from 'node:assert/strict';
import type { InspectedToken } from '../../../src/predict/answers';
import { bandCounts, bandOf, bitsOf, unknownBand } from '../../../src/predict/bands';
import { natsOf, perplexityOf, sentenceSums } from '../../../src/predict/textSums';

const token = (probability: number, rank = 1, text = 'word', unknown = false): InspectedToken => {
  return { text, probability, logprob: Math.log(probability), rank, unknown, top: [] };
};

describe('bands', () => {
  it('by rank are 1, up to 5, 10, 100, 1,000, and beyond', () => {
    const ranks = [1, 2, 5, 6, 10, 11, 100, 101, 1000, 1001, 1e6];
    const bands = ranks.map((rank) => bandOf(token(0.1, rank), 'rank'));
    assert.deepEqual(bands, [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
  });

  it('by surprisal begin with what was likelier than not', () => {
    const probabilities = [1, 0.51, 0.49, 0.126, 0.124, 1 / 63, 1 / 65, 1 / 1000, 1 / 1050, 1 / 16_000, 1 / 17_000];
    const bands = probabilities.map((probability) => bandOf(token(probability, 7), 'surprisal'));
    assert.deepEqual(bands, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5]);
  });

  it('have one of their own for words that the vocabulary does not hold', () => {
    for (const banding of ['rank', 'surprisal'] as const)
      assert.equal(bandOf(token(0.9, 1, 'x', true), banding), unknownBand);
  });

  it('count every token once', () => {
    const tokens = [token(0.5, 1), token(0.1, 3), token(0.1, 4), token(0.01, 99), token(0.2, 2, 'x', true)];
    assert.deepEqual(bandCounts(tokens, 'rank'), [1, 2, 0, 1, 0, 0, 1]);
  });
});

describe('sums of a text', () => {
  const tokens = [token(0.5), token(0.25), token(0.5, 1, '</s>'), token(0.125), token(0.5, 1, '</s>'), token(0.1)];

  it('of a sentence are the sum over its steps, its end among them; of one that has not ended there is none', () => {
    const sums = sentenceSums(tokens);
    assert.deepEqual(
      sums.map(({ from, to }) => [from, to]),
      [
        [0, 3],
        [3, 5],
      ],
    );
    assert.ok(Math.abs(sums[0].nats - Math.log(16)) < 1e-12);
    assert.ok(Math.abs(sums[1].nats - Math.log(16)) < 1e-12);
  });

  it('make the perplexity, exp of their mean', () => {
    assert.ok(Math.abs(perplexityOf(tokens.slice(0, 5)) - 2 ** (8 / 5)) < 1e-9);
    assert.ok(
      Math.abs(Math.exp(-natsOf(tokens)) - tokens.reduce((product, { probability }) => product * probability, 1)) <
        1e-9,
    );
    assert.equal(perplexityOf([]), 1);
  });

  it('in bits are never less than nothing', () => {
    assert.ok(Object.is(bitsOf(token(1)), 0));
    assert.equal(bitsOf(token(0.125)), 3);
  });
});
