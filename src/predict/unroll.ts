// The unrolled network with its numbers: for the words around the caret, one step each, what goes in, what every layer
// holds, and what comes out. The numbers are those of the network that answers, from the same forward pass.

import { gateCount, type NetworkConfig } from '../rnn/config';
import type { Weights } from '../rnn/parameters';
import type { Vocabulary } from '../text/vocabulary';
import type { LanguageModel, LayerStep } from './languageModel';
import type { Place, PlacedToken } from './place';
import { type TensorSummary, tensorSummaries } from './tensorSummary';
import { rankOf, topK } from './topK';

export interface UnrolledLayer {
  readonly h: readonly number[]; // [H]
  /** Empty without a memory cell. */
  readonly c: readonly number[]; // [H]
  /** LSTM i, f, g, o; GRU r, z, n; of the vanilla RNN the sum that its activation is applied to. [G][H] */
  readonly gates: readonly (readonly number[])[];
}

export interface OutputWord {
  readonly text: string;
  readonly logit: number;
  readonly probability: number;
}

export interface UnrolledStep {
  readonly input: PlacedToken;
  /** The row of the embedding that the word's one-hot vector picks. [E] */
  readonly embedding: readonly number[];
  /** From the bottom up. */
  readonly layers: readonly UnrolledLayer[];
  /** The most probable next words. */
  readonly top: readonly OutputWord[];
  /** What did follow; its loss is −logprob. undefined: nothing stands there yet. */
  readonly target: (PlacedToken & { readonly rank: number; readonly logprob: number }) | undefined;
}

export interface Unrolled {
  readonly config: NetworkConfig;
  readonly tensors: readonly TensorSummary[];
  readonly steps: readonly UnrolledStep[];
  /** The step at the caret. */
  readonly at: number;
}

/** Steps shown before the caret's and after it. */
const stepsBefore = 7;
const stepsAfter = 2;

/** The part of a paragraph that is shown: its steps [from, to). */
export function shownSteps({ at, inputs }: Place): [from: number, to: number] {
  return [Math.max(0, at - stepsBefore), Math.min(inputs.length, at + stepsAfter + 1)];
}

/**
 * Yields now and then, so that other requests are answered in between.
 * @param known what has been told of the same weights before.
 */
export function* unroll(
  model: LanguageModel,
  vocabulary: Vocabulary,
  place: Place,
  k: number,
  known?: readonly TensorSummary[],
): Generator<undefined, Unrolled> {
  const { config, params } = model;
  const [from, to] = shownSteps(place);
  const steps: UnrolledStep[] = [];
  for (let t = from; t < to; t++) {
    const context = [...place.before, ...place.inputs.slice(0, t + 1).map(({ id }) => id)];
    const probs = model.nextProbs(context);
    const layers = model.lastStep(context);
    const input = place.inputs[t];
    const target = place.targets.at(t);
    steps.push({
      input,
      embedding: rounded(rowOf(params, 'encoder.weight', config.embedSize, input.id)),
      layers: layers.map((layer) => shownLayer(layer, config)),
      top: topK(probs, k).map((id) => ({
        text: vocabulary.textOf(id),
        logit: logitOf(params, config, layers[layers.length - 1].h, id),
        probability: probs[id],
      })),
      target: target && {
        ...target,
        rank: rankOf(probs, target.id),
        logprob: Math.log(Math.max(probs[target.id], Number.MIN_VALUE)),
      },
    });
    yield;
  }
  return { config, tensors: known ?? (yield* tensorSummaries(params, config)), steps, at: place.at - from };
}

function shownLayer({ h, c, gates }: LayerStep, { cell, hiddenSize: H }: NetworkConfig): UnrolledLayer {
  const blocks = Array.from({ length: gateCount[cell] }, (_, g) => rounded(gates.subarray(g * H, (g + 1) * H)));
  return { h: rounded(h), c: rounded(c), gates: blocks };
}

/** The textbook's V·s + b_y at one word: the softmax leaves only its probability. */
function logitOf(params: Weights, { tied, hiddenSize: H }: NetworkConfig, h: Float32Array, id: number): number {
  const row = rowOf(params, tied ? 'encoder.weight' : 'decoder.weight', H, id);
  return h.reduce((sum, x, j) => sum + x * row[j], params.get('decoder.bias')[id]);
}

function rowOf(params: Weights, name: string, width: number, row: number): Float32Array {
  return params.get(name).subarray(row * width, (row + 1) * width);
}

/** Four decimals: a strip of a thousand activations travels light. */
function rounded(values: Float32Array): number[] {
  return Array.from(values, (value) => Math.round(value * 1e4) / 1e4);
}
