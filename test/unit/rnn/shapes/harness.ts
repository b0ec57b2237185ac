// A small network of another shape over a memory of its own, with weights, sequences and labels drawn by a seed.

import type { Kernels } from '../../../../src/kernels/kernels';
import { scalarKernels } from '../../../../src/kernels/scalar';
import { Arena, measure } from '../../../../src/rnn/arena';
import type { StackConfig } from '../../../../src/rnn/config';
import { type Dropout, noDropout } from '../../../../src/rnn/dropout';
import type { Learner } from '../../../../src/rnn/learner';
import { Random } from '../../../../src/rnn/random';
import type { LayerState } from '../../../../src/rnn/recurrentLayer';
import type { ShapeConfig } from '../../../../src/rnn/shapes/config';
import { EncoderDecoder } from '../../../../src/rnn/shapes/encoderDecoder';
import { createShapeLearner, newState, type ShapeModel, type ShapeWindow } from '../../../../src/rnn/shapes/learner';
import { SigmoidLayer } from '../../../../src/rnn/shapes/sigmoidLayer';
import { solo } from '../../../../src/rnn/team';

export const smallStack: StackConfig = {
  cell: 'lstm',
  activation: 'tanh',
  vocabSize: 7,
  embedSize: 4,
  hiddenSize: 5,
  numLayers: 1,
};
export const smallWindow: ShapeWindow = { batchSize: 3, sourceLen: 4, targetLen: 3 };

export interface ShapeSetup extends Learner<ShapeModel> {
  readonly state: readonly LayerState[];
}

export function buildShape(
  config: ShapeConfig,
  window = smallWindow,
  kernels: Kernels = scalarKernels,
  memory?: { readonly buffer: ArrayBufferLike; readonly start: number },
): ShapeSetup {
  const layout = (arena: Arena) => {
    const learner = createShapeLearner(arena, kernels, solo, config, window);
    return { ...learner, state: newState(arena, learner.network) };
  };
  return layout(memory ? new Arena(memory.buffer, memory.start) : new Arena(new ArrayBuffer(measure(layout))));
}

/** Rows begin at steps 0, 1, 2 …; one position more has no target. */
export function fillShape({ network, params }: ShapeSetup, seed: number): void {
  const random = new Random(seed);
  for (const { name } of params.list) {
    const values = params.get(name);
    for (let i = 0; i < values.length; i++) values[i] = random.uniform(-0.6, 0.6);
  }
  const draw = (into: Int32Array, most: number) => {
    for (let i = 0; i < into.length; i++) into[i] = Math.floor(random.uniform(0, most));
  };
  const stacks = network instanceof EncoderDecoder ? [network.encoder, network.decoder] : [network.stack];
  for (const stack of stacks) draw(stack.inputs, stack.config.vocabSize);
  stacks[0].begins.forEach((_, b, begins) => (begins[b] = b % stacks[0].shape.seqLen));
  const { output } = network;
  draw(output.targets, output instanceof SigmoidLayer ? 1 : output.logits.length / output.targets.length);
  if (output instanceof SigmoidLayer)
    output.labels.forEach((_, i, labels) => (labels[i] = random.uniform(0, 1) < 0.5 ? 1 : 0));
  output.targets[1] = -1;
  clearPadding(network);
}

/** What stands before a sequence begins has no label. */
function clearPadding(network: ShapeModel): void {
  if (network instanceof EncoderDecoder || network.config.shape !== 'tag') return;
  const { begins, shape } = network.stack;
  begins.forEach((begin, b) => network.output.targets.fill(-1, b * shape.seqLen, b * shape.seqLen + begin));
}

/** The sum of the losses, by the positions of the window, with the weights as they are. */
export function shapeLoss({ network, state }: ShapeSetup, dropout: Dropout = noDropout): number {
  network.drop(dropout);
  network.packWeights();
  network.embed();
  network.forward(state);
  network.output.loss();
  return network.output.losses.reduce((sum, loss) => sum + loss, 0) / network.positions;
}
