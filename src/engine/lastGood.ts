// The numbers of a run where it last went well, and when it does not: a loss or a gradient that is no number, or a loss
// that has grown beyond all bounds. Then they are put back, and the run goes on more slowly (as Zhang et al. 2022, OPT,
// did by hand). They are copied at looks at held-out notes, so a step costs nothing but two comparisons.

import type { Task } from './task';
import type { RunPosition } from './trainingJob';

/** Per rollback, of the learning rate. */
export const rateShare = 0.25;
/** Then the run is given up: what a thousandth of the rate does not cure is not the rate. */
export const mostRollbacks = 5;

/** In nats: guessing among all words of any vocabulary costs less. */
const worstLoss = 50;
/** Of several labels at once the losses add up: then it is what the first step lost that counts. */
const worstGrowth = 4;

export class LastGood {
  private readonly parts: readonly Float32Array[];
  private readonly copies: readonly Float32Array[];
  private position: RunPosition;
  /** Until it has seen one, a run is measured by what its first step lost. */
  private usualLoss: number | undefined;

  constructor({ learner, state }: Task, begin: RunPosition) {
    const { params, m, v } = learner;
    this.parts = [params.flat, m.flat, v.flat, ...state.flatMap(({ h, c }) => [h, c])];
    this.copies = this.parts.map((part) => part.slice());
    this.position = { ...begin };
    this.usualLoss = begin.bestLoss;
  }

  /** @param loss of a window, in nats per target. */
  isBad(loss: number): boolean {
    if (!Number.isFinite(loss)) return true;
    this.usualLoss ??= loss;
    return loss > Math.max(worstLoss, worstGrowth * this.usualLoss);
  }

  keep(position: RunPosition): void {
    this.parts.forEach((part, i) => this.copies[i].set(part));
    this.position = { ...position };
  }

  /** @returns where the run stands again. */
  restore(): RunPosition {
    this.parts.forEach((part, i) => part.set(this.copies[i]));
    return this.position;
  }
}
