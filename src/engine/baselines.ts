// What models that only count lose on a run's held-out text, to hold the network's curve to. The comparison is like with
// like, token for token: they are counted on the run's training text, over the network's words, with <unk> wherever the
// network reads <unk>, and are measured on the very positions whose mean is validLoss: words, marks, sentence ends and
// <unk>. All three are smoothed in the same way (Chen & Goodman 1999), so that none of them loses infinitely much on what it
// has not seen: the unigram interpolated with the uniform distribution, the bigram with the unigram, the third down from
// four words of context. Like the network they read the held-out notes as one text.

import { NgramModel } from '../counts/kneserNey';
import type { EventStream } from '../counts/ngramTables';
import type { Baselines } from './protocol/curves';

const orders: Readonly<Record<keyof Baselines, number>> = { unigram: 1, bigram: 2, kneserNey: 5 };

export interface BaselineText {
  /** In the network's ids, as it reads them. */
  readonly train: readonly EventStream[];
  readonly valid: EventStream;
  readonly vocabSize: number;
}

/** @returns undefined where nothing is held out. */
export function measureBaselines({ train, valid, vocabSize }: BaselineText): Baselines | undefined {
  if (valid.targets.length === 0) return undefined;
  const loss = (order: number) => crossEntropy(NgramModel.build(train, vocabSize, order), valid);
  return { unigram: loss(orders.unigram), bigram: loss(orders.bigram), kneserNey: loss(orders.kneserNey) };
}

/** In nats per token. */
function crossEntropy(model: NgramModel, { inputs, targets }: EventStream): number {
  let sum = 0;
  for (let at = 0; at < targets.length; at++) {
    const context = inputs.subarray(Math.max(0, at + 2 - model.order), at + 1);
    sum -= Math.log(model.prob(context, targets[at]));
  }
  return sum / targets.length;
}
