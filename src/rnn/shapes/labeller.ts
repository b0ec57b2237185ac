// Sequences in, labels out: a class for each sequence (many to one), from its last state or from all of them, or a label
// for each token (synchronous many to many). Of the textbook's two cases of back-propagation through time, the last step
// has a loss and hands the gradient back to those before, or every step has one of its own.

import type { Kernels } from '../../kernels/kernels';
import type { Arena } from '../arena';
import type { Dropout } from '../dropout';
import type { Model } from '../model';
import { OutputLayer } from '../outputLayer';
import type { Weights } from '../parameters';
import type { LayerState } from '../recurrentLayer';
import { Stack, type WindowShape } from '../stack';
import { share, type Team } from '../team';
import { allWords } from '../wordSet';
import { checkShape, type LabelConfig } from './config';
import { Pool } from './pool';
import { SigmoidLayer } from './sigmoidLayer';
import { wholeEmbeddingGradients } from './embeddingGradients';

export class Labeller implements Model {
  readonly stack: Stack;
  /** Of every token [B, T, C], or of every sequence [B, 1, C]. */
  readonly output: OutputLayer;
  private readonly pool: Pool | undefined;

  constructor(
    arena: Arena,
    kernels: Kernels,
    private readonly team: Team,
    readonly config: LabelConfig,
    readonly shape: WindowShape,
    readonly params: Weights,
  ) {
    checkShape(config);
    const { stack, classes, pooling, several } = config;
    const { batchSize, seqLen, training } = shape;
    const { hiddenSize } = stack;
    this.stack = new Stack(arena, kernels, team, stack, shape, params, { capacity: stack.vocabSize, sequences: true });
    const sizes = { batchSize, seqLen: config.shape === 'tag' ? seqLen : 1, hiddenSize };
    const Output = several ? SigmoidLayer : OutputLayer;
    this.output = new Output(arena, kernels, team, sizes, allWords(classes), params, 'decoder.weight', training);
    if (config.shape === 'classify') this.pool = new Pool(arena, team, this.stack, pooling);
  }

  get positions(): number {
    return this.config.shape === 'tag' ? this.shape.batchSize * this.shape.seqLen : this.shape.batchSize;
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

  /** Logits of this member's rows. */
  forward(state: readonly LayerState[]): void {
    this.stack.forward(state);
    const { hs } = this.output;
    if (this.pool) {
      this.pool.forward(hs);
      this.eachRow((row, b) => this.stack.dropOnTop(row(hs), row(hs), b));
    } else {
      this.stack.dropToBatchMajor(hs);
    }
    this.output.forward();
  }

  learn(state: readonly LayerState[], scale: number): void {
    this.forward(state);
    this.output.backward(scale);
    const { dHs } = this.output;
    if (this.pool) {
      this.eachRow((row, b) => this.stack.dropOnTop(row(dHs), row(dHs), b));
      this.pool.backward(dHs);
    } else {
      this.stack.dropFromBatchMajor(dHs);
    }
    this.stack.backward();
  }

  packActivations(): void {
    this.stack.packActivations();
    this.output.packActivations();
  }

  weightGradients(grads: Weights): void {
    this.stack.weightGradients(grads);
    this.output.weightGradients(grads);
    wholeEmbeddingGradients(this.stack, this.team, grads);
  }

  private eachRow(act: (row: (tensor: Float32Array) => Float32Array, b: number) => void): void {
    const H = this.config.stack.hiddenSize;
    const [from, to] = share(this.team, this.shape.batchSize);
    for (let b = from; b < to; b++) act((tensor) => tensor.subarray(b * H, (b + 1) * H), b);
  }
}
