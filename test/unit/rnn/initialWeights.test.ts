import assert from 'node:assert/strict';
import { finish } from '../../../src/rnn/stepwise';
import { initialisingWeights } from '../../../src/rnn/initialWeights';
import type { CellKind } from '../../../src/rnn/config';
import { build, smallConfig } from './harness';

const H = 9;

function begun(cell: CellKind, counts: readonly number[] = [], seed = 1) {
  const config = smallConfig(cell, { embedSize: H, hiddenSize: H, numLayers: 2, vocabSize: 4 });
  const { params } = build(config, 1, 1);
  finish(initialisingWeights(params, config, counts, seed));
  return params;
}

describe('the weights that training starts from', () => {
  it('open the forget gates of an LSTM: their two biases sum to 1 (PyTorch has one for input, one for state)', () => {
    const params = begun('lstm');
    for (const layer of [0, 1]) {
      const [input, hidden] = ['ih', 'hh'].map((side) => params.get(`rnn.bias_${side}_l${layer}`));
      for (let unit = 0; unit < H; unit++) assert.equal(input[H + unit] + hidden[H + unit], 1);
      // The other gates are not touched.
      assert.ok(Math.abs(input[0] + hidden[0]) < 1 && Math.abs(input[2 * H] + hidden[2 * H]) < 1);
    }
  });

  it('leave the gates of a GRU as they are drawn', () => {
    const bias = begun('gru').get('rnn.bias_ih_l0');
    assert.ok(bias.every((b) => Math.abs(b) <= 1 / Math.sqrt(H)));
  });

  it('expect every word as often as it stands in the text, and one that does not half as often as one that does once', () => {
    const bias = begun('rnn', [6, 3, 1, 0]).get('decoder.bias');
    bias.forEach((logit, id) => assert.ok(Math.abs(Math.exp(logit) - [6, 3, 1, 0.5][id] / 10.5) < 1e-6));
  });

  it('are the same by the same seed, and others by another', () => {
    assert.deepEqual(begun('lstm').flat, begun('lstm').flat);
    assert.notDeepEqual(begun('lstm', [], 2).flat, begun('lstm').flat);
  });
});
