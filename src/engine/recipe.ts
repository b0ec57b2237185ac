// The network and the settings of a run where they are left open: from the amount of text, the time allowed and the
// speed of this machine. The numbers come from the table of recipes in docs/recipes.md.

import { forwardFlops } from '../rnn/cost';
import type { TrainingOptions } from './protocol';

/** Options of which nothing is left open. */
export type SettledOptions = TrainingOptions & {
  readonly hiddenSize: number;
  readonly dropout: number;
  readonly draws: number;
};

export interface RunFacts {
  /** Of the training text. */
  readonly tokens: number;
  readonly vocabSize: number;
  /** What one thread multiplies, in GFLOP/s. */
  readonly gflops: number;
}

/** A larger network knows more in the end, but must have seen the text this often to be ahead of a smaller one. */
const passesWanted = 4;
/** Widest first, each with the least text, in tokens, from which it is better than the next. */
const widths: readonly [hiddenSize: number, tokens: number][] = [
  [512, 3_000_000],
  [384, 1_000_000],
  [256, 50_000],
  [128, 0],
];
/** From so many words on a softmax over candidates is faster than the exact one, with so many draws. */
const largeVocabulary = 4000;
const usualDraws = 1024;
/** What training reaches of a thread's speed in large products. */
const efficiency = 0.75;

export function settle(options: TrainingOptions, facts: RunFacts): SettledOptions {
  const draws = options.draws ?? (facts.vocabSize < largeVocabulary ? 0 : usualDraws);
  const passes = (hiddenSize: number) => passesOver(facts, { ...options, hiddenSize, draws });
  const affordable = widths.filter(([, tokens]) => facts.tokens >= tokens);
  const best = affordable.find(([hiddenSize]) => passes(hiddenSize) >= passesWanted);
  // A text too long for that many passes still gets a network that can learn something from it.
  const hiddenSize = options.hiddenSize ?? best?.[0] ?? Math.min(affordable[0][0], 256);
  return { ...options, draws, hiddenSize, dropout: options.dropout ?? dropoutFor(passes(hiddenSize), hiddenSize) };
}

/** The more often a text is read, the more must be dropped, or it is learnt by heart; a narrow network needs what it has. */
function dropoutFor(passes: number, hiddenSize: number): number {
  const dropout = 0.1 + 0.15 * Math.log(Math.max(1, passes) / 1.5);
  const most = hiddenSize < 256 ? 0.3 : 0.5;
  return Math.round(100 * Math.min(most, Math.max(0.1, dropout))) / 100;
}

/** How often a run reads its text. */
function passesOver({ tokens, vocabSize, gflops }: RunFacts, options: SettledOptions | TrainingOptions): number {
  const { hiddenSize = 0, draws = 0, batchSize, seqLen, threads, minutes = Infinity, epochs = Infinity } = options;
  const words = draws > 0 ? Math.min(vocabSize, draws + (batchSize * seqLen) / 2) : vocabSize;
  const flops = 3 * forwardFlops({ ...options, vocabSize, hiddenSize, embedSize: hiddenSize }, words);
  const wordsPerSecond = (efficiency * threads * gflops * 1e9) / flops;
  return Math.min(epochs, (wordsPerSecond * 60 * minutes) / Math.max(1, tokens));
}
