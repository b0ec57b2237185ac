// What the leading thread decides and measures in a run: the next action, the fraction of the budget, losses and speed,
// when to look at the held-out notes, when to stop early, when to hand weights and checkpoints to the main thread.

import { learningRateAt } from '../rnn/schedule';
import { CheckpointWriter } from './checkpointWriter';
import { LastGood, mostRollbacks, rateShare } from './lastGood';
import { PointMeasures } from './pointMeasures';
import type { RunEvent } from './protocol/curves';
import { allFinite } from './runFiles';
import type { Task } from './task';
import {
  command,
  control,
  type EndOfRun,
  type RunPosition,
  type ThreadData,
  type ThreadMessage,
  type WrittenCheckpoint,
} from './trainingJob';

const actions = ['step', 'evaluate', 'end'] as const;

export interface Decision {
  readonly action: (typeof actions)[number];
  /** Updates done so far plus this one. */
  readonly step: number;
  readonly epoch: number;
  readonly window: number;
  readonly learningRate: number;
}

/** Looks at held-out notes in a row without a gain after which a run lands. */
const patience = 3;
/** The same where a text is too short to hold any of it out, and the training loss, which dropout makes restless, tells. */
const patienceInTraining = 40;
/**
 * A run that gains no more does not just stop: the learning rate is still high then, and most of what can be gained comes
 * as it falls. So it falls to its end within this share of the steps so far.
 */
const landingShare = 0.3;
/** Of a run's arithmetic that looking at held-out notes may take. */
const evaluationShare = 0.08;
const secondsBetweenProgress = 0.5;
const secondsBetweenCheckpoints = 30;

export class RunLeader {
  private readonly flags: Int32Array;
  private readonly decision: Float64Array;
  private readonly position: { -readonly [K in keyof RunPosition]: RunPosition[K] };
  private readonly evaluateEvery: number;
  private readonly checkpoints: CheckpointWriter;
  private measures: PointMeasures;
  private lastGood: LastGood | undefined;
  private lastTrainLoss = 0;
  private lastValidLoss: number | undefined;
  private lastTime: number;
  private lastHeldTime: number;
  private lastProgress = -Infinity;
  private lastCheckpoint: number;
  private speed: { tokens: number; seconds: number } = { tokens: 0, seconds: 0 };
  private hasPostedWeights: boolean;
  private ending: EndOfRun | undefined;

  constructor(
    private readonly task: Task,
    private readonly data: ThreadData,
    private readonly clock: () => number,
    private readonly post: (message: ThreadMessage, transfer: ArrayBuffer[]) => void,
  ) {
    this.flags = new Int32Array(data.control);
    this.decision = new Float64Array(data.control, control.bytes);
    this.position = { ...data.position };
    this.measures = new PointMeasures(this.place());
    this.checkpoints = new CheckpointWriter(task, data);
    // What goes on from a checkpoint has the weights of the run before.
    this.hasPostedWeights = data.position.step > 0;
    if (this.position.window >= task.windows) {
      // The text is shorter than when the run stopped: its epoch is over.
      this.position.window = 0;
      this.position.epoch++;
    }
    // So that looking takes its share of the time; fifty at least, so that a small text is not looked at all the time.
    this.evaluateEvery = Math.max(50, Math.ceil(task.lookInSteps / evaluationShare));
    this.lastTime = this.lastCheckpoint = clock();
    this.lastHeldTime = this.heldTime();
  }

  /** Before the first decision. */
  begin(): void {
    this.lastGood = new LastGood(this.task, this.position);
    if (this.position.step > 0) this.reportEvent('resume');
  }

  /** Yields while the run is paused. */
  *decide(): Generator<'paused', void> {
    yield* this.waitWhilePaused();
    this.countTime();
    const { step, epoch, window } = this.position;
    const used = this.fraction();
    const learningRate = this.highestRate() * learningRateAt(1, used);
    let action: Decision['action'] = 'step';
    if (this.isStopped()) this.ending ??= 'stopped';
    else if (used >= 1) this.ending ??= this.position.landing ? 'earlyStopping' : 'budget';
    if (this.dueForEvaluation()) action = 'evaluate';
    else if (this.ending) action = 'end';
    if (action === 'end') yield* this.end();
    this.decision.set([actions.indexOf(action), step + 1, epoch, window, learningRate]);
  }

  readDecision(): Decision {
    const [action, step, epoch, window, learningRate] = this.decision;
    return { action: actions[action], step, epoch, window, learningRate };
  }

  stepped(): void {
    const { position, task, measures } = this;
    const { losses, targets, learner } = task;
    const { learningRate } = this.readDecision();
    const norm = learner.adam.gradNorm();
    const tokens = measures.add(losses, targets, norm, this.data.settings.gradClip, learningRate);
    if (!Number.isFinite(norm) || this.lastGood!.isBad(measures.lastLoss)) return this.rollBack();
    this.speed.tokens += tokens;
    position.tokensSeen += tokens;
    position.step++;
    position.window++;
    position.runEpochs += 1 / task.windows;
    if (position.window === task.windows) {
      position.window = 0;
      position.epoch++;
      // Sums of fractions are not exact; whole epochs are.
      position.runEpochs = Math.round(position.runEpochs * task.windows) / task.windows;
    }
    this.countTime();
    const now = this.clock();
    if (now - this.lastProgress > secondsBetweenProgress) this.reportProgress(now);
    if (now - this.lastCheckpoint > secondsBetweenCheckpoints) this.reportCheckpoint(now);
  }

  evaluated(): void {
    const { position, task } = this;
    const sum = task.rowLosses.reduce((total, loss) => total + loss, 0);
    const validLoss = task.validLength > 0 ? sum / task.validLength : undefined;
    const trainLoss = this.measures.trainLoss ?? 0;
    const criterion = validLoss ?? trainLoss;
    if (this.lastGood!.isBad(criterion)) return this.rollBack();
    this.lastTrainLoss = trainLoss;
    this.lastValidLoss = validLoss;
    position.lastLook = position.step;
    const better = position.bestLoss === undefined || criterion < position.bestLoss;
    if (better) position.bestLoss = criterion;
    position.reportsSinceBest = better ? 0 : position.reportsSinceBest + 1;
    if (better || validLoss === undefined) {
      this.postWeights(validLoss);
    }
    if (position.reportsSinceBest >= (validLoss === undefined ? patienceInTraining : patience)) {
      const { step } = position;
      position.landing ??= { step, fraction: this.fraction(), steps: Math.ceil(landingShare * step) };
    }
    this.countTime();
    this.lastGood!.keep(position);
    this.post({ type: 'point', point: this.measures.point(this.place(), validLoss) }, []);
    this.reportProgress(this.clock());
  }

  /**
   * Every so many updates, counted from the run's first, so that one that was interrupted looks where it would have looked;
   * and once more before the end if anything has been learnt since.
   */
  private dueForEvaluation(): boolean {
    const { step, lastLook = this.data.position.step } = this.position;
    if (step <= lastLook || this.ending === 'diverged') return false;
    return this.ending !== undefined || step % this.evaluateEvery === 0;
  }

  /** Back to where it went well; the time that it took is not given back. */
  private rollBack(): void {
    this.countTime();
    const { elapsedSeconds, runSeconds, rollbacks: before = 0 } = this.position;
    const rollbacks = before + 1;
    const good = { landing: undefined, lastLook: undefined, ...this.lastGood!.restore() };
    Object.assign(this.position, good, { elapsedSeconds, runSeconds, rollbacks });
    this.measures = new PointMeasures(this.place());
    if (rollbacks > mostRollbacks) this.ending = 'diverged';
    const event = { kind: 'rollback', ...this.place() } as const;
    this.post({ type: 'rollback', event, learningRate: this.highestRate() }, []);
  }

  private highestRate(): number {
    return this.data.settings.learningRate * rateShare ** (this.position.rollbacks ?? 0);
  }

  private isStopped(): boolean {
    return Atomics.load(this.flags, control.command) === command.stop;
  }

  /** Of this run's budget, 0 … 1: by the clock, by epochs or by landing, whichever is further. */
  private fraction(): number {
    const { minutes, epochs } = this.data.settings;
    const { runSeconds, runEpochs, step, landing } = this.position;
    const byTime = minutes === undefined ? 0 : runSeconds / (60 * minutes);
    const byEpochs = epochs === undefined ? 0 : (runEpochs + 1e-9) / epochs;
    const byLanding = landing ? landing.fraction + ((1 - landing.fraction) * (step - landing.step)) / landing.steps : 0;
    return Math.min(1, Math.max(byTime, byEpochs, byLanding));
  }

  /** Where the curve stands. */
  private place() {
    const { tokensSeen, elapsedSeconds } = this.position;
    return { tokens: tokensSeen, epoch: this.epochs(), elapsedSeconds };
  }

  private epochs(): number {
    return this.position.epoch + this.position.window / this.task.windows;
  }

  private countTime(): void {
    const now = this.clock();
    const held = this.heldTime();
    const seconds = Math.max(0, now - this.lastTime - (held - this.lastHeldTime) / 1000);
    this.lastTime = now;
    this.lastHeldTime = held;
    this.position.elapsedSeconds += seconds;
    this.position.runSeconds += seconds;
    this.speed.seconds += seconds;
  }

  private heldTime(): number {
    return Atomics.load(this.flags, control.heldTime);
  }

  private *waitWhilePaused(): Generator<'paused', void> {
    if (Atomics.load(this.flags, control.command) !== command.pause) return;
    this.countTime();
    if (this.checkpoints.step !== this.position.step) this.reportCheckpoint(this.clock());
    yield* this.sleep();
    // What could not be written is tried again at once.
    if (this.checkpoints.failed) this.lastCheckpoint = -Infinity;
  }

  private *sleep(): Generator<'paused', void> {
    while (Atomics.load(this.flags, control.command) === command.pause) yield 'paused';
    // Time that was paused is not used up.
    this.lastTime = this.clock();
  }

  private reportProgress(now: number): void {
    this.lastProgress = now;
    const { tokensSeen, elapsedSeconds, runSeconds } = this.position;
    const wordsPerSecond = this.speed.tokens / Math.max(1e-3, this.speed.seconds);
    // The speed shown is that of the last few seconds.
    if (this.speed.seconds > 5) this.speed = { tokens: this.speed.tokens / 2, seconds: this.speed.seconds / 2 };
    const fraction = this.fraction();
    const trainLoss = this.measures.trainLoss ?? this.lastTrainLoss;
    const valid = this.lastValidLoss ?? (this.task.validLength > 0 ? this.position.bestLoss : undefined);
    this.post(
      {
        type: 'progress',
        progress: {
          fraction,
          epoch: this.epochs(),
          tokensSeen,
          trainLoss,
          validPerplexity: valid === undefined ? undefined : Math.exp(valid),
          wordsPerSecond,
          elapsedSeconds,
          secondsLeft:
            fraction > 0 ? (runSeconds * (1 - fraction)) / fraction : this.task.tokensPerEpoch / wordsPerSecond,
        },
      },
      [],
    );
  }

  private reportCheckpoint(now: number): void {
    this.lastCheckpoint = now;
    const checkpoint = this.writeCheckpoint();
    if (this.checkpoints.failed) this.pauseItself();
    this.post({ type: 'checkpoint', checkpoint }, []);
  }

  private *end(): Generator<'paused', void> {
    // A run stopped before its first look at held-out notes has weights all the same; those of one that never went well are
    // none.
    if (!this.hasPostedWeights && (this.ending !== 'diverged' || this.position.step > 0)) this.postWeights(undefined);
    let checkpoint = this.writeCheckpoint();
    while (this.checkpoints.failed && !this.isStopped()) {
      this.pauseItself();
      this.post({ type: 'checkpoint', checkpoint }, []);
      yield* this.sleep();
      checkpoint = this.writeCheckpoint();
    }
    this.post({ type: 'end', why: this.ending ?? 'stopped', checkpoint }, []);
  }

  /** What is learnt now would be lost: the writer says when to go on, and may as soon as it is told: so this comes first. */
  private pauseItself(): void {
    Atomics.compareExchange(this.flags, control.command, command.run, command.pause);
  }

  private reportEvent(kind: RunEvent['kind']): void {
    this.post({ type: 'event', event: { kind, ...this.place() } }, []);
  }

  private postWeights(validLoss: number | undefined): void {
    this.hasPostedWeights = true;
    const flat = this.task.learner.params.flat.slice();
    this.post({ type: 'weights', flat, validLoss, position: { ...this.position } }, [flat.buffer]);
  }

  private writeCheckpoint(): WrittenCheckpoint {
    const { params, m, v } = this.task.learner;
    // Nothing is kept that training could not go on from.
    if (![params, m, v].every(({ flat }) => allFinite(flat))) this.rollBack();
    const checkpoint = this.checkpoints.write(this.position);
    if (this.data.checkpoints && !this.checkpoints.failed) this.reportEvent('checkpoint');
    return checkpoint;
  }
}
