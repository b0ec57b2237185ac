// What client and engine say to each other about learning: what is asked for, and how far it is.

import type { CellKind } from '../../rnn/config';
import type { TokenUnit } from '../../text/units';
import type { EngineProblem } from './problem';

export interface TrainingOptions {
  readonly cell: CellKind;
  /** The vanilla RNN's g1. */
  readonly activation: 'tanh' | 'relu';
  /** What is undefined follows from the amount of text, the time allowed and the machine: see recipe.ts. */
  readonly hiddenSize: number | undefined;
  readonly numLayers: number;
  /** Probability of dropping an activation, 0 … 0.9. */
  readonly dropout: number | undefined;
  /** One matrix for input and output embedding. */
  readonly tied: boolean;
  readonly batchSize: number;
  readonly seqLen: number;
  /** Words drawn at every step for the sampled softmax; 0: exact. */
  readonly draws: number | undefined;
  /** The highest. */
  readonly learningRate: number | undefined;
  readonly gradClip: number;
  readonly seed: number;
  readonly threads: number;
  /** The run ends when the first of these is used up. Minutes and epochs are those of this run. */
  readonly minutes: number | undefined;
  readonly epochs: number | undefined;
  readonly maxVocabSize: number;
  readonly tokens: TokenUnit;
}

export interface TrainingProgress {
  /** 0 … 1 of this run's budget. */
  readonly fraction: number;
  /** Passes over the text so far, with fraction. */
  readonly epoch: number;
  readonly tokensSeen: number;
  readonly trainLoss: number;
  readonly validPerplexity: number | undefined;
  readonly wordsPerSecond: number;
  readonly elapsedSeconds: number;
  readonly secondsLeft: number;
}

export type TrainingStatus =
  | { readonly state: 'idle' }
  | { readonly state: 'reading'; readonly files: number; readonly filesRead: number }
  | {
      readonly state: 'training';
      readonly paused: boolean;
      readonly progress: TrainingProgress | undefined;
      /** Cells are compared, and this one learns: the model that answers stays as it is. */
      readonly comparing?: ComparedCell;
      /** It waits while the writer writes, and goes on by itself. */
      readonly waiting?: boolean;
      /** Why it has paused by itself. */
      readonly problem?: EngineProblem;
    }
  | {
      readonly state: 'finished';
      /**
       * budget: time or epochs used up; earlyStopping: nothing more is gained, on held-out notes or, where none are held out,
       * on all; stopped: by the user.
       */
      readonly why: 'budget' | 'earlyStopping' | 'stopped';
      readonly validPerplexity: number | undefined;
    }
  | { readonly state: 'failed'; readonly problem: EngineProblem };

/** What may be learnt now. What may not waits. */
export interface Leave {
  /** A run under way goes on, and a comparison. */
  readonly runs: boolean;
  /** The same for what somebody has asked for and waits for. */
  readonly onDemand: boolean;
  /** What is new in the notes is learnt without being asked for. */
  readonly newNotes: boolean;
}

export interface ComparedCell {
  readonly cell: CellKind;
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

export interface CompareRequest {
  readonly files: readonly string[];
  /** Of each run, all but the cell. */
  readonly options: TrainingOptions;
}

export interface TrainRequest {
  readonly files: readonly string[];
  readonly options: TrainingOptions;
  /** Go on from the checkpoint on disk with its vocabulary and network; false: a new model takes the old one's place. */
  readonly resume: boolean;
}
