// Words in, states out: embedding and recurrent layers over a window of T steps and B rows, forward and back, with what
// training leaves out. What stands on top differs by the shape of the task: a softmax at every step (network.ts), at the
// last one, or a decoder (shapes/). Each member of a team computes its rows; `trainingStep.ts` says when to meet.

import type { Kernels } from '../kernels/kernels';
import type { Arena } from './arena';
import { gruCell } from './cells/gru';
import { lstmCell } from './cells/lstm';
import { rnnCell } from './cells/rnn';
import { gateCount, inputSize, type StackConfig } from './config';
import { type Dropout, noDropout } from './dropout';
import type { GateTensors, LayerInput } from './layerInput';
import type { Weights } from './parameters';
import { PositionInput } from './positionInput';
import { type LayerState, RecurrentLayer, type WeightMask } from './recurrentLayer';
import { share, type Team } from './team';
import { WordInput } from './wordInput';

export interface WindowShape {
  readonly batchSize: number; // B
  readonly seqLen: number; // T
  /** Gradients are wanted. */
  readonly training: boolean;
}

export interface StackOptions {
  /** Rows of the embedding: the vocabulary's, or those of a step's candidates. */
  readonly capacity: number;
  /** Rows are sequences that end together and begin where `begins` says, each from zeros; else a text goes on in them. */
  readonly sequences: boolean;
}

export class Stack {
  /** The step at which each row's sequence begins, filled by the caller. [B]; empty where a text goes on. */
  readonly begins: Int32Array;
  private readonly bottom: RecurrentLayer<WordInput>;
  private readonly upper: readonly RecurrentLayer<PositionInput>[];
  private readonly wordMask: Float32Array; // [rows of the embedding, at most T·B]
  private dropout = noDropout;

  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    private readonly team: Team,
    readonly config: StackConfig,
    readonly shape: WindowShape,
    params: Weights,
    { capacity, sequences }: StackOptions,
  ) {
    const { batchSize, seqLen, training } = shape;
    const { hiddenSize } = config;
    const gates = gateCount[config.cell];
    const cell = { rnn: rnnCell(config.activation), gru: gruCell, lstm: lstmCell }[config.cell];
    this.begins = arena.ints(sequences ? batchSize : 0);
    const layer = <Input extends LayerInput>(l: number, createInput: (tensors: GateTensors) => Input) => {
      const sizes = { batchSize, seqLen, hiddenSize, gates };
      return new RecurrentLayer(arena, kernels, team, cell, sizes, params, l, training, this.begins, createInput);
    };
    const inputSizes = (l: number) => {
      return { batchSize, seqLen, inputSize: inputSize(config, l), gatesSize: gates * hiddenSize };
    };
    this.bottom = layer(
      0,
      (tensors) => new WordInput(arena, kernels, team, inputSizes(0), params, tensors, capacity, training),
    );
    this.upper = Array.from({ length: config.numLayers - 1 }, (_, i) =>
      layer(
        i + 1,
        (tensors) => new PositionInput(arena, kernels, team, inputSizes(i + 1), params, i + 1, tensors, training),
      ),
    );
    this.wordMask = arena.floats(training ? Math.min(batchSize * seqLen, capacity) : 0);
  }

  /** A state of zeros: what stands before the first word. */
  newState(arena: Arena): LayerState[] {
    const { hiddenSize, numLayers, cell } = this.config;
    const length = this.shape.batchSize * hiddenSize;
    return Array.from({ length: numLayers }, () => ({
      h: arena.floats(length),
      c: arena.floats(cell === 'lstm' ? length : 0),
    }));
  }

  /** The words of the window, as rows of the embedding; filled by the caller. */
  get inputs(): Int32Array {
    return this.bottom.input.inputs; // [T, B]
  }

  /** Lowest first. */
  get layers(): readonly RecurrentLayer<LayerInput>[] {
    return [this.bottom, ...this.upper];
  }

  get top(): RecurrentLayer<LayerInput> {
    return this.upper[this.upper.length - 1] ?? this.bottom;
  }

  /** What to leave out until the next call, and this member's share of leaving out weights; a barrier must follow. */
  drop(dropout: Dropout): void {
    this.dropout = dropout;
    for (const layer of this.layers) layer.dropWeights(this.weightMask);
  }

  /** This member's share of packing the weights, after every change to them; a barrier must follow. */
  packWeights(): void {
    for (const layer of this.layers) layer.packWeights();
  }

  /** This member's share of looking the words of the window up; a barrier must follow. */
  embed(): void {
    this.bottom.input.embed((x, first) => this.dropWords(x, first));
  }

  /** Hidden states of this member's rows over the window, from `state`, which moves to the window's end. */
  forward(state: readonly LayerState[]): void {
    this.bottom.forward(state[0]);
    let below = this.bottom.outputs; // [T, B, H]
    this.upper.forEach((layer, i) => {
      this.dropTimeMajor(layer.input.x, below, i + 1);
      layer.forward(state[i + 1]);
      below = layer.outputs;
    });
  }

  /**
   * From the top's dOut back through all layers, for this member's rows, with the masks of the last forward.
   * @param after the gradient of the state at the window's end; undefined: nothing comes from there.
   */
  backward(after?: readonly LayerState[]): void {
    const { layers } = this;
    for (let i = this.upper.length - 1; i >= 0; i--) {
      this.upper[i].backward(after?.[i + 1]);
      this.dropTimeMajor(layers[i].dOut, this.upper[i].input.dX, i + 1);
    }
    this.bottom.backward(after?.[0]);
  }

  /** After backward: the gradient of the state before the window. [B, H] each */
  get dBefore(): LayerState[] {
    return this.layers.map(({ dh, dc }) => ({ h: dh, c: dc }));
  }

  /** This member's share of what weight gradients multiply with, and of the way back to the words; a barrier comes before and after. */
  packActivations(): void {
    for (const layer of this.layers) layer.packActivations();
    this.bottom.input.backwardByWord((dX, first) => this.dropWords(dX, first));
  }

  /** Overwrites this member's rows of every gradient but the embedding's. */
  weightGradients(grads: Weights): void {
    for (const layer of this.layers) layer.weightGradients(grads, this.weightMask);
  }

  /** Adds to rows [from, to) of the embedding's gradient. */
  addEmbeddingGradients(dEmbedding: Float32Array, from: number, to: number): void {
    this.bottom.input.addEmbeddingGradients(dEmbedding, from, to);
  }

  /** out [B, T, H] = dropout(the top's states), this member's rows. */
  dropToBatchMajor(out: Float32Array): void {
    this.dropTransposed(out, this.top.outputs, 'toBatchMajor');
  }

  /** The gradient's way back: from dOut [B, T, H] to the top's. */
  dropFromBatchMajor(dOut: Float32Array): void {
    this.dropTransposed(this.top.dOut, dOut, 'toTimeMajor');
  }

  /** out = dropout(x) of a row [H] of what stands on top: one mask for all steps of the row `b`. */
  dropOnTop(out: Float32Array, x: Float32Array, b: number): void {
    this.mask(out, x, this.dropout.units, this.config.numLayers, b * this.config.hiddenSize);
  }

  /** out = dropout(x) on this member's rows of two [T, B, H] tensors, with one mask for all steps of a row. */
  private dropTimeMajor(out: Float32Array, x: Float32Array, site: number): void {
    const { batchSize: B, seqLen: T } = this.shape;
    const width = this.config.hiddenSize;
    const [from, to] = share(this.team, B);
    for (let t = 0; t < T; t++) {
      const rows = (tensor: Float32Array) => tensor.subarray((t * B + from) * width, (t * B + to) * width);
      this.mask(rows(out), rows(x), this.dropout.units, site, from * width);
    }
  }

  /** The same between [T, B, H] and [B, T, H], after the last layer. */
  private dropTransposed(out: Float32Array, x: Float32Array, direction: 'toBatchMajor' | 'toTimeMajor'): void {
    const { batchSize: B, seqLen: T } = this.shape;
    const H = this.config.hiddenSize;
    const [from, to] = share(this.team, B);
    for (let b = from; b < to; b++) {
      for (let t = 0; t < T; t++) {
        const timeMajor = (t * B + b) * H;
        const batchMajor = (b * T + t) * H;
        const [target, source] = direction === 'toBatchMajor' ? [batchMajor, timeMajor] : [timeMajor, batchMajor];
        this.dropOnTop(out.subarray(target, target + H), x.subarray(source, source + H), b);
      }
    }
  }

  /** Elements and whole rows of words' embeddings or their gradients [·, E], in place; the first row is the word `first`. */
  private dropWords(x: Float32Array, first: number): void {
    const { words, units } = this.dropout;
    const E = this.config.embedSize;
    this.mask(x, x, units, 0, first * E);
    if (words === 0) return;
    const mask = this.wordMask.subarray(first, first + x.length / E);
    mask.fill(1);
    this.mask(mask, mask, words, this.config.numLayers + 1, first);
    mask.forEach((scale, row) => {
      for (let i = row * E; i < (row + 1) * E; i++) x[i] *= scale;
    });
  }

  private readonly weightMask: WeightMask = (out, weight, layer, first) =>
    this.mask(out, weight, this.dropout.recurrent, this.config.numLayers + 2 + layer, first);

  /** out = x without what the mask of a site leaves out, from its element `first` on. */
  private mask(out: Float32Array, x: Float32Array, p: number, site: number, first: number): void {
    const sites = 2 * this.config.numLayers + 2;
    const siteSeed = (this.dropout.seed * sites + site) >>> 0;
    if (p > 0) this.kernels.dropout(out, x, x.length, p, siteSeed, first);
    else if (out !== x) out.set(x);
  }
}
