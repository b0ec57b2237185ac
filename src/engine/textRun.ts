// The plan of a run that learns a language model: its settings, and what its threads find in their memory.

import type { NetworkConfig } from '../rnn/config';
import { initialisingWeights } from '../rnn/initialWeights';
import type { TokenStream } from '../text/corpus';
import { type SettledOptions, sharesOf } from './recipe';
import { TextTask } from './textTask';
import type { RunPlan } from './trainer';
import type { TrainingText } from './trainingText';

/** Fewer windows than this in an epoch are too few updates: then the batch is made smaller. */
const windowsPerEpoch = 100;

export function planTextRun(text: TrainingText, config: NetworkConfig, options: SettledOptions): RunPlan {
  const noteLengths = text.train.map(({ inputs }) => inputs.length);
  const length = noteLengths.reduce((sum, n) => sum + n, 0);
  const { draws, dropout, learningRate, gradClip, seed, minutes, epochs, seqLen, threads } = options;
  const batchSize = Math.max(1, Math.min(options.batchSize, Math.floor(length / (seqLen * windowsPerEpoch))));
  const validLength = text.valid.inputs.length;
  const task = { kind: 'text', config, batchSize, seqLen, draws, seed, noteLengths, validLength } as const;
  const shares = sharesOf(dropout, config.hiddenSize);
  return {
    settings: { task, dropout: shares, learningRate, gradClip, minutes, epochs, threads },
    *filling(made) {
      if (!(made instanceof TextTask)) throw new Error('a text is learnt by a language model');
      yield* joining(text.train, made.notes);
      yield* joining([text.valid], made.valid);
      yield* initialisingWeights(made.learner.params, config, text.vocabulary.counts, seed);
    },
  };
}

function* joining(streams: readonly TokenStream[], into: { inputs: Int32Array; targets: Int32Array }) {
  let at = 0;
  for (const { inputs, targets } of streams) {
    yield;
    into.inputs.set(inputs, at);
    into.targets.set(targets, at);
    at += inputs.length;
  }
}
