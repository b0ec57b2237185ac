// Attention (Luong et al. 2015, global, dot): at every step of the decoder the states of the encoder are weighed by how
// much each agrees with the decoder's, and their mean joins it.
//
//   a_ts = softmax_s(h_t · e_s)     c_t = Σ_s a_ts e_s     h̃_t = tanh(W_c [c_t; h_t])
//
// T steps of the decoder, S of the encoder. Each member computes its rows of the batch.

import { type Kernels, packedLength, rowMajor, type Strided, transposed } from '../../kernels/kernels';
import type { Arena } from '../arena';
import { packShare, PackedWeight } from '../packedWeight';
import type { Weights } from '../parameters';
import type { Stack } from '../stack';
import { share, type Team } from '../team';

export class Attention {
  /** How much each step of the encoder is looked at. [B, T, S] */
  readonly weights: Float32Array;
  /** h̃ [B, T, H] */
  readonly attended: Float32Array;
  /** Filled by the caller before backward. [B, T, H] */
  readonly dAttended: Float32Array;
  private readonly joined: Float32Array; // [B, T, 2H], context and state
  private readonly dJoined: Float32Array; // [B, T, 2H]
  private readonly dWeights: Float32Array; // [B, T, S]
  private readonly packedJoined: Float32Array;
  private readonly weight: PackedWeight; // W_c [H, 2H]
  /** This member's room for one row's matrices, packed. */
  private readonly packed: Float32Array;

  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    private readonly team: Team,
    private readonly encoder: Stack,
    private readonly decoder: Stack,
    params: Weights,
    training: boolean,
  ) {
    const { B, T, S, H } = this.sizes;
    const when = (length: number) => arena.floats(training ? length : 0);
    this.weights = arena.floats(B * T * S);
    this.attended = arena.floats(B * T * H);
    this.dAttended = when(B * T * H);
    this.joined = arena.floats(B * T * 2 * H);
    this.dJoined = when(B * T * 2 * H);
    this.dWeights = when(B * T * S);
    this.packedJoined = when(packedLength(B * T, 2 * H));
    this.weight = new PackedWeight(arena, params.get('attention.weight'), H, 2 * H, training);
    const room = Math.max(packedLength(H, S), packedLength(S, H), packedLength(T, H));
    const rooms = Array.from({ length: team.size }, () => arena.floats(room));
    this.packed = rooms[team.index];
  }

  packWeights(): void {
    this.weight.pack(this.kernels, this.team);
  }

  forward(): void {
    const { kernels, joined, attended } = this;
    const { T, S, H } = this.sizes;
    this.eachRow((row) => {
      const weights = row.of(this.weights, T * S);
      const context = row.of(joined, T * 2 * H);
      kernels.packB(this.packed, flipped(row.encoded), H, S, 0, panels(S));
      kernels.gemm(weights, S, row.decoded, this.packed, T, S, H, false);
      for (let t = 0; t < T; t++) {
        weights.fill(0, t * S, t * S + row.begin);
        const read = weights.subarray(t * S + row.begin, (t + 1) * S);
        kernels.softmax(read, read, read.length);
      }
      kernels.packB(this.packed, row.encoded, S, H, 0, panels(H));
      kernels.gemm(context, 2 * H, rowMajor(weights, S), this.packed, T, H, S, false);
      row.eachState((state, t) => context.set(state, (2 * t + 1) * H));
    });
    const { from, rows } = this.own;
    const out = attended.subarray(from * H, (from + rows) * H);
    const both = joined.subarray(from * 2 * H, (from + rows) * 2 * H);
    kernels.gemm(out, H, rowMajor(both, 2 * H), this.weight.forward, rows, H, 2 * H, false);
    kernels.rnnForward(out, out, out.length, 'tanh');
  }

  /** From dAttended to the gradients of the decoder's states and of the encoder's, which it overwrites. */
  backward(): void {
    const { kernels, attended, dAttended, dJoined } = this;
    const { T, S, H, B } = this.sizes;
    const { from, rows } = this.own;
    const part = (tensor: Float32Array, width: number) => tensor.subarray(from * width, (from + rows) * width);
    const dPre = part(dAttended, H);
    kernels.rnnBackward(dPre, dPre, part(attended, H), dPre.length, 'tanh');
    kernels.gemm(part(dJoined, 2 * H), 2 * H, rowMajor(dPre, H), this.weight.backward, rows, 2 * H, H, false);
    this.eachRow((row) => {
      const weights = row.of(this.weights, T * S);
      const dWeights = row.of(this.dWeights, T * S);
      const both = row.of(dJoined, T * 2 * H);
      const dContext = rowMajor(both, 2 * H); // [T, H]
      kernels.packB(this.packed, flipped(row.encoded), H, S, 0, panels(S));
      kernels.gemm(dWeights, S, dContext, this.packed, T, S, H, false);
      for (let t = 0; t < T; t++) throughSoftmax(dWeights, weights, t * S, (t + 1) * S);

      const dEncoded = this.encoder.top.dOut.subarray(row.at * H);
      kernels.packB(this.packed, dContext, T, H, 0, panels(H));
      kernels.gemm(dEncoded, B * H, transposed(weights, S), this.packed, S, H, T, false);
      kernels.packB(this.packed, row.decoded, T, H, 0, panels(H));
      kernels.gemm(dEncoded, B * H, transposed(dWeights, S), this.packed, S, H, T, true);

      const dDecoded = this.decoder.top.dOut.subarray(row.at * H);
      for (let t = 0; t < T; t++) dDecoded.set(both.subarray((2 * t + 1) * H, (2 * t + 2) * H), t * B * H);
      kernels.packB(this.packed, row.encoded, S, H, 0, panels(H));
      kernels.gemm(dDecoded, B * H, rowMajor(dWeights, S), this.packed, T, H, S, true);
    });
  }

  packActivations(): void {
    const { B, T, H } = this.sizes;
    packShare(this.kernels, this.team, this.packedJoined, rowMajor(this.joined, 2 * H), B * T, 2 * H);
  }

  /** Overwrites this member's rows of dW_c = dPreᵀ · [c; h]. */
  weightGradients(grads: Weights): void {
    const { B, T, H } = this.sizes;
    const [from, to] = share(this.team, H, 4);
    const dWeight = grads.get('attention.weight').subarray(from * 2 * H, to * 2 * H);
    const a = transposed(this.dAttended.subarray(from), H); // [rows, B·T]
    this.kernels.gemm(dWeight, 2 * H, a, this.packedJoined, to - from, 2 * H, B * T, false);
  }

  private get sizes() {
    const { batchSize: B, seqLen: T } = this.decoder.shape;
    return { B, T, S: this.encoder.shape.seqLen, H: this.decoder.config.hiddenSize };
  }

  /** This member's rows of B·T. */
  private get own() {
    const { B, T } = this.sizes;
    const [from, to] = share(this.team, B);
    return { from: from * T, rows: (to - from) * T };
  }

  private eachRow(act: (row: Row) => void): void {
    const { B, H, T } = this.sizes;
    const [from, to] = share(this.team, B);
    for (let b = from; b < to; b++) {
      const states = (stack: Stack): Strided => ({
        data: stack.top.outputs.subarray(b * H),
        rowStride: B * H,
        colStride: 1,
      });
      const decoded = states(this.decoder);
      act({
        at: b,
        begin: this.encoder.begins[b],
        encoded: states(this.encoder),
        decoded,
        of: (tensor, width) => tensor.subarray(b * width, (b + 1) * width),
        eachState: (use) => {
          for (let t = 0; t < T; t++) use(decoded.data.subarray(t * B * H, t * B * H + H), t);
        },
      });
    }
  }
}

/** One row of the batch. */
interface Row {
  readonly at: number;
  /** The first step of the encoder that is read. */
  readonly begin: number;
  readonly encoded: Strided; // [S, H]
  readonly decoded: Strided; // [T, H]
  /** Its part of a tensor [B, …] of this many floats a row. */
  of(tensor: Float32Array, width: number): Float32Array;
  eachState(use: (state: Float32Array, t: number) => void): void;
}

function flipped({ data, rowStride, colStride }: Strided): Strided {
  return { data, rowStride: colStride, colStride: rowStride };
}

function panels(n: number): number {
  return packedLength(1, n) / 8;
}

/** From the gradient of probabilities a to that of what they are the softmax of, in place: a ∘ (da − Σ a da). */
function throughSoftmax(d: Float32Array, a: Float32Array, from: number, to: number): void {
  let dot = 0;
  for (let i = from; i < to; i++) dot += a[i] * d[i];
  for (let i = from; i < to; i++) d[i] = a[i] * (d[i] - dot);
}
