// The training loop that every thread runs: windows of an epoch, an update each, a look at the held-out text now and then,
// early stopping, and an end when the budget is used up.

import { trainingStep } from '../rnn/trainingStep';
import { type Decision, RunLeader } from './runLeader';
import type { Task } from './task';
import type { ThreadTeam } from './threadTeam';
import type { ThreadData, ThreadMessage } from './trainingJob';

export class TrainingLoop {
  private readonly leader: RunLeader;

  constructor(
    private readonly task: Task,
    private readonly team: ThreadTeam,
    private readonly data: ThreadData,
    clock: () => number,
    post: (message: ThreadMessage, transfer: ArrayBuffer[]) => void,
  ) {
    this.leader = new RunLeader(task, data, clock, post);
  }

  /** Yields in the leading thread: 'paused' again and again while it is that, and 'between' an update and the next. */
  *run(): Generator<'paused' | 'between', void> {
    if (this.team.index === 0) this.leader.begin();
    for (;;) {
      if (this.team.index === 0) yield* this.lead();
      this.team.barrier();
      const decision = this.leader.readDecision();
      if (decision.action === 'end') return;
      if (decision.action === 'evaluate') {
        this.task.evaluate();
        if (this.team.index === 0) this.leader.evaluated();
      } else {
        this.step(decision);
        if (this.team.index === 0) this.leader.stepped();
      }
    }
  }

  /** What one member does for all: it decides, and fills in the window that comes next. */
  private *lead(): Generator<'paused' | 'between', void> {
    yield 'between';
    yield* this.leader.decide();
    const { action, epoch, window, step } = this.leader.readDecision();
    if (action === 'step') this.task.fill(epoch, window, this.stepSeed(step));
  }

  private step({ step, learningRate }: Decision): void {
    const { learner, state } = this.task;
    const { gradClip, dropout } = this.data.settings;
    trainingStep(learner, this.team, state, step, {
      learningRate,
      gradClip,
      dropout: { ...dropout, seed: this.stepSeed(step) },
    });
  }

  private stepSeed(step: number): number {
    return (Math.imul(this.data.settings.task.seed, 0x9e3779b9) ^ step) >>> 0;
  }
}
