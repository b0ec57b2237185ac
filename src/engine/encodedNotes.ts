// Notes as a network reads them, for whoever computes with it elsewhere: ids, and what the network says of each, so that
// the two can be held beside each other (docs/pytorch.md).

import type { Kernels } from '../kernels/kernels';
import { PerplexityMeter } from '../predict/perplexity';
import type { Arena } from '../rnn/arena';
import { encodeNotes, type Note } from '../text/corpus';
import type { NetworkAnswers } from './answerer';
import { buildIn, createMemory, type KernelModule } from './kernelHost';

export interface EncodedNote {
  readonly file: string;
  /** Of every position the word that is read there, and the one that follows. */
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
  /** ln P of every target, by the network alone, read from a zero state. */
  readonly logprobs: readonly number[];
}

export function* encodedNotes(
  { config, vocabulary, weights }: NetworkAnswers,
  kernels: KernelModule,
  notes: readonly Note[],
): Generator<EncodedNote> {
  const layout = (arena: Arena, own: Kernels) => new PerplexityMeter(arena, own, config);
  const meter = buildIn(kernels, createMemory(layout), layout);
  meter.load(weights);
  for (const note of notes) {
    const { inputs, targets } = encodeNotes([note], vocabulary);
    const { losses } = meter.measure({ inputs, targets }, () => false);
    const logprobs = Array.from(losses, (loss) => Number((-loss).toFixed(6)));
    yield { file: note.path, inputs: [...inputs], targets: [...targets], logprobs };
  }
}
