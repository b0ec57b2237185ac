// Networks of the other shapes against PyTorch's from the same weights: loss, every gradient, ten Adam steps with
// clipping. The files are made by generate.py, which stands beside this test. Every kernel build must agree.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { noDropout } from '../../../src/rnn/dropout';
import type { ShapeConfig } from '../../../src/rnn/shapes/config';
import { EncoderDecoder } from '../../../src/rnn/shapes/encoderDecoder';
import type { ShapeModel, ShapeWindow } from '../../../src/rnn/shapes/learner';
import { SigmoidLayer } from '../../../src/rnn/shapes/sigmoidLayer';
import { solo } from '../../../src/rnn/team';
import { gradients, trainingStep } from '../../../src/rnn/trainingStep';
import { kernelBuilds } from '../../unit/kernels/builds';
import { buildShape, type ShapeSetup } from '../../unit/rnn/shapes/harness';
import { assertClose } from '../close';

interface Golden {
  readonly config: ShapeConfig;
  readonly window: ShapeWindow;
  readonly begins: number[]; // [B]
  readonly learningRate: number;
  readonly gradClip: number;
  readonly weights: Readonly<Record<string, number[]>>;
  readonly inputs: number[]; // [S, B]
  /** What the decoder is given. [T, B] */
  readonly given?: number[];
  /** [B], or [S, B] of tokens, [T, B] of a target. */
  readonly targets?: number[];
  readonly labels?: number[]; // [B, C]
  readonly losses: number[];
  readonly grads: Readonly<Record<string, number[]>>;
  readonly weightsAfter: Readonly<Record<string, number[]>>;
}

const folder = 'test/golden/shapes';
const files = fs.readdirSync(folder).filter((file) => file.endsWith('.json'));

function load({ network, params }: ShapeSetup, golden: Golden): void {
  for (const [name, values] of Object.entries(golden.weights)) params.get(name).set(values);
  const first = network instanceof EncoderDecoder ? network.encoder : network.stack;
  first.inputs.set(golden.inputs);
  first.begins.set(golden.begins);
  if (network instanceof EncoderDecoder) network.decoder.inputs.set(golden.given!);
  const { output } = network;
  if (output instanceof SigmoidLayer) output.labels.set(golden.labels!);
  else output.targets.set(batchMajor(golden, output.targets.length));
}

/** Of tokens the targets stand row by row; padding has none. */
function batchMajor({ config, window, begins, targets }: Golden, count: number): number[] {
  const { batchSize: B } = window;
  const steps = count / B;
  return Array.from({ length: count }, (_, i) => {
    const [b, t] = [Math.floor(i / steps), i % steps];
    return config.shape === 'tag' && t < begins[b] ? -1 : targets![t * B + b];
  });
}

function meanLoss({ output, positions }: ShapeModel): number {
  return output.losses.reduce((sum, loss) => sum + loss, 0) / positions;
}

describe('the other shapes against PyTorch', () => {
  it('have a golden file each', () => {
    for (const shape of ['classify', 'tag', 'pairs']) assert.ok(files.some((file) => file.startsWith(shape)));
  });

  for (const file of files) {
    const golden = JSON.parse(fs.readFileSync(`${folder}/${file}`, 'utf8')) as Golden;
    for (const { name, create } of kernelBuilds()) {
      const setup = () => {
        const { kernels, ...memory } = create(1 << 20);
        const made = buildShape(golden.config, golden.window, kernels, memory);
        load(made, golden);
        return made;
      };

      it(`${file}: the same loss and gradients, ${name}`, () => {
        const learner = setup();
        gradients(learner, solo, learner.state, noDropout);
        assert.ok(Math.abs(meanLoss(learner.network) - golden.losses[0]) < 1e-6);
        for (const [parameter, expected] of Object.entries(golden.grads)) {
          assertClose(learner.adam.grads.get(parameter), expected, 1e-6, `gradient of ${parameter}`);
        }
      });

      it(`${file}: the same ten Adam steps, ${name}`, () => {
        const learner = setup();
        const options = { learningRate: golden.learningRate, gradClip: golden.gradClip, dropout: noDropout };
        golden.losses.forEach((expected, i) => {
          trainingStep(learner, solo, learner.state, i + 1, options);
          const loss = meanLoss(learner.network);
          assert.ok(Math.abs(loss - expected) < 1e-5, `step ${i + 1}: ${loss}, ${expected}`);
        });
        for (const [parameter, expected] of Object.entries(golden.weightsAfter)) {
          assertClose(learner.params.get(parameter), expected, 2e-5, parameter);
        }
      });
    }
  }
});
