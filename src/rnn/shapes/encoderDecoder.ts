// Many to many through an encoder and a decoder (Sutskever et al. 2014): the source is read to its end, and the decoder
// begins in the state that it ends in; at each step it is given the word before, in training the right one (teacher
// forcing), and expects the next. With attention it looks back at the source at every step.

import type { Kernels } from '../../kernels/kernels';
import type { Arena } from '../arena';
import type { Dropout } from '../dropout';
import type { Model } from '../model';
import { OutputLayer } from '../outputLayer';
import { prefixed, type Weights } from '../parameters';
import type { LayerState } from '../recurrentLayer';
import { Stack } from '../stack';
import { share, type Team } from '../team';
import { allWords } from '../wordSet';
import { Attention } from './attention';
import { checkShape, type PairsConfig } from './config';
import { wholeEmbeddingGradients } from './embeddingGradients';

export interface PairShape {
  readonly batchSize: number; // B
  /** Sources end together, at its last step. */
  readonly sourceLen: number; // S
  /** Targets begin together, at its first step. */
  readonly targetLen: number; // T
  readonly training: boolean;
}

/** The decoder leaves out others than the encoder. */
const decoderSeed = 0x9e3779b9;

export class EncoderDecoder implements Model {
  readonly encoder: Stack;
  readonly decoder: Stack;
  readonly attention: Attention | undefined;
  readonly output: OutputLayer;

  constructor(
    arena: Arena,
    kernels: Kernels,
    private readonly team: Team,
    readonly config: PairsConfig,
    readonly shape: PairShape,
    readonly params: Weights,
  ) {
    checkShape(config);
    const { source, target, attention } = config;
    const { batchSize, sourceLen, targetLen, training } = shape;
    const stack = (part: typeof source, seqLen: number, prefix: string, sequences: boolean) => {
      const options = { capacity: part.vocabSize, sequences };
      return new Stack(arena, kernels, team, part, { batchSize, seqLen, training }, prefixed(params, prefix), options);
    };
    this.encoder = stack(source, sourceLen, 'source.', true);
    this.decoder = stack(target, targetLen, 'target.', false);
    if (attention) {
      this.attention = new Attention(arena, kernels, team, this.encoder, this.decoder, params, training);
    }
    const sizes = { batchSize, seqLen: targetLen, hiddenSize: target.hiddenSize };
    const words = allWords(target.vocabSize);
    this.output = new OutputLayer(arena, kernels, team, sizes, words, params, 'decoder.weight', training);
  }

  get positions(): number {
    return this.shape.batchSize * this.shape.targetLen;
  }

  drop(dropout: Dropout): void {
    this.encoder.drop(dropout);
    this.decoder.drop({ ...dropout, seed: (dropout.seed ^ decoderSeed) >>> 0 });
  }

  packWeights(): void {
    this.encoder.packWeights();
    this.decoder.packWeights();
    this.attention?.packWeights();
    this.output.packWeights();
  }

  embed(): void {
    this.encoder.embed();
    this.decoder.embed();
  }

  /** Logits of this member's rows. */
  forward(state: readonly LayerState[]): void {
    this.encoder.forward(state);
    this.decode(state);
  }

  /** The decoder's part, from a state, with the source that the encoder has read last. */
  decode(state: readonly LayerState[]): void {
    this.decoder.forward(state);
    const { attention, output, decoder } = this;
    if (attention) {
      attention.forward();
      this.eachState((at, b) => decoder.dropOnTop(at(output.hs), at(attention.attended), b));
    } else {
      decoder.dropToBatchMajor(output.hs);
    }
    output.forward();
  }

  learn(state: readonly LayerState[], scale: number): void {
    this.forward(state);
    const { attention, output, decoder, encoder } = this;
    output.backward(scale);
    if (attention) {
      this.eachState((at, b) => decoder.dropOnTop(at(attention.dAttended), at(output.dHs), b));
      attention.backward();
    } else {
      decoder.dropFromBatchMajor(output.dHs);
      this.clearEncoderGradients();
    }
    decoder.backward();
    encoder.backward(decoder.dBefore);
  }

  packActivations(): void {
    this.encoder.packActivations();
    this.decoder.packActivations();
    this.attention?.packActivations();
    this.output.packActivations();
  }

  weightGradients(grads: Weights): void {
    const parts = [
      [this.encoder, 'source.'],
      [this.decoder, 'target.'],
    ] as const;
    for (const [stack, prefix] of parts) {
      const own = prefixed(grads, prefix);
      stack.weightGradients(own);
      wholeEmbeddingGradients(stack, this.team, own);
    }
    this.attention?.weightGradients(grads);
    this.output.weightGradients(grads);
  }

  /** Without attention the source reaches the loss by its last state alone. */
  private clearEncoderGradients(): void {
    const { batchSize: B, sourceLen: S } = this.shape;
    const H = this.config.source.hiddenSize;
    const [from, to] = share(this.team, B);
    const { dOut } = this.encoder.top; // [S, B, H]
    for (let s = 0; s < S; s++) dOut.fill(0, (s * B + from) * H, (s * B + to) * H);
  }

  /** Every step of this member's rows: `at` cuts its vector out of a tensor [B, T, H]. */
  private eachState(act: (at: (tensor: Float32Array) => Float32Array, b: number) => void): void {
    const { batchSize: B, targetLen: T } = this.shape;
    const H = this.config.target.hiddenSize;
    const [from, to] = share(this.team, B);
    for (let b = from; b < to; b++) {
      for (let t = 0; t < T; t++) act((tensor) => tensor.subarray((b * T + t) * H, (b * T + t + 1) * H), b);
    }
  }
}
