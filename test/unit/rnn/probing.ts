// A network that reads word by word, and the gradient probe over what it has read.

import { scalarKernels } from '../../../src/kernels/scalar';
import { Arena } from '../../../src/rnn/arena';
import type { NetworkConfig } from '../../../src/rnn/config';
import { GradientProbe, type ProbedLoss, type TakenStep } from '../../../src/rnn/gradientProbe';
import { Network } from '../../../src/rnn/network';
import { parameterList, ParameterSet } from '../../../src/rnn/parameters';
import { Random } from '../../../src/rnn/random';
import type { LayerState } from '../../../src/rnn/recurrentLayer';
import { solo } from '../../../src/rnn/team';

/** The scalar kernels compute in double precision, and round where numbers are kept: here they are kept whole. */
export class DoubleArena extends Arena {
  override floats(length: number): Float32Array {
    return this.doubles(length) as unknown as Float32Array;
  }
}

export interface Reader {
  readonly network: Network;
  readonly params: ParameterSet;
}

/** A network that reads word by word, with seeded weights of at most `size`. */
export function reader(config: NetworkConfig, size: number, Precision: typeof Arena = Arena): Reader {
  const arena = new Precision(new ArrayBuffer(2 ** 20));
  const params = new ParameterSet(arena, parameterList(config));
  const random = new Random(5);
  for (let i = 0; i < params.flat.length; i++) params.flat[i] = Math.fround(random.uniform(-size, size));
  return readerOf(params, config, arena);
}

/** The same over weights that there are. */
export function readerOf(
  params: ParameterSet,
  config: NetworkConfig,
  arena = new Arena(new ArrayBuffer(2 ** 20)),
): Reader {
  const window = { batchSize: 1, seqLen: 1, training: false };
  const network = new Network(arena, scalarKernels, solo, config, window, params);
  network.packWeights();
  return { network, params };
}

export function copied(state: readonly LayerState[]): LayerState[] {
  return state.map(({ h, c }) => ({ h: h.slice(), c: c.slice() }));
}

export function zeros({ network }: Reader): LayerState[] {
  return network.newState(new DoubleArena(new ArrayBuffer(2 ** 14)));
}

export function step({ network }: Reader, id: number, state: readonly LayerState[]): void {
  network.inputs[0] = id;
  network.embed();
  network.forward(state);
}

/** The steps over a text, latest first. */
export function steps(read: Reader, text: readonly number[]): TakenStep[] {
  const state = zeros(read);
  return text
    .map((id) => {
      const before = copied(state);
      step(read, id, state);
      return { id, before };
    })
    .reverse();
}

function softmax(read: Reader): Float32Array {
  read.network.output.forward();
  const probs = new Float32Array(read.network.config.vocabSize);
  scalarKernels.softmax(probs, read.network.output.logits, probs.length);
  return probs;
}

function finish<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

export function probed(
  read: Reader,
  text: readonly number[],
  targets: readonly number[],
  boundSteps: number,
): ProbedLoss[] {
  const taken = steps(read, text);
  return finish(new GradientProbe(read.network).probe(taken, softmax(read), targets, boundSteps));
}
