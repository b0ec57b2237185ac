// The network: word one-hot → embedding → recurrent layers → softmax, over a window of T steps and B rows, forward and
// back. Made by every member of a team over the same memory; each computes its rows, `trainingStep.ts` says when to meet.
// The same class predicts, with B = 1 and without gradients.

import type { Kernels } from '../kernels/kernels';
import type { Arena } from './arena';
import { gruCell } from './cells/gru';
import { lstmCell } from './cells/lstm';
import { rnnCell } from './cells/rnn';
import { checkConfig, gateCount, inputSize, type NetworkConfig } from './config';
import { OutputLayer, wordShare } from './outputLayer';
import type { ParameterSet, Weights } from './parameters';
import { type LayerState, RecurrentLayer } from './recurrentLayer';
import { share, type Team } from './team';
import { allWords, type WordSet } from './wordSet';

export interface WindowShape {
  readonly batchSize: number; // B
  readonly seqLen: number; // T
  /** Gradients are wanted. */
  readonly training: boolean;
}

/** Dropout of a step: on the embedding, between layers and before the softmax (Zaremba et al. 2014). */
export interface Dropout {
  readonly p: number;
  /** A number of its own for every step: masks are drawn from it. */
  readonly seed: number;
}

const noDropout: Dropout = { p: 0, seed: 0 };

export class Network {
  readonly output: OutputLayer;
  /** The words of the window, as places in the set of words; filled by the caller. */
  readonly inputs: Int32Array; // [T, B]
  private readonly layers: readonly RecurrentLayer[];
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
    this.inputs = arena.ints(seqLen * batchSize);
    this.layers = Array.from({ length: config.numLayers }, (_, l) => {
      const sizes = { batchSize, seqLen, inputSize: inputSize(config, l), hiddenSize, gates };
      return new RecurrentLayer(arena, kernels, team, cell, sizes, params, l, training);
    });
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

  /** This member's share of packing the weights, after every change to them; a barrier must follow. */
  packWeights(): void {
    for (const layer of this.layers) layer.packWeights();
    this.output.packWeights();
  }

  /** Hidden states of this member's rows over the window, from `state`, which moves to the window's end. */
  forward(state: readonly LayerState[], dropout = noDropout): void {
    this.dropout = dropout;
    this.embed();
    this.layers.forEach((layer, l) => {
      const below = l === 0 ? layer.x : this.layers[l - 1].outputs;
      this.dropTimeMajor(layer.x, below, inputSize(this.config, l), l);
      layer.forward(state[l]);
    });
    const top = this.layers[this.layers.length - 1].outputs; // [T, B, H]
    this.dropTransposed(this.output.hs, top, 'toBatchMajor');
  }

  /** From dHs back through all layers, for this member's rows, with the masks of the last forward. */
  backward(): void {
    const { layers } = this;
    this.dropTransposed(layers[layers.length - 1].dOut, this.output.dHs, 'toTimeMajor');
    for (let l = layers.length - 1; l >= 0; l--) {
      const { dX } = layers[l];
      layers[l].backward();
      this.dropTimeMajor(l === 0 ? dX : layers[l - 1].dOut, dX, inputSize(this.config, l), l);
    }
  }

  /** This member's share of packing what weight gradients multiply with; a barrier comes before and after. */
  packActivations(): void {
    for (const layer of this.layers) layer.packActivations();
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
    this.kernels.scatterAddRows(dEmbedding, this.layers[0].dX, this.inputs, this.inputs.length, E, from, to);
  }

  /** x[0] = the rows of the embedding that the inputs name. */
  private embed(): void {
    const { batchSize: B, seqLen: T } = this.shape;
    const E = this.config.embedSize;
    const [from, to] = share(this.team, B);
    for (let t = 0; t < T; t++) {
      const ids = this.inputs.subarray(t * B + from, t * B + to);
      const out = this.layers[0].x.subarray((t * B + from) * E, (t * B + to) * E);
      this.kernels.gatherRows(out, this.params.get('encoder.weight'), ids, to - from, E);
    }
  }

  /** out = dropout(x) on this member's rows of two [T, B, width] tensors, which may be the same. */
  private dropTimeMajor(out: Float32Array, x: Float32Array, width: number, site: number): void {
    const { batchSize: B, seqLen: T } = this.shape;
    const [from, to] = share(this.team, B);
    for (let t = 0; t < T; t++) {
      const first = (t * B + from) * width;
      this.drop(out, first, x, first, (to - from) * width, first, site);
    }
  }

  /** The same between [T, B, H] and [B, T, H], after the last layer; the mask belongs to the batch-major place. */
  private dropTransposed(out: Float32Array, x: Float32Array, direction: 'toBatchMajor' | 'toTimeMajor'): void {
    const { batchSize: B, seqLen: T } = this.shape;
    const H = this.config.hiddenSize;
    const [from, to] = share(this.team, B);
    for (let b = from; b < to; b++) {
      for (let t = 0; t < T; t++) {
        const timeMajor = (t * B + b) * H;
        const batchMajor = (b * T + t) * H;
        const [target, source] = direction === 'toBatchMajor' ? [batchMajor, timeMajor] : [timeMajor, batchMajor];
        this.drop(out, target, x, source, H, batchMajor, this.layers.length);
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
      const siteSeed = (seed * (this.layers.length + 1) + site) >>> 0;
      const rows = out.subarray(outFirst, outFirst + length);
      this.kernels.dropout(rows, x.subarray(xFirst, xFirst + length), length, p, siteSeed, counter);
    } else if (out !== x) {
      out.set(x.subarray(xFirst, xFirst + length), outFirst);
    }
  }
}
