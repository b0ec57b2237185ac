// What the engine's main thread and the training threads have in common: the tensors of a run in one shared memory, laid
// out in the same order by all, and the numbers by which they steer and meet. No behaviour of its own beyond the layout.

import type { Kernels } from '../kernels/kernels';
import type { Arena } from '../rnn/arena';
import type { NetworkConfig } from '../rnn/config';
import { createLearner, createLearnt, type Learner } from '../rnn/learner';
import type { DropoutShares } from '../rnn/dropout';
import { Network } from '../rnn/network';
import { parameterList } from '../rnn/parameters';
import type { LayerState } from '../rnn/recurrentLayer';
import type { Team } from '../rnn/team';
import type { KernelModule } from './kernelHost';
import type { LossPoint, RunEvent, TrainingProgress } from './protocol';
import type { CheckpointFiles, RunNumbers } from './runFiles';

/** The settings of a run that the threads need. */
export interface RunSettings {
  readonly config: NetworkConfig;
  readonly batchSize: number;
  readonly seqLen: number;
  /** Words drawn at every step for the sampled softmax; 0: exact. */
  readonly draws: number;
  readonly dropout: DropoutShares;
  readonly learningRate: number;
  readonly gradClip: number;
  readonly seed: number;
  readonly minutes: number | undefined;
  readonly epochs: number | undefined;
  /** Positions of the notes, one after the other: the lengths of the streams. */
  readonly noteLengths: readonly number[];
  readonly validLength: number;
}

/** Where a run stands: with the tensors, all that is needed to go on as if it had never stopped. */
export interface RunPosition {
  /** Updates done. */
  readonly step: number;
  readonly epoch: number;
  /** The next window of the epoch. */
  readonly window: number;
  readonly tokensSeen: number;
  readonly elapsedSeconds: number;
  /** Of this run's budget: seconds and epochs used before it was interrupted. */
  readonly runSeconds: number;
  readonly runEpochs: number;
  /** The least loss so far: of the held-out notes, or of the training text where there are none. */
  readonly bestLoss: number | undefined;
  readonly reportsSinceBest: number;
  /** Since when held-out notes gain no more: the rest of the budget then passes in so many steps. */
  readonly landing?: Landing;
}

export interface Landing {
  /** Step and fraction of the budget at which it began. */
  readonly step: number;
  readonly fraction: number;
  readonly steps: number;
}

export const firstPosition: RunPosition = {
  step: 0,
  epoch: 0,
  window: 0,
  tokensSeen: 0,
  elapsedSeconds: 0,
  runSeconds: 0,
  runEpochs: 0,
  bestLoss: undefined,
  reportsSinceBest: 0,
};

export interface ThreadData {
  readonly kernels: KernelModule;
  readonly memory: WebAssembly.Memory;
  readonly control: SharedArrayBuffer;
  readonly settings: RunSettings;
  readonly position: RunPosition;
  /** undefined: none are written. */
  readonly checkpoints: CheckpointFiles | undefined;
  readonly index: number;
  readonly threads: number;
}

/** Steps of a window of held-out text: few, since the exact softmax wants room for every word at every step. */
const evaluationSeqLen = 8;

/** Tensors and text of a run. */
export interface TrainingTensors {
  readonly learner: Learner;
  /** The same weights, all words, for held-out text. */
  readonly evaluator: Network;
  /** Of the training text; goes on from window to window. */
  readonly state: readonly LayerState[];
  readonly validState: readonly LayerState[];
  /** Training notes in the order in which they were given. [N] */
  readonly notes: { readonly inputs: Int32Array; readonly targets: Int32Array };
  /** The same in the order of this epoch. [N] */
  readonly stream: { readonly inputs: Int32Array; readonly targets: Int32Array };
  readonly valid: { readonly inputs: Int32Array; readonly targets: Int32Array };
  /** Summed validation loss of each row of the batch. [B] */
  readonly rowLosses: Float32Array;
}

export function layOut(arena: Arena, kernels: Kernels, team: Team, settings: RunSettings): TrainingTensors {
  const { config, batchSize, noteLengths, validLength } = settings;
  const learnt = createLearnt(arena, parameterList(config));
  const window = { batchSize, seqLen: evaluationSeqLen, training: false };
  // Learning and looking take turns: what each needs in between lies in the same place.
  const [learner, evaluator] = arena.overlay(
    () => createLearner(arena, kernels, team, config, settings, learnt),
    () => new Network(arena, kernels, team, config, window, learnt.params),
  );
  const length = noteLengths.reduce((sum, n) => sum + n, 0);
  const pair = (n: number) => ({ inputs: arena.ints(n), targets: arena.ints(n) });
  return {
    learner,
    evaluator,
    state: learner.network.newState(arena),
    validState: evaluator.newState(arena),
    notes: pair(length),
    stream: pair(length),
    valid: pair(validLength),
    rowLosses: arena.floats(batchSize),
  };
}

/** Places in the control block, as 32-bit integers. */
export const control = { command: 0, arrived: 1, generation: 2, failed: 3, bytes: 64 } as const;
/** What the main thread wants of the run. */
export const command = { run: 0, pause: 1, stop: 2 } as const;

/** From the leading thread to the main thread. */
export type ThreadMessage =
  | { readonly type: 'progress'; readonly progress: TrainingProgress }
  | { readonly type: 'point'; readonly point: LossPoint }
  | { readonly type: 'event'; readonly event: RunEvent }
  /** The best weights on held-out notes so far, flat. */
  | {
      readonly type: 'weights';
      readonly flat: Float32Array;
      readonly validLoss: number | undefined;
      readonly position: RunPosition;
    }
  | { readonly type: 'checkpoint'; readonly checkpoint: WrittenCheckpoint }
  | {
      readonly type: 'end';
      readonly why: 'budget' | 'earlyStopping' | 'stopped';
      readonly checkpoint: WrittenCheckpoint;
    };

/** A checkpoint whose numbers the leading thread has written to its file, or could not. */
export interface WrittenCheckpoint {
  readonly position: RunPosition;
  /** Of the file. */
  readonly number: number;
  /** Why there is no file. */
  readonly problem: string | undefined;
}

export interface RunCheckpoint extends RunNumbers {
  readonly position: RunPosition;
}
