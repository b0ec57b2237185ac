import assert from 'node:assert/strict';
import { PerplexityMeter } from '../../../src/predict/perplexity';
import type { Stream } from '../../../src/rnn/batches';
import type { NetworkConfig } from '../../../src/rnn/config';
import { flatLength, parameterList } from '../../../src/rnn/parameters';
import { Random } from '../../../src/rnn/random';
import { buildIn, createMemory } from '../../../src/engine/kernelHost';
import { trainerFiles } from '../engine/builtFiles';

const config: NetworkConfig = {
  cell: 'lstm',
  activation: 'tanh',
  vocabSize: 12,
  embedSize: 8,
  hiddenSize: 8,
  numLayers: 1,
  tied: false,
};

function meter(memoryless: boolean): PerplexityMeter {
  const layout = (...[arena, own]: Parameters<Parameters<typeof createMemory>[0]>) =>
    new PerplexityMeter(arena, own, config, memoryless);
  const made = buildIn(trainerFiles.kernels, createMemory(layout), layout);
  const random = new Random(1);
  made.load(Float32Array.from({ length: flatLength(parameterList(config)) }, () => random.uniform(-1, 1)));
  return made;
}

/** More than one window. */
const ids = Array.from({ length: 150 }, (_, i) => (i * 7 + (i % 5)) % config.vocabSize);
const stream = (inputs: number[], targets: number[]): Stream => ({
  inputs: Int32Array.from(inputs),
  targets: Int32Array.from(targets),
});
const whole = stream(ids.slice(0, -1), ids.slice(1));

describe('the perplexity of a text', () => {
  it('with the last word alone is that of its pairs of words', () => {
    const alone = meter(false);
    const pairs = ids.slice(1).map((next, i) => alone.measure(stream([ids[i]], [next]), () => true).loss);
    const { loss, tokens } = meter(true).measure(whole, () => true);
    assert.equal(tokens, pairs.length);
    const sum = pairs.reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(loss - sum) < 1e-3 * sum, `${loss} is not ${sum}`);
  });

  it('is another with all words before', () => {
    const [withMemory, without] = [false, true].map((memoryless) => meter(memoryless).measure(whole, () => true).loss);
    assert.ok(Math.abs(withMemory - without) > 1e-3 * without);
  });
});
