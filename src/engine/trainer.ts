// A training run as the engine's main thread sees it: starts the threads on one shared memory, hears their reports,
// pauses, resumes and stops them. The main thread itself stays free to predict.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { NetworkConfig } from '../rnn/config';
import { initialWeights } from '../rnn/initialWeights';
import type { TokenStream } from '../text/corpus';
import { buildIn, createMemory, type KernelModule } from './kernelHost';
import { type SettledOptions, sharesOf } from './recipe';
import type { CheckpointFiles } from './runFiles';
import {
  command,
  control,
  firstPosition,
  layOut,
  type RunCheckpoint,
  type RunPosition,
  type RunSettings,
  type ThreadData,
  type ThreadMessage,
  type TrainingTensors,
} from './trainingJob';
import type { TrainingText } from './trainingText';

/** Fewer windows than this in an epoch are too few updates: then the batch is made smaller. */
const windowsPerEpoch = 100;

export interface TrainerFiles {
  readonly kernels: KernelModule;
  /** Where trainerThread.js is. */
  readonly scripts: string;
}

export class Trainer {
  readonly settings: RunSettings;
  /** Resolves when all threads have ended; rejects with the first failure. */
  readonly finished: Promise<void>;
  private readonly flags: Int32Array;
  private readonly workers: readonly Worker[];

  /**
   * Starts the threads.
   * @param checkpoint where an earlier run stopped; undefined: a new network.
   * @param position where this run begins; differs from the checkpoint's in what of the budget is used.
   * @param checkpoints undefined: none are written.
   * @throws Error where there is not enough memory.
   */
  constructor(
    files: TrainerFiles,
    text: TrainingText,
    config: NetworkConfig,
    options: SettledOptions,
    checkpoint: RunCheckpoint | undefined,
    position: RunPosition | undefined,
    checkpoints: CheckpointFiles | undefined,
    onMessage: (message: ThreadMessage) => void,
  ) {
    this.settings = runSettings(text, config, options);
    const threads = Math.max(1, Math.min(options.threads, this.settings.batchSize));
    const members = { index: 0, size: threads, barrier: () => undefined };
    const memory = createMemory((arena, kernels) => layOut(arena, kernels, members, this.settings), threads);
    const shared = new SharedArrayBuffer(control.bytes + 64);
    this.flags = new Int32Array(shared);
    const tensors = buildIn(
      files.kernels,
      memory,
      (arena, kernels) => layOut(arena, kernels, members, this.settings),
      members,
    );
    fill(tensors, text, options.seed, checkpoint);
    const data = { kernels: files.kernels, memory, control: shared, settings: this.settings, threads, checkpoints };
    this.workers = Array.from({ length: threads }, (_, index) => {
      const workerData: ThreadData = { ...data, index, position: position ?? firstPosition };
      return new Worker(path.join(files.scripts, 'trainerThread.js'), { workerData, name: `training ${index}` });
    });
    this.workers[0].on('message', onMessage);
    this.finished = Promise.all(this.workers.map(ended)).then(() => undefined);
  }

  pause(): void {
    this.order(command.pause);
  }

  resume(): void {
    this.order(command.run);
  }

  /** The run ends after the update under way, with a last checkpoint. */
  stop(): void {
    this.order(command.stop);
  }

  /** Ends the threads at once; what was learnt since the last checkpoint is lost. */
  async kill(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private order(what: number): void {
    Atomics.store(this.flags, control.command, what);
    Atomics.notify(this.flags, control.command);
  }
}

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a training thread ended with code ${code}`)),
    );
  });
}

function runSettings(text: TrainingText, config: NetworkConfig, options: SettledOptions): RunSettings {
  const noteLengths = text.train.map(({ inputs }) => inputs.length);
  const length = noteLengths.reduce((sum, n) => sum + n, 0);
  const { draws, dropout, learningRate, gradClip, seed, minutes, epochs, seqLen } = options;
  const batchSize = Math.max(1, Math.min(options.batchSize, Math.floor(length / (seqLen * windowsPerEpoch))));
  const validLength = text.valid.inputs.length;
  return {
    config,
    batchSize,
    seqLen,
    draws,
    dropout: sharesOf(dropout, config.hiddenSize),
    learningRate,
    gradClip,
    seed,
    minutes,
    epochs,
    noteLengths,
    validLength,
  };
}

function fill(tensors: TrainingTensors, text: TrainingText, seed: number, checkpoint: RunCheckpoint | undefined): void {
  const { learner, notes, valid, state } = tensors;
  const { params, m, v, network } = learner;
  join(text.train, notes);
  join([text.valid], valid);
  if (!checkpoint) {
    initialWeights(params, network.config, text.vocabulary.counts, seed);
    return;
  }
  params.flat.set(checkpoint.params);
  m.flat.set(checkpoint.m);
  v.flat.set(checkpoint.v);
  let at = 0;
  for (const part of state.flatMap(({ h, c }) => [h, c])) {
    // Another batch size than before: then the lanes start from zeros.
    if (at + part.length <= checkpoint.state.length) part.set(checkpoint.state.subarray(at, at + part.length));
    at += part.length;
  }
}

function join(streams: readonly TokenStream[], into: { inputs: Int32Array; targets: Int32Array }): void {
  let at = 0;
  for (const { inputs, targets } of streams) {
    into.inputs.set(inputs, at);
    into.targets.set(targets, at);
    at += inputs.length;
  }
}
