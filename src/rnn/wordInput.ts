// The input of the first layer: words. A window of text repeats most of its words, and W_ih times the embedding of a
// word is the same wherever it stands. So both directions are computed once per different word, not once per position:
// forward the product is looked up, backward the gradients of all its positions are summed first. That saves more than
// half of the layer's input products. Dropout therefore drops the same elements of a word throughout the window.

import { type Kernels, packedLength, rowMajor } from '../kernels/kernels';
import type { Arena } from './arena';
import type { GateTensors, InputSizes, LayerInput } from './layerInput';
import { packShare, PackedWeight } from './packedWeight';
import type { Weights } from './parameters';
import { inputGradients } from './positionInput';
import { share, type Team } from './team';

export class WordInput implements LayerInput {
  /** The words of the window, filled by the caller. */
  readonly inputs: Int32Array; // [T, B]
  /** Each different word once, U of them, in the order in which they come; every member has a copy. */
  private readonly words: Int32Array; // [U]
  /** Which of those stands where. */
  private readonly places: Int32Array; // [T, B]
  private readonly x: Float32Array; // [U, E]
  private readonly dX: Float32Array; // [U, E]
  private readonly projected: Float32Array; // [U, G·H]
  private readonly dProjected: Float32Array; // [U, G·H]
  private readonly weight: PackedWeight;
  private readonly packedX: Float32Array;
  /** Where in `words` a word is, −1 if it is not. [rows of the embedding] */
  private readonly placeOf: Int32Array;
  private count = 0;

  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    private readonly team: Team,
    private readonly sizes: InputSizes,
    private readonly params: Weights,
    private readonly tensors: GateTensors,
    /** Rows of the embedding. */
    capacity: number,
    training: boolean,
  ) {
    const { batchSize: B, seqLen: T, inputSize: E, gatesSize } = sizes;
    const U = Math.min(T * B, capacity);
    const copies = arena.ints(2 * T * B * team.size);
    const when = (length: number) => arena.floats(training ? length : 0);
    this.inputs = arena.ints(T * B);
    this.words = copies.subarray(2 * team.index * T * B, (2 * team.index + 1) * T * B);
    this.places = copies.subarray((2 * team.index + 1) * T * B, 2 * (team.index + 1) * T * B);
    this.x = arena.floats(U * E);
    this.dX = when(U * E);
    this.projected = arena.floats(U * gatesSize);
    this.dProjected = when(U * gatesSize);
    this.packedX = when(packedLength(U, E));
    this.weight = new PackedWeight(arena, params.get('rnn.weight_ih_l0'), gatesSize, E, training);
    this.placeOf = new Int32Array(capacity);
  }

  packWeights(): void {
    this.weight.pack(this.kernels, this.team);
  }

  /** W_ih x + b_ih for this member's share of the words; a barrier must follow. @param drop in place, from a word on. */
  embed(drop: (x: Float32Array, first: number) => void): void {
    const { inputSize: E, gatesSize } = this.sizes;
    this.findWords();
    const [from, to] = share(this.team, this.count);
    const rows = to - from;
    const x = this.x.subarray(from * E, to * E);
    this.kernels.gatherRows(x, this.params.get('encoder.weight'), this.words.subarray(from, to), rows, E);
    drop(x, from);
    const projected = this.projected.subarray(from * gatesSize, to * gatesSize);
    this.kernels.setRows(projected, this.params.get('rnn.bias_ih_l0'), rows, gatesSize, false);
    this.kernels.gemm(projected, gatesSize, rowMajor(x, E), this.weight.forward, rows, gatesSize, E, true);
  }

  project(t: number): void {
    const { batchSize: B, gatesSize } = this.sizes;
    const [from, to] = share(this.team, B).map((row) => t * B + row);
    const gates = this.tensors.gates.subarray(from * gatesSize, to * gatesSize);
    this.kernels.gatherRows(gates, this.projected, this.places.subarray(from, to), to - from, gatesSize);
  }

  backward(): void {
    // By word, in packActivations: for that the gates of all rows must be known.
  }

  packActivations(): void {
    const { inputSize: E } = this.sizes;
    packShare(this.kernels, this.team, this.packedX, rowMajor(this.x, E), this.count, E);
  }

  /** From the gates' gradients to those of this member's share of the words; a barrier comes before and after. */
  backwardByWord(drop: (dX: Float32Array, first: number) => void): void {
    const { batchSize: B, seqLen: T, inputSize: E, gatesSize } = this.sizes;
    const [from, to] = share(this.team, this.count);
    this.dProjected.fill(0, from * gatesSize, to * gatesSize);
    const { dGates } = this.tensors;
    this.kernels.scatterAddRows(this.dProjected, dGates, this.places, T * B, gatesSize, from, to);
    const d = rowMajor(this.dProjected.subarray(from * gatesSize, to * gatesSize), gatesSize);
    const dX = this.dX.subarray(from * E, to * E);
    this.kernels.gemm(dX, E, d, this.weight.backward, to - from, E, gatesSize, false);
    drop(dX, from);
  }

  weightGradients(grads: Weights): void {
    const { kernels, team, sizes } = this;
    inputGradients(kernels, team, sizes, grads, 0, this.dProjected, this.packedX, this.count);
  }

  /** Adds the gradients of the words' embeddings to rows [from, to) of dEmbedding. */
  addEmbeddingGradients(dEmbedding: Float32Array, from: number, to: number): void {
    this.kernels.scatterAddRows(dEmbedding, this.dX, this.words, this.count, this.sizes.inputSize, from, to);
  }

  private findWords(): void {
    const { inputs, words, places, placeOf } = this;
    placeOf.fill(-1);
    this.count = 0;
    for (let i = 0; i < inputs.length; i++) {
      const word = inputs[i];
      if (placeOf[word] < 0) {
        words[this.count] = word;
        placeOf[word] = this.count++;
      }
      places[i] = placeOf[word];
    }
  }
}
