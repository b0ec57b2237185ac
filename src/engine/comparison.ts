// Compares the cells: each learns from the same notes, with the same width, seed and budget, one after another, so that
// none takes the machine's time from another. What they learn is thrown away; their curves are kept. The model that
// answers is left as it is.

import { withBreaths } from './breaths';
import { baselinesInThread } from './mixtureJobs';
import type { CellKind } from '../rnn/config';
import type { LossPoint, RunRecord } from './protocol/curves';
import type { TrainingOptions, TrainingProgress, TrainingStatus } from './protocol/training';
import { ProblemError } from './problem';
import { settle, type SettledOptions } from './recipe';
import { findingFacts, networkConfig, startingTrainer } from './run';
import { newRecord, runRecord, type StoredRecord } from './runRecord';
import type { Trainer, TrainerFiles } from './trainer';
import type { ThreadMessage } from './trainingJob';
import type { TrainingRecord } from './trainingRecord';
import { planTextRun } from './textRun';
import type { TrainingText } from './trainingText';

/** The first points of a little text come faster than anyone draws them; milliseconds. */
const leastBetweenRecords = 300;

/** Simplest first. */
const cells: readonly CellKind[] = ['rnn', 'gru', 'lstm'];

export interface ComparisonListener {
  status(status: TrainingStatus): void;
  /** A run under way has more points. */
  run?(record: RunRecord): void;
}

export class Comparison {
  private trainer: Trainer | undefined;
  private paused = false;
  private stopped = false;
  /** Of the cell that learns, from 1. */
  private number = 1;
  private progress: TrainingProgress | undefined;

  constructor(
    private readonly files: TrainerFiles,
    private readonly text: TrainingText,
    private readonly asked: TrainingOptions,
    private readonly listener: ComparisonListener,
    /** Keeps the runs that have ended. */
    private readonly record: TrainingRecord,
  ) {}

  /** Resolves when all have learnt, or it was stopped, or failed: the status says so. */
  run(): Promise<void> {
    return this.compare().then(
      () => this.listener.status({ state: 'idle' }),
      (error: unknown) => this.listener.status({ state: 'failed', problem: ProblemError.from(error) }),
    );
  }

  private async compare(): Promise<void> {
    this.report(undefined);
    // Before, not beside: counting would take time from the first cell alone.
    const baselines = await baselinesInThread(this.files.scripts, this.text);
    // The LSTM has the most to compute: what it can afford, the others can.
    const facts = await withBreaths(findingFacts(this.files, this.text));
    const options = settle({ ...this.asked, cell: 'lstm' }, facts);
    for (const [index, cell] of cells.entries()) {
      if (this.stopped) return;
      this.number = index + 1;
      this.report(undefined);
      await this.train({ ...options, cell }, { ...newRecord(), baselines });
    }
  }

  pause(): void {
    this.steer(true);
  }

  resume(): void {
    this.steer(false);
  }

  stop(): void {
    this.stopped = true;
    this.trainer?.stop();
  }

  private async train(options: SettledOptions, begun: StoredRecord): Promise<void> {
    const config = networkConfig(options, this.text.vocabulary.size);
    const points: LossPoint[] = [];
    let validLoss: number | undefined;
    let told = -Infinity;
    const record = () => runRecord(begun, { purpose: 'comparison', config, options, validLoss }, points);
    const heard = (message: ThreadMessage) => {
      if (message.type === 'progress') this.report(message.progress);
      if (message.type === 'weights') validLoss = message.validLoss;
      if (message.type !== 'point') return;
      points.push(message.point);
      const now = performance.now();
      if (now - told < leastBetweenRecords) return;
      told = now;
      this.listener.run?.(record());
    };
    const { files, text } = this;
    const plan = planTextRun(text, config, options);
    this.trainer = await withBreaths(startingTrainer(files, plan, undefined, undefined, undefined, heard));
    if (this.paused) this.trainer.pause();
    if (this.stopped) this.trainer.stop();
    await this.trainer.finished;
    if (points.length > 0) await this.record.put(record());
  }

  private steer(paused: boolean): void {
    this.paused = paused;
    if (paused) this.trainer?.pause();
    else this.trainer?.resume();
    this.report(this.progress);
  }

  private report(progress: TrainingProgress | undefined): void {
    const { number, paused } = this;
    this.progress = progress;
    const comparing = { cell: cells[number - 1], number, of: cells.length };
    this.listener.status({ state: 'training', paused, progress: progress && this.ofAll(progress), comparing });
  }

  /** One run's progress as that of the comparison. */
  private ofAll(progress: TrainingProgress): TrainingProgress {
    const { minutes = 0 } = this.asked;
    const fraction = (this.number - 1 + progress.fraction) / cells.length;
    return { ...progress, fraction, secondsLeft: progress.secondsLeft + (cells.length - this.number) * minutes * 60 };
  }
}
