// The way to PyTorch and back (docs/pytorch.md): what PyTorch has trained further and written is imported, says of a text
// what PyTorch said of it, and expects it better than before. The files are made by generate.py, which stands beside this.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { readExchangeFile } from '../../../src/engine/exchangeFile';
import { buildIn, createMemory } from '../../../src/engine/kernelHost';
import type { Kernels } from '../../../src/kernels/kernels';
import { PerplexityMeter } from '../../../src/predict/perplexity';
import type { Arena } from '../../../src/rnn/arena';
import { trainerFiles } from '../../unit/engine/builtFiles';
import { assertClose } from '../close';

interface Golden {
  readonly inputs: number[];
  readonly targets: number[];
  readonly logprobs: number[];
  readonly lossBefore: number;
}

const folder = 'test/golden/exchange';
const golden = JSON.parse(fs.readFileSync(`${folder}/trained.json`, 'utf8')) as Golden;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a model that PyTorch has trained further', () => {
  it('is imported, and says of every word what PyTorch says', async () => {
    const { config, weights, validLoss, fits } = await readExchangeFile(`${folder}/trained.safetensors`);
    const layout = (arena: Arena, kernels: Kernels) => new PerplexityMeter(arena, kernels, config);
    const meter = buildIn(trainerFiles.kernels, createMemory(layout), layout);
    meter.load(weights);
    const [inputs, targets] = [golden.inputs, golden.targets].map((ids) => Int32Array.from(ids));
    const logprobs = Array.from(meter.measure({ inputs, targets }, () => true).losses, (loss) => -loss);
    assertClose(logprobs, golden.logprobs, 1e-5, 'ln P');
    assert.ok(-mean(logprobs) < golden.lossBefore - 0.1, `${-mean(logprobs)}, before ${golden.lossBefore}`);
    assert.deepEqual([validLoss, fits], [undefined, undefined], 'what was measured was so of other weights');
  });
});
