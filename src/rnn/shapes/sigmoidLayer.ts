// An output layer whose classes may hold together, as the tags of a note: each has a probability of its own, σ(z), and a
// cross-entropy of its own, −y ln σ(z) − (1 − y) ln (1 − σ(z)); a row's loss is their sum.

import type { Kernels } from '../../kernels/kernels';
import type { Arena } from '../arena';
import { OutputLayer, type OutputSizes } from '../outputLayer';
import type { Weights } from '../parameters';
import type { Team } from '../team';
import type { WordSet } from '../wordSet';

export class SigmoidLayer extends OutputLayer {
  /** 1: the class holds; filled by the caller. Rows whose target is −1 do not count. [B·T, C] */
  readonly labels: Float32Array;

  constructor(
    arena: Arena,
    kernels: Kernels,
    team: Team,
    sizes: OutputSizes,
    classes: WordSet,
    params: Weights,
    weightName: string,
    training: boolean,
  ) {
    super(arena, kernels, team, sizes, classes, params, weightName, training);
    this.labels = arena.floats(sizes.batchSize * sizes.seqLen * classes.capacity);
  }

  override loss(): void {
    const logits = this.ownLogits();
    this.eachRow((row, z, y) => (this.own.losses[row] = rowLoss(z(logits), y)));
  }

  protected override lossAndGradient(logits: Float32Array, scale: number): void {
    const { losses, targets } = this.own;
    this.eachRow((row, view, y) => {
      const z = view(logits);
      losses[row] = rowLoss(z, y);
      for (let c = 0; c < z.length; c++) z[c] = targets[row] < 0 ? 0 : scale * (sigmoid(z[c]) - y[c]);
    });
  }

  /** This member's rows, with what cuts a row out of a [R, C] tensor, and the row's labels. */
  private eachRow(act: (row: number, view: (tensor: Float32Array) => Float32Array, y: Float32Array) => void): void {
    const { first, rows, losses, targets } = this.own;
    const C = this.words.count;
    for (let row = 0; row < rows; row++) {
      const labels = this.labels.subarray((first + row) * C, (first + row + 1) * C);
      act(row, (tensor) => tensor.subarray(row * C, (row + 1) * C), labels);
      if (targets[row] < 0) losses[row] = 0;
    }
  }
}

/** Σ ln(1 + eᶻ) − y z */
function rowLoss(logits: Float32Array, labels: Float32Array): number {
  let sum = 0;
  logits.forEach((z, c) => (sum += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - labels[c] * z));
  return sum;
}

export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}
