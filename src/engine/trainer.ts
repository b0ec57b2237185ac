// A training run as the engine's main thread sees it: starts the threads on one shared memory, hears their reports,
// pauses, resumes and stops them. The main thread itself stays free to predict.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Kernels } from '../kernels/kernels';
import type { Arena } from '../rnn/arena';
import type { Gate } from './gate';
import { buildIn, createMemory, type KernelModule } from './kernelHost';
import type { CheckpointFiles } from './runFiles';
import type { SequenceTask } from './sequenceTask';
import { sharesMemory } from './sharing';
import { createTask, type Task } from './task';
import type { TextTask } from './textTask';
import {
  command,
  control,
  firstPosition,
  type RunCheckpoint,
  type RunPosition,
  type RunSettings,
  type SteeringOrder,
  type ThreadData,
  type ThreadMessage,
} from './trainingJob';

export interface TrainerFiles {
  readonly kernels: KernelModule;
  /** Where trainerThread.js is. */
  readonly scripts: string;
  /** Through which trainings go; undefined: nobody has them wait. */
  readonly gate?: Gate;
}

/** What is learnt, and from what. */
export interface RunPlan {
  readonly settings: RunSettings & { readonly threads: number };
  /** Puts text and first weights into the memory that the threads share, in steps. */
  filling(task: TextTask | SequenceTask): Generator<undefined, void>;
}

export class Trainer {
  readonly settings: RunSettings;
  /** Resolves when all threads have ended; rejects with the first failure. */
  readonly finished: Promise<void>;
  private readonly flags: Int32Array;
  private readonly workers: readonly Worker[];
  private wanted: number = command.run;
  private held = false;

  private constructor(
    files: TrainerFiles,
    data: Omit<ThreadData, 'index'>,
    onMessage: (message: ThreadMessage) => void,
  ) {
    this.settings = data.settings;
    this.flags = new Int32Array(data.control);
    this.workers = Array.from({ length: data.threads }, (_, index) => {
      const workerData: ThreadData = { ...data, index };
      return new Worker(path.join(files.scripts, 'trainerThread.js'), { workerData, name: `training ${index}` });
    });
    this.workers[0].on('message', onMessage);
    this.finished = Promise.all(this.workers.map(ended))
      .then(
        () => undefined,
        async (error: unknown) => {
          // The others wait for it at a barrier.
          await this.kill();
          throw error;
        },
      )
      .finally(() => files.gate?.leave(this));
    files.gate?.enter(this);
  }

  /**
   * Starts the threads, after steps between which others are served.
   * @param checkpoint where an earlier run stopped; undefined: a new network.
   * @param position where this run begins; differs from the checkpoint's in what of the budget is used.
   * @param checkpoints undefined: none are written.
   * @throws Error where there is not enough memory.
   */
  static *starting(
    files: TrainerFiles,
    { settings, filling }: RunPlan,
    checkpoint: RunCheckpoint | undefined,
    position: RunPosition | undefined,
    checkpoints: CheckpointFiles | undefined,
    onMessage: (message: ThreadMessage) => void,
  ): Generator<undefined, Trainer> {
    const { task } = settings;
    const threads = sharesMemory ? Math.max(1, Math.min(settings.threads, task.batchSize)) : 1;
    const members = { index: 0, size: threads, barrier: () => undefined };
    const layout = (arena: Arena, kernels: Kernels) => createTask(arena, kernels, members, task);
    const memory = createMemory(layout, threads);
    const shared = new SharedArrayBuffer(control.bytes + 64);
    const made = buildIn(files.kernels, memory, layout, members);
    yield* filling(made);
    if (checkpoint) yield* goingOnFrom(made, checkpoint);
    const from = { position: position ?? firstPosition, checkpoints };
    const data = { kernels: files.kernels, memory, control: shared, settings, threads, ...from };
    return new Trainer(files, data, onMessage);
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

  /** It waits where it is, in the midst of a step, or goes on. Who pauses or stops it does not wait for that. */
  hold(held: boolean): void {
    this.held = held;
    this.tell(control.held, held && this.wanted === command.run ? 1 : 0);
  }

  private order(what: number): void {
    this.wanted = what;
    this.tell(control.command, what);
    this.hold(this.held);
  }

  private tell(place: number, value: number): void {
    Atomics.store(this.flags, place, value);
    Atomics.notify(this.flags, place);
    if (sharesMemory) return;
    const order: SteeringOrder = { place, value };
    this.workers[0].postMessage(order);
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

function* goingOnFrom({ learner, state }: Task, checkpoint: RunCheckpoint) {
  const { params, m, v } = learner;
  yield* copying(params.flat, checkpoint.params);
  yield* copying(m.flat, checkpoint.m);
  yield* copying(v.flat, checkpoint.v);
  let at = 0;
  for (const part of state.flatMap(({ h, c }) => [h, c])) {
    // Another batch size than before: then the lanes start from zeros.
    if (at + part.length <= checkpoint.state.length) part.set(checkpoint.state.subarray(at, at + part.length));
    at += part.length;
  }
}

/** Numbers between two moments in which others are served. */
const inOneStep = 250_000;

function* copying(into: Float32Array, from: Float32Array) {
  for (let at = 0; at < from.length; at += inOneStep) {
    yield;
    into.set(from.subarray(at, at + inOneStep), at);
  }
}
