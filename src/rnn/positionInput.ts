// The input of a layer above the first: a vector for every position of the window, from the layer below.

import { type Kernels, packedLength, rowMajor, transposed } from '../kernels/kernels';
import type { Arena } from './arena';
import type { GateTensors, InputSizes, LayerInput } from './layerInput';
import { packShare, PackedWeight } from './packedWeight';
import type { Weights } from './parameters';
import { share, type Team } from './team';

export class PositionInput implements LayerInput {
  /** Filled by the caller before forward. */
  readonly x: Float32Array; // [T, B, I]
  readonly dX: Float32Array; // [T, B, I]
  private readonly weight: PackedWeight;
  private readonly packedX: Float32Array;

  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    private readonly team: Team,
    private readonly sizes: InputSizes,
    private readonly params: Weights,
    private readonly layer: number,
    private readonly tensors: GateTensors,
    training: boolean,
  ) {
    const { batchSize: B, seqLen: T, inputSize: I, gatesSize } = sizes;
    this.x = arena.floats(T * B * I);
    this.dX = arena.floats(training ? T * B * I : 0);
    this.packedX = arena.floats(training ? packedLength(T * B, I) : 0);
    this.weight = new PackedWeight(arena, params.get(`rnn.weight_ih_l${layer}`), gatesSize, I, training);
  }

  packWeights(): void {
    this.weight.pack(this.kernels, this.team);
  }

  project(t: number): void {
    const { inputSize: I, gatesSize } = this.sizes;
    const gates = this.rows(this.tensors.gates, t, gatesSize);
    const rows = gates.length / gatesSize;
    this.kernels.setRows(gates, this.params.get(`rnn.bias_ih_l${this.layer}`), rows, gatesSize, false);
    const x = rowMajor(this.rows(this.x, t, I), I);
    this.kernels.gemm(gates, gatesSize, x, this.weight.forward, rows, gatesSize, I, true);
  }

  backward(t: number): void {
    const { inputSize: I, gatesSize } = this.sizes;
    const dGates = this.rows(this.tensors.dGates, t, gatesSize);
    const rows = dGates.length / gatesSize;
    const dX = this.rows(this.dX, t, I);
    this.kernels.gemm(dX, I, rowMajor(dGates, gatesSize), this.weight.backward, rows, I, gatesSize, false);
  }

  packActivations(): void {
    const { batchSize: B, seqLen: T, inputSize: I } = this.sizes;
    packShare(this.kernels, this.team, this.packedX, rowMajor(this.x, I), T * B, I);
  }

  weightGradients(grads: Weights): void {
    const { batchSize: B, seqLen: T } = this.sizes;
    inputGradients(this.kernels, this.team, this.sizes, grads, this.layer, this.tensors.dGates, this.packedX, T * B);
  }

  /** This member's rows of a [T, B, width] tensor at time t. */
  private rows(tensor: Float32Array, t: number, width: number): Float32Array {
    const B = this.sizes.batchSize;
    const [from, to] = share(this.team, B);
    return tensor.subarray((t * B + from) * width, (t * B + to) * width);
  }
}

/** dW_ih = dGatesᵀ · x and db_ih = Σ dGates over `count` rows, this member's rows of both. */
export function inputGradients(
  kernels: Kernels,
  team: Team,
  { inputSize: I, gatesSize }: InputSizes,
  grads: Weights,
  layer: number,
  dGates: Float32Array, // [count, G·H]
  packedX: Float32Array,
  count: number,
): void {
  const [from, to] = share(team, gatesSize, 4);
  const dWeight = grads.get(`rnn.weight_ih_l${layer}`).subarray(from * I, to * I);
  kernels.gemm(dWeight, I, transposed(dGates.subarray(from), gatesSize), packedX, to - from, I, count, false);
  const dBias = grads.get(`rnn.bias_ih_l${layer}`);
  dBias.fill(0, from, to);
  kernels.addColumnSums(dBias, dGates, count, gatesSize, from, to);
}
