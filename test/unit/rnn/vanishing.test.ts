// The textbook's vanishing and exploding gradients, measured. A vanilla RNN, a GRU and an LSTM learn to say at the end of
// a sequence which word stood 20 steps before, and the gradient probe looks at what reaches that word.

import assert from 'node:assert/strict';
import { finish } from '../../../src/rnn/stepwise';
import type { CellKind } from '../../../src/rnn/config';
import { initialisingWeights } from '../../../src/rnn/initialWeights';
import { noDropout } from '../../../src/rnn/dropout';
import { Random } from '../../../src/rnn/random';
import { solo } from '../../../src/rnn/team';
import { trainingStep } from '../../../src/rnn/trainingStep';
import { kernelBuilds } from '../kernels/builds';
import { build, type Setup, smallConfig } from './harness';
import { probed, readerOf } from './probing';

const lag = 20;
const symbols = 4;
/** Ids after the symbols: what is asked at the end, and words between that say nothing. */
const question = symbols;
const fillers = 8;
const [batchSize, seqLen, hiddenSize] = [16, lag + 1, 24];
const updates = 2000;
const gradClip = 0.05;
/** The loss of one who knows that it is a symbol, and not which. */
const chance = Math.log(symbols);

/** A symbol, words that say nothing, a question: the symbol is to be said then. */
function sequence(symbol: number, random: Random): number[] {
  const filler = () => question + 1 + Math.floor(random.uniform(0, fillers));
  return [symbol, ...Array.from({ length: lag - 1 }, filler), question];
}

function learner(cell: CellKind): Setup {
  const config = smallConfig(cell, { vocabSize: symbols + 1 + fillers, embedSize: 16, hiddenSize });
  const { kernels, buffer, start } = kernelBuilds()[1].create(2 ** 23);
  const setup = build(config, batchSize, seqLen, kernels, { buffer, start });
  finish(initialisingWeights(setup.params, config, [], 1));
  // A forget gate that is open for longer than the lag (Tallec & Ollivier 2018).
  if (cell === 'lstm') setup.params.get('rnn.bias_ih_l0').fill(5, hiddenSize, 2 * hiddenSize);
  return setup;
}

/** A window of sequences, each from a state of zeros. */
function fillWindow({ network, state }: Setup, random: Random): void {
  network.output.targets.fill(-1);
  for (let b = 0; b < batchSize; b++) {
    const symbol = Math.floor(random.uniform(0, symbols));
    sequence(symbol, random).forEach((id, t) => (network.inputs[t * batchSize + b] = id));
    network.output.targets[b * seqLen + lag] = symbol;
  }
  for (const { h, c } of state) {
    h.fill(0);
    c.fill(0);
  }
}

/** @returns the mean loss of the last hundred updates' answers. */
function learn(setup: Setup): number {
  const random = new Random(2);
  const options = { learningRate: 0.02, gradClip, dropout: noDropout };
  let loss = 0;
  for (let step = 1; step <= updates; step++) {
    fillWindow(setup, random);
    trainingStep(setup, solo, setup.state, step, options);
    if (step > updates - 100) loss += setup.network.output.losses.reduce((sum, each) => sum + each, 0);
  }
  return loss / (100 * batchSize);
}

/** The share of the gradient at the question that is left at the symbol, on average over sequences. */
function left({ params, network }: Setup): number {
  const read = readerOf(params, network.config);
  const random = new Random(3);
  const shares = Array.from({ length: 12 }, (_, i) => {
    const symbol = i % symbols;
    const [{ states }] = probed(read, sequence(symbol, random), [symbol], 0);
    return states[lag] / states[0];
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

describe('over a lag of 20 steps', function () {
  this.timeout(60_000);
  const setups = { rnn: learner('rnn'), gru: learner('gru'), lstm: learner('lstm') };
  const before = { rnn: left(setups.rnn), gru: left(setups.gru), lstm: left(setups.lstm) };

  it('the gradient of a vanilla RNN vanishes before it has learnt anything, that of an open LSTM does not', () => {
    assert.ok(before.rnn < 1e-3, String(before.rnn));
    assert.ok(before.lstm > 0.1, String(before.lstm));
  });

  it('a vanilla RNN does not learn what stood there, a GRU and an LSTM do; what reaches it tells why', () => {
    const loss = { rnn: learn(setups.rnn), gru: learn(setups.gru), lstm: learn(setups.lstm) };
    assert.ok(loss.rnn > 0.5 * chance, `vanilla RNN: ${loss.rnn}`);
    assert.ok(loss.gru < 0.02, `GRU: ${loss.gru}`);
    assert.ok(loss.lstm < 0.02, `LSTM: ${loss.lstm}`);
    const after = { rnn: left(setups.rnn), gru: left(setups.gru), lstm: left(setups.lstm) };
    for (const cell of ['gru', 'lstm'] as const) {
      assert.ok(after.rnn < 1e-5 * after[cell], `vanilla RNN ${after.rnn}, ${cell} ${after[cell]}`);
    }
    assert.ok(after.gru > 0.1, `GRU: ${after.gru}`);
  });

  it('with a large initial W the gradient of a vanilla RNN explodes, and clipping holds the update', () => {
    const updated = (scale: number, clip: number) => {
      const setup = learner('rnn');
      const weight = setup.params.get('rnn.weight_hh_l0');
      weight.forEach((value, i) => (weight[i] = scale * value));
      const share = left(setup);
      fillWindow(setup, new Random(2));
      trainingStep(setup, solo, setup.state, 1, { learningRate: 0.01, gradClip: clip, dropout: noDropout });
      // Adam's first moment after one update: a tenth of what the gradient was taken for.
      const taken = 10 * Math.hypot(...setup.m.flat);
      return { share, norm: setup.adam.gradNorm(), taken };
    };
    const [usual, large, clipped] = [updated(1, 0), updated(16, 0), updated(16, gradClip)];
    assert.ok(usual.share < 1e-3 && large.share > 1e4, `${usual.share}, with a large W ${large.share}`);
    assert.ok(large.norm > 1000 * usual.norm, `${usual.norm}, with a large W ${large.norm}`);
    assert.ok(Math.abs(large.taken - large.norm) < 1e-3 * large.norm, String(large.taken));
    assert.equal(clipped.norm, large.norm);
    assert.ok(clipped.taken <= 1.001 * gradClip, String(clipped.taken));
  });
});
