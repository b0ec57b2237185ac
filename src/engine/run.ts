// A training run as the session holds it: what it is made of, and how it begins, anew or from a checkpoint.

import type { NetworkConfig } from '../rnn/config';
import type { Note } from '../text/corpus';
import type { NetworkAnswers } from './answerer';
import type { HeldOut } from './heldOut';
import { lastLessonShare } from './learningOn';
import type { LearntNotes } from './learntNotes';
import { ProblemError } from './problem';
import type { EngineProblem } from './protocol/problem';
import type { TrainingOptions, TrainingProgress } from './protocol/training';
import { type RunFacts, settle, type SettledOptions } from './recipe';
import type { CheckpointFiles } from './runFiles';
import { measuringGflops } from './speed';
import { Trainer, type TrainerFiles } from './trainer';
import type { TrainedFile } from './trainedFiles';
import { firstPosition, type RunCheckpoint, type RunPosition, type ThreadMessage } from './trainingJob';
import { planTextRun } from './textRun';
import type { TrainingText } from './trainingText';

export interface Run {
  readonly trainer: Trainer;
  readonly options: SettledOptions;
  readonly text: TrainingText;
  readonly config: NetworkConfig;
  /** All notes that it was given. */
  readonly notes: readonly Note[];
  /** These and all that were counted when it began: what is new is what comes later. */
  readonly learnt: LearntNotes;
  /** These, and those of the run that it goes on from; undefined: which they were is not known. */
  readonly trainedOn: readonly TrainedFile[] | undefined;
  /** What of them neither it nor a run that it goes on from has learnt; undefined: likewise. */
  readonly heldOut: readonly HeldOut[] | undefined;
  position: RunPosition;
  paused: boolean;
  /** Its threads have. */
  ended: boolean;
  /** Why it has paused by itself. */
  problem: EngineProblem | undefined;
  progress: TrainingProgress | undefined;
  /** What has been learnt; until there is something, the model before it answers. */
  network: NetworkAnswers | undefined;
}

export interface RunRequest extends Pick<Run, 'notes' | 'learnt' | 'trainedOn' | 'heldOut' | 'text'> {
  readonly options: TrainingOptions;
  readonly checkpoints: CheckpointFiles;
}

/** What a run goes on from. */
export interface EarlierRun {
  readonly checkpoint: RunCheckpoint;
  readonly network: NetworkAnswers;
  readonly options: SettledOptions;
  readonly ended: boolean;
}

/** Starts the threads, in steps between which others are served. @throws ProblemError outOfMemory. */
export function* beginningRun(
  files: TrainerFiles,
  { text, notes, learnt, trainedOn, heldOut, options: asked, checkpoints }: RunRequest,
  earlier: EarlierRun | undefined,
  heard: (message: ThreadMessage) => void,
): Generator<undefined, Run> {
  const facts = yield* findingFacts(files, text);
  const options = settle(earlier ? goneOnWith(asked, earlier.options) : asked, facts);
  const config = earlier ? earlier.network.config : networkConfig(options, text.vocabulary.size);
  const position = earlier ? positionAfter(earlier.checkpoint.position, earlier.ended) : firstPosition;
  const state = {
    position,
    network: earlier?.network,
    paused: false,
    ended: false,
    problem: undefined,
    progress: undefined,
  };
  const budget = { ...options, minutes: minutesOf(options, text) };
  const plan = planTextRun(text, config, budget);
  const trainer = yield* startingTrainer(files, plan, earlier?.checkpoint, position, checkpoints, heard);
  return { trainer, options, text, notes, learnt, trainedOn, heldOut, config, ...state };
}

/** What a run's size follows from. */
export function* findingFacts(
  files: TrainerFiles,
  { train, vocabulary }: TrainingText,
): Generator<undefined, RunFacts> {
  const tokens = train.reduce((sum, { inputs }) => sum + inputs.length, 0);
  return { tokens, vocabSize: vocabulary.size, gflops: yield* measuringGflops(files.kernels) };
}

/** @throws ProblemError outOfMemory. */
export function* startingTrainer(...run: Parameters<(typeof Trainer)['starting']>): Generator<undefined, Trainer> {
  try {
    return yield* Trainer.starting(...run);
  } catch (error) {
    throw new ProblemError('outOfMemory', error instanceof Error ? error.message : String(error));
  }
}

/** The rest of its time belongs to what was held out. */
function minutesOf({ minutes }: SettledOptions, { learntLast }: TrainingText): number | undefined {
  return minutes === undefined || !learntLast ? minutes : (1 - lastLessonShare) * minutes;
}

/** What the options leave open, a run that goes on keeps; and its size in any case. */
function goneOnWith(
  asked: TrainingOptions,
  before: SettledOptions,
): TrainingOptions & Pick<SettledOptions, 'sizeReason'> {
  return {
    ...asked,
    hiddenSize: before.hiddenSize,
    sizeReason: before.sizeReason,
    dropout: asked.dropout ?? before.dropout,
    draws: asked.draws ?? before.draws,
    learningRate: asked.learningRate ?? before.learningRate,
  };
}

/** A run that was interrupted goes on with what is left of its budget; one that ended gets the new one whole. */
export function positionAfter(position: RunPosition, ended: boolean): RunPosition {
  if (!ended) return position;
  return { ...position, runSeconds: 0, runEpochs: 0, reportsSinceBest: 0, landing: undefined, rollbacks: 0 };
}

export function networkConfig(options: SettledOptions, vocabSize: number): NetworkConfig {
  const { cell, activation, hiddenSize, numLayers, tied } = options;
  return { cell, activation, vocabSize, embedSize: hiddenSize, hiddenSize, numLayers, tied };
}
