// What training goes on from after an interruption, written by the leading thread between two steps, when no member writes:
// the numbers need not be copied for anyone. What cannot be written pauses the run (runLeader.ts).

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { LayerState } from '../rnn/recurrentLayer';
import { fileName, writeRun } from './runFiles';
import type { Task } from './task';
import type { RunPosition, ThreadData, WrittenCheckpoint } from './trainingJob';

export class CheckpointWriter {
  /** The step of the last one, whether or not it could be written. */
  step: number | undefined;
  private next: number;
  private problem: string | undefined;

  constructor(
    private readonly task: Task,
    private readonly data: ThreadData,
  ) {
    this.next = data.checkpoints?.first ?? 0;
  }

  /** The last one could not be written. */
  get failed(): boolean {
    return this.problem !== undefined;
  }

  write(at: RunPosition): WrittenCheckpoint {
    const position = { ...at };
    this.step = position.step;
    const number = this.next++;
    this.problem = this.data.checkpoints && this.problemOfWriting(this.data.checkpoints.folder, number);
    return { position, number, problem: this.problem };
  }

  private problemOfWriting(folder: string, number: number): string | undefined {
    const { learner, state } = this.task;
    const { params, m, v } = learner;
    const numbers = { params: params.flat, m: m.flat, v: v.flat, state: joined(state) };
    try {
      // The folder may have been deleted: it is made anew, but not before that has been told.
      if (this.failed) mkdirSync(folder, { recursive: true });
      writeRun(path.join(folder, fileName('training', number)), this.data.settings.task.config, numbers);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

/** h and c of every layer, one after the other. */
function joined(state: readonly LayerState[]): Float32Array {
  const parts = state.flatMap(({ h, c }) => [h, c]);
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
