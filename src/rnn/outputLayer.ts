// From hidden states to a probability for every word, and back: logits = h · Wᵀ + b (the textbook's V·s), exact softmax,
// cross-entropy. Rows are batch-major, [B, T, ·], so that a member's rows lie together and one large product serves the
// whole window.

import { type Kernels, packedLength, rowMajor, type Strided, transposed } from '../kernels/kernels';
import type { Arena } from './arena';
import { packShare, PackedWeight } from './packedWeight';
import type { ParameterSet } from './parameters';
import { share, type Team } from './team';

export interface OutputSizes {
  readonly batchSize: number; // B
  readonly seqLen: number; // T
  readonly hiddenSize: number; // H
  readonly vocabSize: number; // V
}

export class OutputLayer {
  /** The hidden states, filled by the caller. */
  readonly hs: Float32Array; // [B, T, H]
  readonly dHs: Float32Array; // [B, T, H]
  /** After backward: the gradient of the logits. */
  readonly logits: Float32Array; // [B, T, V]
  readonly targets: Int32Array; // [B, T]; −1: no target
  /** Cross-entropy of every position in nats. */
  readonly losses: Float32Array; // [B, T]
  private readonly weight: PackedWeight;
  private readonly packedHs: Float32Array;
  /** This member's rows of B·T. */
  private readonly own: {
    readonly rows: number;
    readonly hs: Strided;
    readonly dHs: Float32Array;
    readonly logits: Float32Array;
    readonly dLogits: Strided;
    readonly targets: Int32Array;
    readonly losses: Float32Array;
  };

  /** @param weightName `encoder.weight` where input and output embedding are tied, else `decoder.weight`. */
  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    private readonly team: Team,
    private readonly sizes: OutputSizes,
    private readonly params: ParameterSet,
    private readonly weightName: string,
    training: boolean,
  ) {
    const { batchSize: B, seqLen: T, hiddenSize: H, vocabSize: V } = sizes;
    this.hs = arena.floats(B * T * H);
    this.dHs = arena.floats(training ? B * T * H : 0);
    this.logits = arena.floats(B * T * V);
    this.targets = arena.ints(B * T);
    this.losses = arena.floats(B * T);
    this.weight = new PackedWeight(arena, params.get(weightName), V, H, training);
    this.packedHs = arena.floats(training ? packedLength(B * T, H) : 0);

    const [first, end] = share(team, B);
    const rows = (tensor: Float32Array, width: number) => tensor.subarray(first * T * width, end * T * width);
    this.own = {
      rows: (end - first) * T,
      hs: rowMajor(rows(this.hs, H), H),
      dHs: rows(this.dHs, H),
      logits: rows(this.logits, V),
      dLogits: rowMajor(rows(this.logits, V), V),
      targets: this.targets.subarray(first * T, end * T),
      losses: rows(this.losses, 1),
    };
  }

  packWeights(): void {
    this.weight.pack(this.kernels, this.team);
  }

  /** logits of this member's rows, or of the first `rows` of them. */
  forward(rows = this.own.rows): void {
    const { hiddenSize: H, vocabSize: V } = this.sizes;
    const { hs, logits } = this.own;
    this.kernels.setRows(logits, this.params.get('decoder.bias'), rows, V, false);
    this.kernels.gemm(logits, V, hs, this.weight.forward, rows, V, H, true);
  }

  /** Losses of this member's rows; the logits stay. */
  loss(): void {
    const { rows, losses, logits, targets } = this.own;
    this.kernels.crossEntropy(losses, logits, targets, rows, this.sizes.vocabSize);
  }

  /** Losses and dHs of this member's rows; `scale` multiplies every gradient. */
  backward(scale: number): void {
    const { hiddenSize: H, vocabSize: V } = this.sizes;
    const { rows, losses, logits, targets, dHs, dLogits } = this.own;
    this.kernels.softmaxCrossEntropy(losses, logits, targets, rows, V, scale);
    this.kernels.gemm(dHs, H, dLogits, this.weight.backward, rows, H, V, false);
  }

  packActivations(): void {
    const { batchSize: B, seqLen: T, hiddenSize: H } = this.sizes;
    packShare(this.kernels, this.team, this.packedHs, rowMajor(this.hs, H), B * T, H);
  }

  /** Overwrites this member's rows of dW = dLogitsᵀ · hs and db = Σ dLogits. */
  weightGradients(grads: ParameterSet): void {
    const { batchSize: B, seqLen: T, hiddenSize: H, vocabSize: V } = this.sizes;
    const [from, to] = wordShare(this.team, V);
    const a = transposed(this.logits.subarray(from), V); // [rows, B·T]
    const dWeight = grads.get(this.weightName).subarray(from * H, to * H);
    this.kernels.gemm(dWeight, H, a, this.packedHs, to - from, H, B * T, false);
    grads.get('decoder.bias').fill(0, from, to);
    this.kernels.addColumnSums(grads.get('decoder.bias'), this.logits, B * T, V, from, to);
  }
}

/** A member's words [from, to): the rows of the embedding that it updates, as input and as output. */
export function wordShare(team: Team, vocabSize: number): readonly [number, number] {
  return share(team, vocabSize, 4);
}
