// The language model: a softmax over the words at every step (synchronous many-to-many) on top of embedding and recurrent
// layers. Made by every member of a team over the same memory. The same class predicts, with B = 1 and without gradients.

import type { Kernels } from '../kernels/kernels';
import type { Arena } from './arena';
import { checkConfig, type NetworkConfig } from './config';
import type { Dropout } from './dropout';
import type { LayerInput } from './layerInput';
import type { Model } from './model';
import { OutputLayer, wordShare } from './outputLayer';
import type { Weights } from './parameters';
import type { LayerState, RecurrentLayer } from './recurrentLayer';
import { Stack, type WindowShape } from './stack';
import type { Team } from './team';
import { allWords, type WordSet } from './wordSet';

export class Network implements Model {
  readonly output: OutputLayer;
  private readonly stack: Stack;

  constructor(
    arena: Arena,
    kernels: Kernels,
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
    const options = { capacity: words.capacity, sequences: false };
    this.stack = new Stack(arena, kernels, team, config, shape, params, options);
    const sizes = { batchSize, seqLen, hiddenSize };
    const outputWeight = config.tied ? 'encoder.weight' : 'decoder.weight';
    this.output = new OutputLayer(arena, kernels, team, sizes, words, params, outputWeight, training);
  }

  /** A state of zeros: what stands before the first word. */
  newState(arena: Arena): LayerState[] {
    return this.stack.newState(arena);
  }

  /** The words of the window, as places in the set of words; filled by the caller. */
  get inputs(): Int32Array {
    return this.stack.inputs; // [T, B]
  }

  /** Lowest first. */
  get layers(): readonly RecurrentLayer<LayerInput>[] {
    return this.stack.layers;
  }

  get positions(): number {
    return this.shape.batchSize * this.shape.seqLen;
  }

  drop(dropout: Dropout): void {
    this.stack.drop(dropout);
  }

  packWeights(): void {
    this.stack.packWeights();
    this.output.packWeights();
  }

  embed(): void {
    this.stack.embed();
  }

  /** Hidden states of this member's rows over the window, from `state`, which moves to the window's end. */
  forward(state: readonly LayerState[]): void {
    this.stack.forward(state);
    this.stack.dropToBatchMajor(this.output.hs);
  }

  learn(state: readonly LayerState[], scale: number): void {
    this.forward(state);
    this.output.forward();
    this.output.backward(scale);
    this.backward();
  }

  /** From dHs back through all layers, for this member's rows, with the masks of the last forward. */
  backward(): void {
    this.stack.dropFromBatchMajor(this.output.dHs);
    this.stack.backward();
  }

  packActivations(): void {
    this.stack.packActivations();
    this.output.packActivations();
  }

  weightGradients(grads: Weights): void {
    const { embedSize: E, tied } = this.config;
    this.stack.weightGradients(grads);
    this.output.weightGradients(grads);
    const [from, to] = wordShare(this.team, this.words.count);
    const dEmbedding = grads.get('encoder.weight');
    if (!tied) dEmbedding.fill(0, from * E, to * E);
    this.stack.addEmbeddingGradients(dEmbedding, from, to);
  }
}
