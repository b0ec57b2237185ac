// From hidden states to a probability for every word of a set, and back: logits = h · Wᵀ + b (the textbook's V·s),
// softmax, cross-entropy. The set is the whole vocabulary, or the candidates of a step: C words. Rows are batch-major,
// [B, T, ·], so that a member's rows lie together and one large product serves the whole window.

import { type Kernels, packedLength, rowMajor, type Strided, transposed } from '../kernels/kernels';
import type { Arena } from './arena';
import { packShare, PackedWeight } from './packedWeight';
import type { Weights } from './parameters';
import { share, type Team } from './team';
import type { WordSet } from './wordSet';

export interface OutputSizes {
  readonly batchSize: number; // B
  readonly seqLen: number; // T
  readonly hiddenSize: number; // H
}

export class OutputLayer {
  /** The hidden states, filled by the caller. */
  readonly hs: Float32Array; // [B, T, H]
  readonly dHs: Float32Array; // [B, T, H]
  /** After backward: the gradient of the logits. */
  readonly logits: Float32Array; // [B, T, C], a member's rows together
  /** Places in the set of words. */
  readonly targets: Int32Array; // [B, T]; −1: no target
  /** Cross-entropy of every position in nats. */
  readonly losses: Float32Array; // [B, T]
  private readonly weight: PackedWeight;
  private readonly packedHs: Float32Array;
  /** This member's rows of B·T. */
  protected readonly own: {
    readonly first: number;
    readonly rows: number;
    readonly hs: Strided;
    readonly dHs: Float32Array;
    readonly targets: Int32Array;
    readonly losses: Float32Array;
  };

  /** @param weightName `encoder.weight` where input and output embedding are tied, else `decoder.weight`. */
  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    private readonly team: Team,
    private readonly sizes: OutputSizes,
    protected readonly words: WordSet,
    private readonly params: Weights,
    private readonly weightName: string,
    training: boolean,
  ) {
    const { batchSize: B, seqLen: T, hiddenSize: H } = sizes;
    this.hs = arena.floats(B * T * H);
    this.dHs = arena.floats(training ? B * T * H : 0);
    this.logits = arena.floats(B * T * words.capacity);
    this.targets = arena.ints(B * T);
    this.losses = arena.floats(B * T);
    this.weight = new PackedWeight(arena, params.get(weightName), words.capacity, H, training);
    this.packedHs = arena.floats(training ? packedLength(B * T, H) : 0);

    const [first, end] = share(team, B);
    const rows = (tensor: Float32Array, width: number) => tensor.subarray(first * T * width, end * T * width);
    this.own = {
      first: first * T,
      rows: (end - first) * T,
      hs: rowMajor(rows(this.hs, H), H),
      dHs: rows(this.dHs, H),
      targets: this.targets.subarray(first * T, end * T),
      losses: rows(this.losses, 1),
    };
  }

  packWeights(): void {
    this.weight.pack(this.kernels, this.team, this.words.count);
  }

  /** logits of this member's rows, or of the first `rows` of them. */
  forward(rows = this.own.rows): void {
    const H = this.sizes.hiddenSize;
    const C = this.words.count;
    const logits = this.ownLogits();
    this.kernels.setRows(logits, this.params.get('decoder.bias'), rows, C, false);
    this.kernels.gemm(logits, C, this.own.hs, this.weight.forward, rows, C, H, true);
  }

  /** Losses of this member's rows; the logits stay. */
  loss(): void {
    const { rows, losses, targets } = this.own;
    this.kernels.crossEntropy(losses, this.ownLogits(), targets, rows, this.words.count);
  }

  /** Losses and dHs of this member's rows; `scale` multiplies every gradient. */
  backward(scale: number): void {
    const H = this.sizes.hiddenSize;
    const C = this.words.count;
    const { rows, dHs } = this.own;
    const logits = this.ownLogits();
    this.lossAndGradient(logits, scale);
    this.kernels.gemm(dHs, H, rowMajor(logits, C), this.weight.backward, rows, H, C, false);
  }

  packActivations(): void {
    const { batchSize: B, seqLen: T, hiddenSize: H } = this.sizes;
    packShare(this.kernels, this.team, this.packedHs, rowMajor(this.hs, H), B * T, H);
  }

  /** Overwrites this member's rows of dW = dLogitsᵀ · hs and db = Σ dLogits. */
  weightGradients(grads: Weights): void {
    const { batchSize: B, seqLen: T, hiddenSize: H } = this.sizes;
    const C = this.words.count;
    const [from, to] = wordShare(this.team, C);
    const a = transposed(this.logits.subarray(from), C); // [rows, B·T]
    const dWeight = grads.get(this.weightName).subarray(from * H, to * H);
    this.kernels.gemm(dWeight, H, a, this.packedHs, to - from, H, B * T, false);
    grads.get('decoder.bias').fill(0, from, to);
    this.kernels.addColumnSums(grads.get('decoder.bias'), this.logits, B * T, C, from, to);
  }

  /** Losses of this member's rows; its logits become their gradients. */
  protected lossAndGradient(logits: Float32Array, scale: number): void {
    const { rows, losses, targets } = this.own;
    this.raiseTargets(logits);
    this.kernels.softmaxCrossEntropy(losses, logits, targets, rows, this.words.count, scale);
  }

  protected ownLogits(): Float32Array {
    const C = this.words.count;
    return this.logits.subarray(this.own.first * C, (this.own.first + this.own.rows) * C);
  }

  /** A target is in the set for certain: its own logit gets back what it was lowered by. */
  private raiseTargets(logits: Float32Array): void {
    const { logInclusion, count } = this.words;
    if (!logInclusion) return;
    this.own.targets.forEach((target, row) => {
      if (target >= 0) logits[row * count + target] += logInclusion[target];
    });
  }
}

/** A member's words [from, to): the rows of the embedding that it updates, as input and as output. */
export function wordShare(team: Team, count: number): readonly [number, number] {
  return share(team, count, 4);
}
