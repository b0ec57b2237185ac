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
import { type LayerState, RecurrentLayer } from './recurrentLayer';
import { share, type Team } from './team';
import { WordInput } from './wordInput';
import { allWords, type WordSet } from './wordSet';

export interface WindowShape {
  readonly batchSize: number; // B
  readonly seqLen: number; // T
  /** Gradients are wanted. */
  readonly training: boolean;
}

/**
 * Dropout of a step: on the embedding, between layers and before the softmax (Zaremba et al. 2014), the same elements
 * throughout the window (Gal & Ghahramani 2016): of a word's embedding wherever it stands, of a row's states at all steps.
 */
export interface Dropout {
  readonly p: number;
  /** A number of its own for every step: masks are drawn from it. */
  readonly seed: number;
}

const noDropout: Dropout = { p: 0, seed: 0 };

export class Network {
  readonly output: OutputLayer;
  private readonly bottom: RecurrentLayer<WordInput>;
  private readonly upper: readonly RecurrentLayer<PositionInput>[];
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

  /** This member's share of packing the weights, after every change to them; a barrier must follow. */
  packWeights(): void {
    for (const layer of this.layers) layer.packWeights();
    this.output.packWeights();
  }

  /** This member's share of looking the words of the window up; a barrier must follow. */
  embed(dropout = noDropout): void {
    this.dropout = dropout;
    this.bottom.input.embed((x, counter) => this.drop(x, 0, x, 0, x.length, counter, 0));
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
    this.bottom.input.backwardByWord((dX, counter) => this.drop(dX, 0, dX, 0, dX.length, counter, 0));
    this.output.packActivations();
  }

  /** Overwrites this member's rows of every gradient. */
  weightGradients(grads: ParameterSet): void {
    const { embedSize: E, tied } = this.config;
    for (const layer of this.layers) layer.weightGradients(grads);
    this.output.weightGradients(grads);
    const [from, to] = wordShare(this.team, this.words.count);
    const dEmbedding = grads.get('encoder.weight');
    if (!tied) dEmbedding.fill(0, from * E, to * E);
    this.bottom.input.addEmbeddingGradients(dEmbedding, from, to);
  }

  private get layers(): readonly RecurrentLayer<LayerInput>[] {
    return [this.bottom, ...this.upper];
  }

  /** out = dropout(x) on this member's rows of two [T, B, H] tensors, with one mask for all steps of a row. */
  private dropTimeMajor(out: Float32Array, x: Float32Array, site: number): void {
    const { batchSize: B, seqLen: T } = this.shape;
    const width = this.config.hiddenSize;
    const [from, to] = share(this.team, B);
    for (let t = 0; t < T; t++) {
      const first = (t * B + from) * width;
      this.drop(out, first, x, first, (to - from) * width, from * width, site);
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
        this.drop(out, target, x, source, H, b * H, this.config.numLayers);
      }
    }
  }

  private drop(
    out: Float32Array,
    outFirst: number,
    x: Float32Array,
    xFirst: number,
    length: number,
    counter: number,
    site: number,
  ): void {
    const { p, seed } = this.dropout;
    if (p > 0) {
      const siteSeed = (seed * (this.config.numLayers + 1) + site) >>> 0;
      const rows = out.subarray(outFirst, outFirst + length);
      this.kernels.dropout(rows, x.subarray(xFirst, xFirst + length), length, p, siteSeed, counter);
    } else if (out !== x) {
      out.set(x.subarray(xFirst, xFirst + length), outFirst);
    }
  }
}
