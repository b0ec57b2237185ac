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
import { createTask, type Task } from './task';
import type { TextTask } from './textTask';
import {
  command,
  control,
  firstPosition,
  type RunCheckpoint,
  type RunPosition,
  type RunSettings,
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
  /** Puts text and first weights into the memory that the threads share. */
  fill(task: TextTask | SequenceTask): void;
}

export class Trainer {
  readonly settings: RunSettings;
  /** Resolves when all threads have ended; rejects with the first failure. */
  readonly finished: Promise<void>;
  private readonly flags: Int32Array;
  private readonly workers: readonly Worker[];
  private wanted: number = command.run;
  private held = false;

  /**
   * Starts the threads.
   * @param checkpoint where an earlier run stopped; undefined: a new network.
   * @param position where this run begins; differs from the checkpoint's in what of the budget is used.
   * @param checkpoints undefined: none are written.
   * @throws Error where there is not enough memory.
   */
  constructor(
    files: TrainerFiles,
    { settings, fill }: RunPlan,
    checkpoint: RunCheckpoint | undefined,
    position: RunPosition | undefined,
    checkpoints: CheckpointFiles | undefined,
    onMessage: (message: ThreadMessage) => void,
  ) {
    const { task } = (this.settings = settings);
    const threads = Math.max(1, Math.min(settings.threads, task.batchSize));
    const members = { index: 0, size: threads, barrier: () => undefined };
    const layout = (arena: Arena, kernels: Kernels) => createTask(arena, kernels, members, task);
    const memory = createMemory(layout, threads);
    const shared = new SharedArrayBuffer(control.bytes + 64);
    this.flags = new Int32Array(shared);
    const made = buildIn(files.kernels, memory, layout, members);
    fill(made);
    if (checkpoint) goOnFrom(made, checkpoint);
    const data = { kernels: files.kernels, memory, control: shared, settings, threads, checkpoints };
    this.workers = Array.from({ length: threads }, (_, index) => {
      const workerData: ThreadData = { ...data, index, position: position ?? firstPosition };
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

function goOnFrom({ learner, state }: Task, checkpoint: RunCheckpoint): void {
  const { params, m, v } = learner;
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
