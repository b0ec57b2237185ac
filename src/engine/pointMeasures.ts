// What is measured from one point of the loss curve to the next. All of it is there anyway after an update: nothing is
// computed for it but sums.

import { clipScale } from '../rnn/adam';
import type { LossPoint } from './protocol/curves';

type Place = Pick<LossPoint, 'tokens' | 'epoch' | 'elapsedSeconds'>;

export class PointMeasures {
  private losses = 0;
  private targets = 0;
  private updates = 0;
  private norms = 0;
  private clippedNorms = 0;
  private learningRate: number | undefined;
  /** Mean loss of the last update. */
  lastLoss = 0;

  /** @param tokens and elapsedSeconds: where the first point's span begins. */
  constructor(private before: Pick<Place, 'tokens' | 'elapsedSeconds'>) {}

  /** After an update. @returns how many targets the window had. */
  add(losses: Float32Array, targets: Int32Array, norm: number, gradClip: number, learningRate: number): number {
    let count = 0;
    let sum = 0;
    for (let i = 0; i < losses.length; i++) {
      if (targets[i] < 0) continue;
      sum += losses[i];
      count++;
    }
    this.lastLoss = sum / Math.max(1, count);
    this.losses += sum;
    this.targets += count;
    this.updates++;
    this.norms += norm;
    this.clippedNorms += norm * clipScale(norm, gradClip);
    this.learningRate = learningRate;
    return count;
  }

  /** Mean loss so far; undefined: there has been no update. */
  get trainLoss(): number | undefined {
    return this.targets > 0 ? this.losses / this.targets : undefined;
  }

  /** The point that the curve has come to; what is measured begins anew. */
  point(place: Place, validLoss: number | undefined): LossPoint {
    const { before, updates, learningRate } = this;
    const seconds = place.elapsedSeconds - before.elapsedSeconds;
    const point = {
      ...place,
      trainLoss: this.trainLoss ?? 0,
      validLoss,
      learningRate,
      gradNorm: updates > 0 ? this.norms / updates : undefined,
      clippedGradNorm: updates > 0 ? this.clippedNorms / updates : undefined,
      wordsPerSecond: seconds > 0 ? (place.tokens - before.tokens) / seconds : undefined,
    };
    this.before = place;
    this.losses = this.targets = this.updates = this.norms = this.clippedNorms = 0;
    return point;
  }
}
