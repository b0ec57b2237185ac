// How training went: the points of its curve, what happened on the way, and the runs of before.

import type { CellKind } from '../../rnn/config';

export interface LossPoint {
  /** Tokens seen since the model was made. */
  readonly tokens: number;
  readonly epoch: number;
  readonly elapsedSeconds: number;
  /** Cross-entropy in nats per token: of the training text since the last point, and of held-out notes. */
  readonly trainLoss: number;
  readonly validLoss: number | undefined;
  /** Of the last update. This and what follows: undefined in runs of before it was measured. */
  readonly learningRate?: number;
  /** L2 norm of all gradients together, before clipping and after: means over the updates since the last point. */
  readonly gradNorm?: number;
  readonly clippedGradNorm?: number;
  /** Since the last point, looks at held-out notes included. */
  readonly wordsPerSecond?: number;
}

/** What happened in a run beside learning, and where its curve then stood. */
export interface RunEvent {
  /**
   * checkpoint: one has been written; resume: the run goes on from one; rollback: it learnt nothing that holds, and goes on
   * from where it last did, more slowly.
   */
  readonly kind: 'checkpoint' | 'resume' | 'rollback';
  readonly tokens: number;
  readonly epoch: number;
  readonly elapsedSeconds: number;
}

/** Cross-entropy in nats per token of models that only count, on the tokens that validLoss is measured on: baselines.ts. */
export interface Baselines {
  readonly unigram: number;
  readonly bigram: number;
  /** Modified Kneser–Ney of order 5. */
  readonly kneserNey: number;
}

/** What there is to read a loss curve by, beside its points. */
export interface Landmarks {
  /** Which run it is, through all its resumes; undefined: there is none. */
  readonly run: string | undefined;
  readonly events: readonly RunEvent[];
  /** undefined: not known yet, or nothing is held out. */
  readonly baselines: Baselines | undefined;
}

/** A run that has been, or one of a comparison under way. */
export interface RunRecord extends Landmarks {
  readonly run: string;
  /** model: the one that answered, or still does; comparison: its weights were thrown away. */
  readonly purpose: 'model' | 'comparison';
  /** ISO 8601. */
  readonly started: string;
  readonly cell: CellKind;
  readonly hiddenSize: number;
  readonly numLayers: number;
  readonly vocabSize: number;
  readonly seed: number;
  /** What was allowed. */
  readonly minutes: number | undefined;
  readonly epochs: number | undefined;
  /** The least so far. */
  readonly validPerplexity: number | undefined;
  /** Some hundreds: see lossCurve.ts. */
  readonly points: readonly LossPoint[];
}
