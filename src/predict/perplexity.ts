// How well a network expects a text: exact cross-entropy of every token, read as one stream from a zero state. The
// recurrence runs token by token, the softmax over a window at once.

import type { Kernels } from '../kernels/kernels';
import type { Arena } from '../rnn/arena';
import { batchify, getBatch, type Stream } from '../rnn/batches';
import type { NetworkConfig } from '../rnn/config';
import { Network } from '../rnn/network';
import { parameterList, ParameterSet } from '../rnn/parameters';
import type { LayerState } from '../rnn/recurrentLayer';
import { solo } from '../rnn/team';

/** Tokens at once. */
const window = 64;

export interface CrossEntropy {
  /** Sum over all tokens, in nats. */
  readonly loss: number;
  readonly tokens: number;
  /** Tokens that were the most probable, among the 3 and among the 5 most probable, of those that `counts` admits. */
  readonly hits: readonly [number, number, number];
  readonly counted: number;
  /** Of each token. */
  readonly losses: Float32Array;
}

export class PerplexityMeter {
  private readonly params: ParameterSet;
  private readonly network: Network;
  private readonly state: readonly LayerState[];

  /** @param memoryless each word is expected from the one before alone, one step from a zero state. */
  constructor(
    arena: Arena,
    kernels: Kernels,
    config: NetworkConfig,
    private readonly memoryless = false,
  ) {
    this.params = new ParameterSet(arena, parameterList(config));
    const shape = memoryless ? { batchSize: window, seqLen: 1 } : { batchSize: 1, seqLen: window };
    this.network = new Network(arena, kernels, solo, config, { ...shape, training: false }, this.params);
    this.state = this.network.newState(arena);
  }

  load(flat: Float32Array): void {
    this.params.flat.set(flat);
    this.network.packWeights();
  }

  /** @param counts whether a target belongs to the hit rates: special tokens and unknown words do not. */
  measure(stream: Stream, counts: (id: number) => boolean): CrossEntropy {
    const { network, state } = this;
    const { inputs, output } = network;
    forget(state);
    const lanes = batchify(stream.inputs.length, 1, window);
    const hits: [number, number, number] = [0, 0, 0];
    const losses = new Float32Array(stream.inputs.length);
    let [loss, tokens, counted] = [0, 0, 0];
    for (let at = 0; at < lanes.windows; at++) {
      if (this.memoryless) forget(state);
      getBatch(inputs, output.targets, stream, lanes, at, 0, 1);
      network.embed();
      network.forward(state);
      output.forward();
      output.loss();
      for (let t = 0; t < window; t++) {
        const target = output.targets[t];
        if (target < 0) continue;
        loss += output.losses[t];
        losses[tokens++] = output.losses[t];
        if (!counts(target)) continue;
        counted++;
        const rank = this.rank(t, target, counts);
        if (rank <= 1) hits[0]++;
        if (rank <= 3) hits[1]++;
        if (rank <= 5) hits[2]++;
      }
    }
    return { loss, tokens, hits, counted, losses };
  }

  private rank(t: number, target: number, counts: (id: number) => boolean): number {
    const V = this.network.config.vocabSize;
    const logits = this.network.output.logits;
    const own = logits[t * V + target];
    let rank = 1;
    for (let id = 0; id < V; id++) if (logits[t * V + id] > own && counts(id)) rank++;
    return rank;
  }
}

function forget(state: readonly LayerState[]): void {
  for (const { h, c } of state) for (const part of [h, c]) part.fill(0);
}
