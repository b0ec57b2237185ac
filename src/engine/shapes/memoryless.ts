// The other opinion on a text's labels, beside the network's: of its words alone, wherever they stand. It is learnt when the
// network has learnt, from the same texts, and how much each opinion counts is fitted on what was held out of both.

import { counted } from '../../predict/bagOfWords/bag';
import { linearLength, LinearLabels } from '../../predict/bagOfWords/linearLabels';
import { regressionSteps } from '../../predict/bagOfWords/logisticRegression';
import {
  equalWeights,
  fittingLabelWeights,
  type HeldOpinions,
  type LabelWeights,
} from '../../predict/shapes/labelMixture';
import type { LabelConfig } from '../../rnn/shapes/config';
import { countOf, type Examples, type Sequences } from '../../rnn/shapes/sequences';
import { isSpecialId } from '../../text/vocabulary';

export interface StoredMemoryless {
  /** W [V, C], and below it b [C]; flat. */
  readonly weights: Float32Array;
  readonly mixture: LabelWeights;
}

export class MemorylessLabels {
  private readonly linear: LinearLabels;

  /** @throws Error for weights of another size. */
  constructor(config: LabelConfig, weights: Float32Array) {
    const sizes = sizesOf(config);
    if (weights.length !== linearLength(sizes)) throw new Error('the weights of single words have another size');
    this.linear = new LinearLabels(sizes, Float64Array.from(weights));
  }

  /** P(label | text) [C] */
  probs(ids: Int32Array): Float64Array {
    return this.linear.probs(bagOf(ids));
  }

  /** As LinearLabels has it: of each place of a word, by its id. */
  contributions(ids: Int32Array, label: number): Map<number, number> {
    return this.linear.contributions(bagOf(ids), label);
  }
}

/** Yields every few milliseconds. @param network P(label | text) as the network that was learnt has it. */
export function* learningMemoryless(
  config: LabelConfig,
  { train, valid }: { readonly train: Examples; readonly valid: Examples },
  network: (ids: Int32Array) => ArrayLike<number>,
): Generator<undefined, StoredMemoryless> {
  const linear = yield* regressionSteps(sizesOf(config), bags(train), undefined, bags(valid));
  const weights = Float32Array.from(linear.weights);
  const held: HeldOpinions[] = [];
  for (let i = 0; i < countOf(valid.sources); i++) {
    yield;
    const ids = each(valid.sources, i);
    held.push({ network: network(ids), memoryless: linear.probs(bagOf(ids)), classes: each(valid.targets, i) });
  }
  const mixture = held.length > 0 ? yield* fittingLabelWeights(held, config.several) : equalWeights;
  return { weights, mixture };
}

function sizesOf({ stack, classes, several }: LabelConfig) {
  return { words: stack.vocabSize, classes, several };
}

function bags({ sources, targets }: Examples) {
  const places = Array.from({ length: countOf(sources) }, (_, i) => i);
  return { bags: places.map((i) => bagOf(each(sources, i))), classes: places.map((i) => each(targets, i)) };
}

/** A word that is not known says nothing. */
function bagOf(ids: Int32Array) {
  return counted(ids.filter((id) => !isSpecialId(id)));
}

function each({ ids, starts }: Sequences, i: number): Int32Array {
  return ids.subarray(starts[i], starts[i + 1]);
}
