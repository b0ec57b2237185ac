// The network and the settings of a run where they are left open: from the amount of text, the time allowed and the
// speed of this machine. The numbers come from the table of recipes in docs/recipes.md.

import { forwardFlops } from '../rnn/cost';
import type { DropoutShares } from '../rnn/dropout';
import type { SizeReason } from './protocol/models';
import type { TrainingOptions } from './protocol/training';

/** Options of which nothing is left open. */
export type SettledOptions = TrainingOptions & {
  readonly hiddenSize: number;
  readonly dropout: number;
  readonly draws: number;
  readonly learningRate: number;
  /** undefined: the size was asked for. */
  readonly sizeReason?: SizeReason | undefined;
};

export interface RunFacts {
  /** Of the training text. */
  readonly tokens: number;
  readonly vocabSize: number;
  /** What one thread multiplies, in GFLOP/s. */
  readonly gflops: number;
}

/**
 * Widest first. A larger network knows more in the end, but must have seen the text often enough to be ahead of a smaller
 * one: each with the least text, in tokens, and the fewest passes over it from which it is better than the next.
 */
const widths: readonly [hiddenSize: number, tokens: number, passes: number][] = [
  [512, 100_000, 8],
  [384, 100_000, 8],
  [256, 50_000, 4],
  [128, 0, 4],
];
/** From this width on a network has so many weights from state to state that some of them are left out as well. */
const wide = 384;
/** And it learns more with a lower rate. */
const highestRate = (hiddenSize: number) => (hiddenSize < wide ? 4e-3 : 3e-3);
/** From so many words on a softmax over candidates is faster than the exact one, with so many draws. */
const largeVocabulary = 4000;
const usualDraws = 1024;
/** What training reaches of a thread's speed in large products. */
const efficiency = 0.75;

/** @param options with the reason for their size, where that was chosen for an earlier run. */
export function settle(options: TrainingOptions & Pick<SettledOptions, 'sizeReason'>, facts: RunFacts): SettledOptions {
  const draws = options.draws ?? (facts.vocabSize < largeVocabulary ? 0 : usualDraws);
  const passes = (hiddenSize: number) => passesOver(facts, { ...options, hiddenSize, draws });
  const affordable = widths.filter(([, tokens]) => facts.tokens >= tokens);
  const best = affordable.find(([hiddenSize, , wanted]) => passes(hiddenSize) >= wanted);
  // A text too long for that many passes still gets a network that can learn something from it.
  const hiddenSize = options.hiddenSize ?? best?.[0] ?? Math.min(affordable[0][0], 256);
  const dropout = options.dropout ?? dropoutFor(passes(hiddenSize), hiddenSize);
  const learningRate = options.learningRate ?? highestRate(hiddenSize);
  const settled = { ...options, draws, hiddenSize, dropout, learningRate };
  if (options.hiddenSize !== undefined) return settled;
  const { tokens, gflops } = facts;
  const { minutes, threads } = options;
  return { ...settled, sizeReason: { tokens, minutes, gflops: threads * gflops, passes: passes(hiddenSize) } };
}

/** The more often a text is read, the more must be dropped, or it is learnt by heart; a narrow network needs what it has. */
function dropoutFor(passes: number, hiddenSize: number): number {
  const dropout = 0.1 + 0.15 * Math.log(Math.max(1, passes) / 1.5);
  const most = hiddenSize < 256 ? 0.3 : 0.5;
  return Math.round(100 * Math.min(most, Math.max(0.1, dropout))) / 100;
}

/** What is left out of a network of this width: the same share of units, and of a wide one words and weights besides. */
export function sharesOf(dropout: number, hiddenSize: number): DropoutShares {
  const besides = hiddenSize < wide ? 0 : dropout;
  return { units: dropout, words: 0.2 * besides, recurrent: 0.8 * besides };
}

/** How often a run reads its text. */
function passesOver({ tokens, vocabSize, gflops }: RunFacts, options: SettledOptions | TrainingOptions): number {
  const { hiddenSize = 0, draws = 0, batchSize, seqLen, threads, minutes = Infinity, epochs = Infinity } = options;
  const words = draws > 0 ? Math.min(vocabSize, draws + (batchSize * seqLen) / 2) : vocabSize;
  const flops = 3 * forwardFlops({ ...options, vocabSize, hiddenSize, embedSize: hiddenSize }, words);
  const wordsPerSecond = (efficiency * threads * gflops * 1e9) / flops;
  return Math.min(epochs, (wordsPerSecond * 60 * minutes) / Math.max(1, tokens));
}
