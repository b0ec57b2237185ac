// What the engine's main thread and the training threads have in common besides the task in one shared memory: settings,
// the numbers by which they steer and meet, and what is told.

import type { DropoutShares } from '../rnn/dropout';
import type { KernelModule } from './kernelHost';
import type { LossPoint, RunEvent } from './protocol/curves';
import type { TrainingProgress } from './protocol/training';
import type { CheckpointFiles, RunNumbers } from './runFiles';
import type { TaskSettings } from './task';

/** The settings of a run that the threads need. */
export interface RunSettings {
  /** What is learnt. */
  readonly task: TaskSettings;
  readonly dropout: DropoutShares;
  readonly learningRate: number;
  readonly gradClip: number;
  readonly minutes: number | undefined;
  readonly epochs: number | undefined;
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
  /** The step of the last look at held-out notes; undefined: there has been none. */
  readonly lastLook?: number;
  /** How often the run has gone back to its last good weights: each time it goes on more slowly. */
  readonly rollbacks?: number;
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

/** To a thread that does not share the control block: what is written there. */
export interface SteeringOrder {
  readonly place: number;
  readonly value: number;
}

/** Places in the control block, as 32-bit integers. */
export const control = { command: 0, arrived: 1, generation: 2, failed: 3, held: 4, heldTime: 5, bytes: 64 } as const;
/** What the main thread wants of the run. */
export const command = { run: 0, pause: 1, stop: 2 } as const;

/** diverged: its loss was no number or grew beyond all bounds, again and again. */
export type EndOfRun = 'budget' | 'earlyStopping' | 'stopped' | 'diverged';

/** From the leading thread to the main thread. */
export type ThreadMessage =
  | { readonly type: 'progress'; readonly progress: TrainingProgress }
  | { readonly type: 'point'; readonly point: LossPoint }
  | { readonly type: 'event'; readonly event: RunEvent }
  /** The run goes on from its last good weights, where `event` says. */
  | { readonly type: 'rollback'; readonly event: RunEvent; readonly learningRate: number }
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
      readonly why: EndOfRun;
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
