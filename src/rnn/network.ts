// The network: word one-hot → embedding → recurrent layers → softmax, over a window of T steps and B rows, forward and
// back. Made by every member of a team over the same memory; each computes its rows, `trainingStep.ts` says when to meet.
// The same class predicts, with B = 1 and without gradients.

import type { Kernels } from '../kernels/kernels';
import type { Arena } from './arena';
import { gruCell } from './cells/gru';
import { lstmCell } from './cells/lstm';
import { rnnCell } from './cells/rnn';
import { checkConfig, gateCount, inputSize, type NetworkConfig } from './config';
import type { GateTensors, LayerInput } from './layerInput';
import { OutputLayer, wordShare } from './outputLayer';
import type { ParameterSet, Weights } from './parameters';
import { PositionInput } from './positionInput';
import { type LayerState, RecurrentLayer, type WeightMask } from './recurrentLayer';
import { share, type Team } from './team';
import { WordInput } from './wordInput';
import { allWords, type WordSet } from './wordSet';

export interface WindowShape {
  readonly batchSize: number; // B
  readonly seqLen: number; // T
  /** Gradients are wanted. */
  readonly training: boolean;
}

/** What training leaves out, each with its probability. */
export interface DropoutShares {
  /** Elements of a word's embedding, wherever it stands, and of a row's states, between layers and before the softmax. */
  readonly units: number;
  /** Words of the input, wherever they stand: all of their embedding. */
  readonly words: number;
  /** Weights from state to state (DropConnect: Wan et al. 2013, Merity et al. 2018). */
  readonly recurrent: number;
}

/** What a step leaves out, the same throughout its window (Gal & Ghahramani 2016). */
export interface Dropout extends DropoutShares {
  /** A number of its own for every step: masks are drawn from it. */
  readonly seed: number;
}

export const noDropout: Dropout = { units: 0, words: 0, recurrent: 0, seed: 0 };

export class Network {
  readonly output: OutputLayer;
  private readonly bottom: RecurrentLayer<WordInput>;
  private readonly upper: readonly RecurrentLayer<PositionInput>[];
  private readonly wordMask: Float32Array; // [rows of the embedding, at most T·B]
  private dropout = noDropout;

  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    private readonly team: Team,
    readonly config: NetworkConfig,
    readonly shape: WindowShape,
    /** Rows of the word matrices are those of `words`. */
    readonly params: Weights,
    private readonly words: WordSet = allWords(config.vocabSize),
  ) {
    checkConfig(config);
    const { batchSize, seqLen, training } = shape;
    const { hiddenSize } = config;
    const gates = gateCount[config.cell];
    const cell = { rnn: rnnCell(config.activation), gru: gruCell, lstm: lstmCell }[config.cell];
    const layer = <Input extends LayerInput>(l: number, createInput: (tensors: GateTensors) => Input) => {
      const sizes = { batchSize, seqLen, hiddenSize, gates };
      return new RecurrentLayer(arena, kernels, team, cell, sizes, params, l, training, createInput);
    };
    const inputSizes = (l: number) => {
      return { batchSize, seqLen, inputSize: inputSize(config, l), gatesSize: gates * hiddenSize };
    };
    this.bottom = layer(
      0,
      (tensors) => new WordInput(arena, kernels, team, inputSizes(0), params, tensors, words.capacity, training),
    );
    this.upper = Array.from({ length: config.numLayers - 1 }, (_, i) =>
      layer(
        i + 1,
        (tensors) => new PositionInput(arena, kernels, team, inputSizes(i + 1), params, i + 1, tensors, training),
      ),
    );
    this.wordMask = arena.floats(training ? Math.min(batchSize * seqLen, words.capacity) : 0);
    const sizes = { batchSize, seqLen, hiddenSize };
    const outputWeight = config.tied ? 'encoder.weight' : 'decoder.weight';
    this.output = new OutputLayer(arena, kernels, team, sizes, words, params, outputWeight, training);
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

  /** The words of the window, as places in the set of words; filled by the caller. */
  get inputs(): Int32Array {
    return this.bottom.input.inputs; // [T, B]
  }

  /** Lowest first. */
  get layers(): readonly RecurrentLayer<LayerInput>[] {
    return [this.bottom, ...this.upper];
  }

  /** What to leave out until the next call, and this member's share of leaving out weights; a barrier must follow. */
  drop(dropout: Dropout): void {
    this.dropout = dropout;
    for (const layer of this.layers) layer.dropWeights(this.weightMask);
  }

  /** This member's share of packing the weights, after every change to them; a barrier must follow. */
  packWeights(): void {
    for (const layer of this.layers) layer.packWeights();
    this.output.packWeights();
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
    this.dropTransposed(this.output.hs, below, 'toBatchMajor');
  }

  /** From dHs back through all layers, for this member's rows, with the masks of the last forward. */
  backward(): void {
    const { layers } = this;
    this.dropTransposed(layers[layers.length - 1].dOut, this.output.dHs, 'toTimeMajor');
    for (let i = this.upper.length - 1; i >= 0; i--) {
      this.upper[i].backward();
      this.dropTimeMajor(layers[i].dOut, this.upper[i].input.dX, i + 1);
    }
    this.bottom.backward();
  }

  /** This member's share of what weight gradients multiply with, and of the way back to the words; a barrier comes before and after. */
  packActivations(): void {
    for (const layer of this.layers) layer.packActivations();
    this.bottom.input.backwardByWord((dX, first) => this.dropWords(dX, first));
    this.output.packActivations();
  }

  /** Overwrites this member's rows of every gradient. */
  weightGradients(grads: ParameterSet): void {
    const { embedSize: E, tied } = this.config;
    for (const layer of this.layers) layer.weightGradients(grads, this.weightMask);
    this.output.weightGradients(grads);
    const [from, to] = wordShare(this.team, this.words.count);
    const dEmbedding = grads.get('encoder.weight');
    if (!tied) dEmbedding.fill(0, from * E, to * E);
    this.bottom.input.addEmbeddingGradients(dEmbedding, from, to);
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
        const row = (tensor: Float32Array, start: number) => tensor.subarray(start, start + H);
        this.mask(row(out, target), row(x, source), this.dropout.units, this.config.numLayers, b * H);
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
