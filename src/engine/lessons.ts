// Gives a network its lessons: a short training on what is new, from the weights that answer. It writes no checkpoint, so
// that of the last run stays what a resumed run goes on from.

import type { NetworkConfig } from '../rnn/config';
import { growWeights } from '../rnn/growth';
import { specials, type Vocabulary } from '../text/vocabulary';
import type { NetworkAnswers } from './answerer';
import { withBreaths } from './breaths';
import type { Lesson } from './lesson';
import type { SettledOptions } from './recipe';
import { planTextRun } from './textRun';
import { Trainer, type TrainerFiles } from './trainer';
import { firstPosition, type ThreadMessage } from './trainingJob';

/** Far below a run's highest rate: what is known is to be kept. */
const learningRate = 1e-3;

export interface Learnt {
  readonly config: NetworkConfig;
  readonly vocabulary: Vocabulary;
  /** Flat, as in ParameterSet. */
  readonly weights: Float32Array;
}

export class Lessons {
  private trainer: Trainer | undefined;
  private stopped = false;
  private paused = false;

  constructor(private readonly files: TrainerFiles) {}

  /** Before lessons are prepared: from now on they can be paused and stopped. */
  begin(): void {
    this.stopped = false;
    this.paused = false;
  }

  /**
   * @param minutes one that would take longer learns faster, and ends; undefined: it takes as long as it takes.
   * @returns undefined where it was stopped before its end, or went wrong. @throws Error where there is not enough memory.
   */
  async give(
    { vocabulary, text }: Lesson,
    network: NetworkAnswers,
    run: SettledOptions,
    minutes: number | undefined,
  ): Promise<Learnt | undefined> {
    if (this.stopped) return undefined;
    const grows = vocabulary !== network.vocabulary;
    const params = grows
      ? growWeights(network.config, network.weights, vocabulary.counts, specials.length)
      : network.weights;
    const config = { ...network.config, vocabSize: vocabulary.size };
    const zeros = new Float32Array(params.length);
    const begin = { position: firstPosition, params, m: zeros, v: zeros, state: new Float32Array(0) };
    const options = { ...run, learningRate, minutes, epochs: 1 };
    let weights = params;
    const heard = (message: ThreadMessage) => {
      if (message.type === 'weights') weights = message.flat;
      // What went wrong teaches nothing.
      if (message.type === 'end' && message.why === 'diverged') this.stopped = true;
    };
    const plan = planTextRun(text, config, options);
    this.trainer = await withBreaths(Trainer.starting(this.files, plan, begin, firstPosition, undefined, heard));
    if (this.paused) this.trainer.pause();
    if (this.stopped) this.trainer.stop();
    try {
      await this.trainer.finished;
    } finally {
      this.trainer = undefined;
    }
    return this.stopped ? undefined : { config, vocabulary, weights };
  }

  pause(): void {
    this.paused = true;
    this.trainer?.pause();
  }

  resume(): void {
    this.paused = false;
    this.trainer?.resume();
  }

  stop(): void {
    this.stopped = true;
    this.trainer?.stop();
  }
}
