// A trained network that reads one token at a time: a state per prefix, and the softmax after it. States along the last
// text are kept, so that a keystroke reads only what is new. It knows ids, not words.

import type { Kernels } from '../kernels/kernels';
import type { Arena } from '../rnn/arena';
import type { NetworkConfig } from '../rnn/config';
import { Network } from '../rnn/network';
import { ParameterSet } from '../rnn/parameters';
import type { LayerState } from '../rnn/recurrentLayer';
import { solo } from '../rnn/team';

/**
 * A context longer than this is read from a later place, which moves on in steps of this length, so that a text always
 * gives the same answer whatever was asked before. A state reaches back a few dozen words (Khandelwal et al. 2018: 200).
 */
const contextStep = 128;

/** Distributions that are kept: the readings of one keystroke and of the one before. */
const keptDistributions = 4;

interface ReadToken {
  readonly id: number;
  readonly state: readonly LayerState[];
  probs: Float32Array | undefined; // [V]
}

export class LanguageModel {
  readonly params: ParameterSet;
  private readonly network: Network;
  private readonly state: readonly LayerState[];
  /** The tokens of the last text, each with the state after it. */
  private path: ReadToken[] = [];
  private pathStart = 0;
  private withProbs: ReadToken[] = [];

  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    readonly config: NetworkConfig,
  ) {
    this.params = new ParameterSet(arena, config);
    const window = { batchSize: 1, seqLen: 1, training: false };
    this.network = new Network(arena, kernels, solo, config, window, this.params);
    this.state = this.network.newState(arena);
  }

  /** To be called after every change of `params`. */
  weightsChanged(): void {
    this.network.packWeights();
    this.path = [];
    this.withProbs = [];
  }

  /** P(next token | context), exact softmax. @param context input ids, at least one. Not to be written to. */
  nextProbs(context: readonly number[]): Float32Array {
    const last = this.read(context);
    if (!last.probs) {
      this.network.output.hs.set(last.state[last.state.length - 1].h);
      last.probs = this.softmax();
      this.withProbs.push(last);
      if (this.withProbs.length > keptDistributions) this.withProbs.shift()!.probs = undefined;
    }
    return last.probs;
  }

  private softmax(): Float32Array {
    const { logits } = this.network.output;
    this.network.output.forward();
    this.kernels.softmax(logits, logits, this.config.vocabSize);
    return logits.slice();
  }

  /** Reads what of the context has not been read yet. */
  private read(context: readonly number[]): ReadToken {
    const start = Math.max(0, Math.floor(context.length / contextStep) - 1) * contextStep;
    let known = start === this.pathStart ? 0 : -1;
    if (known === 0) {
      while (known < this.path.length && this.path[known].id === context[start + known]) known++;
    }
    this.pathStart = start;
    this.path = this.path.slice(0, Math.max(0, known));
    for (let i = start + this.path.length; i < context.length; i++) {
      this.path.push(this.advance(this.path.at(-1)?.state, context[i]));
    }
    return this.path[context.length - start - 1];
  }

  private advance(before: readonly LayerState[] | undefined, id: number): ReadToken {
    this.state.forEach(({ h, c }, l) => {
      if (before) {
        h.set(before[l].h);
        c.set(before[l].c);
      } else {
        h.fill(0);
        c.fill(0);
      }
    });
    this.network.inputs[0] = id;
    this.network.embed();
    this.network.forward(this.state);
    const state = this.state.map(({ h, c }) => ({ h: h.slice(), c: c.slice() }));
    return { id, state, probs: undefined };
  }
}
