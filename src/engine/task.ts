// What a run learns, as its loop sees it: windows to fill, a network that learns from them, and held-out text to look at.
// The language model reads notes as one stream (textTask.ts); the other shapes read sequences (sequenceTask.ts).

import type { Kernels } from '../kernels/kernels';
import type { Arena } from '../rnn/arena';
import type { Learner } from '../rnn/learner';
import type { Model } from '../rnn/model';
import type { LayerState } from '../rnn/recurrentLayer';
import type { Team } from '../rnn/team';
import { SequenceTask, type SequenceSettings } from './sequenceTask';
import { TextTask, type TextSettings } from './textTask';

/** Every member of a team makes its own, over the same memory. */
export interface Task {
  readonly learner: Learner<Model>;
  /** Goes on from window to window, and is kept with a checkpoint. */
  readonly state: readonly LayerState[];
  /** Updates of an epoch. */
  readonly windows: number;
  /** What is learnt from once in an epoch. */
  readonly tokensPerEpoch: number;
  /** Losses that a look at the held-out text sums up; 0: nothing is held out. */
  readonly validLength: number;
  /** What such a look costs, in updates. */
  readonly lookInSteps: number;
  /** After a look: the summed loss of each row of the batch. [B] */
  readonly rowLosses: Float32Array;
  /** Of every position of the last window; a target of −1 is none. */
  readonly losses: Float32Array;
  readonly targets: Int32Array;
  /** Fills in a window of an epoch; one member does it for all. @param seed a number of its own for every step. */
  fill(epoch: number, window: number, seed: number): void;
  /** Looks at the held-out text; every member calls it. */
  evaluate(): void;
}

export type TaskSettings = TextSettings | SequenceSettings;

export function createTask(
  arena: Arena,
  kernels: Kernels,
  team: Team,
  settings: TaskSettings,
): TextTask | SequenceTask {
  if (settings.kind === 'text') return new TextTask(arena, kernels, team, settings);
  return new SequenceTask(arena, kernels, team, settings);
}
