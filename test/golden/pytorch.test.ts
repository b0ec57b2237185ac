// Our network against PyTorch's from the same weights: logits, loss, every gradient, ten Adam steps with clipping.
// The files are made by generate.py, which stands beside this test. Every kernel build must agree.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { NetworkConfig } from '../../src/rnn/config';
import { noDropout } from '../../src/rnn/dropout';
import { solo } from '../../src/rnn/team';
import { gradients, trainingStep } from '../../src/rnn/trainingStep';
import { build, meanLoss, type Setup } from '../unit/rnn/harness';
import { kernelBuilds } from '../unit/kernels/builds';
import { assertClose } from './close';

interface Golden {
  readonly config: NetworkConfig;
  readonly batchSize: number;
  readonly seqLen: number;
  readonly learningRate: number;
  readonly gradClip: number;
  readonly weights: Readonly<Record<string, number[]>>;
  readonly inputs: number[]; // [T, B]
  readonly targets: number[]; // [T, B]
  readonly h0: number[]; // [L, B, H]
  readonly c0: number[]; // [L, B, H]
  readonly logits: number[]; // [T, B, V]
  readonly losses: number[];
  readonly grads: Readonly<Record<string, number[]>>;
  readonly weightsAfter: Readonly<Record<string, number[]>>;
}

const folder = 'test/golden';
const files = fs.readdirSync(folder).filter((file) => file.endsWith('.json'));

function load(setup: Setup, golden: Golden): void {
  const { network, params, state } = setup;
  const { batchSize: B, seqLen: T } = golden;
  for (const [name, values] of Object.entries(golden.weights)) params.get(name).set(values);
  network.inputs.set(golden.inputs);
  golden.targets.forEach((target, i) => (network.output.targets[(i % B) * T + Math.floor(i / B)] = target));
  state.forEach(({ h, c }, l) => {
    h.set(golden.h0.slice(l * h.length, (l + 1) * h.length));
    c.set(golden.c0.slice(l * c.length, (l + 1) * c.length));
  });
}

describe('against PyTorch', () => {
  it('has a golden file for each cell', () => {
    for (const cell of ['rnn', 'gru', 'lstm']) assert.ok(files.some((file) => file.startsWith(cell)));
  });

  for (const file of files) {
    const golden = JSON.parse(fs.readFileSync(`${folder}/${file}`, 'utf8')) as Golden;
    const { config, batchSize: B, seqLen: T } = golden;
    for (const { name, create } of kernelBuilds()) {
      const setup = () => {
        const { kernels, ...memory } = create(1 << 20);
        const made = build(config, B, T, kernels, memory);
        load(made, golden);
        return made;
      };

      it(`${file}: the same logits, ${name}`, () => {
        const { network, state } = setup();
        network.drop(noDropout);
        network.packWeights();
        network.embed();
        network.forward(state);
        network.output.forward();
        const V = config.vocabSize;
        const timeMajor = golden.logits.map((_, i) => {
          const [t, b, v] = [Math.floor(i / (B * V)), Math.floor(i / V) % B, i % V];
          return network.output.logits[(b * T + t) * V + v];
        });
        assertClose(timeMajor, golden.logits, 2e-6, 'logits');
      });

      it(`${file}: the same loss and gradients, ${name}`, () => {
        const learner = setup();
        const { network, adam } = learner;
        gradients(learner, solo, learner.state, noDropout);
        assert.ok(Math.abs(meanLoss(network) - golden.losses[0]) < 1e-6);
        for (const [parameter, expected] of Object.entries(golden.grads)) {
          assertClose(adam.grads.get(parameter), expected, 5e-7, `gradient of ${parameter}`);
        }
      });

      it(`${file}: the same ten Adam steps, ${name}`, () => {
        const learner = setup();
        const { network, params, state } = learner;
        const options = { learningRate: golden.learningRate, gradClip: golden.gradClip, dropout: noDropout };
        golden.losses.forEach((expected, i) => {
          trainingStep(learner, solo, state, i + 1, options);
          assert.ok(Math.abs(meanLoss(network) - expected) < 1e-5, `step ${i + 1}: ${meanLoss(network)}, ${expected}`);
        });
        for (const [parameter, expected] of Object.entries(golden.weightsAfter)) {
          assertClose(params.get(parameter), expected, 2e-5, parameter);
        }
      });
    }
  }
});
