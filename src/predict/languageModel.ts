// A trained network that reads one token at a time: a state per prefix, and the softmax after it. States along the last
// text are kept, so that a keystroke reads only what is new; and as they are there, what followed where the network was
// in a like state is remembered: the continuous cache of Grave et al. (2017). It knows ids, not words.

import type { Kernels } from '../kernels/kernels';
import type { Arena } from '../rnn/arena';
import type { NetworkConfig } from '../rnn/config';
import type { TakenStep } from '../rnn/gradientProbe';
import { Network } from '../rnn/network';
import { parameterList, ParameterSet } from '../rnn/parameters';
import type { LayerState } from '../rnn/recurrentLayer';
import { solo } from '../rnn/team';

/**
 * Of a text longer than the first, the beginning is let go, in steps of the second, so that its place does not move with
 * every word. A state reaches back a few dozen words (Khandelwal et al. 2018: 200), the cache as far as there are states.
 */
const longestText = 3072;
const textStep = 1024;
/** A text whose first so many tokens stand somewhere in the last one is the same text with its beginning cut off. */
const sameText = 32;

/** Tokens that are read at a stretch where others wait. */
const atOnce = 8;

/** Distributions that are kept: the readings of one keystroke and of the one before. */
const keptDistributions = 4;

/** The state of every layer after some text. */
export type TextState = readonly LayerState[];

/** What one layer holds after a token. */
export interface LayerStep extends LayerState {
  /** Activations of the gates in PyTorch's order; of the vanilla RNN, what its activation is applied to. [G·H] */
  readonly gates: Float32Array;
}

interface ReadToken {
  readonly id: number;
  readonly state: TextState;
  probs: Float32Array | undefined; // [V]
}

export class LanguageModel {
  readonly params: ParameterSet;
  /** Of one step and one row; what it holds is that of the step that was taken last. */
  readonly network: Network;
  private readonly state: TextState;
  /** The tokens of the last text, each with the state after it. */
  private path: ReadToken[] = [];
  private withProbs: ReadToken[] = [];

  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    readonly config: NetworkConfig,
  ) {
    this.params = new ParameterSet(arena, parameterList(config));
    const window = { batchSize: 1, seqLen: 1, training: false };
    this.network = new Network(arena, kernels, solo, config, window, this.params);
    this.state = this.network.newState(arena);
  }

  /** @param flat weights, as in ParameterSet. */
  use(flat: Float32Array): void {
    this.params.flat.set(flat);
    this.network.packWeights();
    this.path = [];
    this.withProbs = [];
  }

  /** P(next token | context), exact softmax. @param context input ids, at least one. Not to be written to. */
  nextProbs(context: readonly number[]): Float32Array {
    this.read(context);
    const last = this.path[this.path.length - 1];
    if (!last.probs) {
      last.probs = this.probsAfter(last.state);
      this.withProbs.push(last);
      if (this.withProbs.length > keptDistributions) this.withProbs.shift()!.probs = undefined;
    }
    return last.probs;
  }

  /** P(next token | these alone), at least one, read with an empty memory. What has been read of the text stays read. */
  probsAfterOnly(context: readonly number[]): Float32Array {
    const first = this.stateAfter(undefined, context[0]);
    return this.probsAfter(context.slice(1).reduce((state, id) => this.stateAfter(state, id), first));
  }

  /** How the last token of a context is read, layer by layer from the bottom up: the same step, taken again. */
  lastStep(context: readonly number[]): LayerStep[] {
    this.read(context);
    const state = this.stateAfter(this.path.at(-2)?.state, context[context.length - 1]);
    return state.map((layer, l) => ({ ...layer, gates: this.network.layers[l].gates.slice() }));
  }

  /**
   * Adds to `out` what followed like states in this text: P(w) ∝ Σ exp(θ h·hᵢ) over the places i that w followed.
   * @param context the one that was read last; targets: what followed each of its tokens but the last.
   * @returns false: there is no such place.
   */
  recall(context: readonly number[], targets: readonly number[], out: Float32Array): boolean {
    const last = this.path.length - 1;
    const from = context.length - this.path.length;
    const H = this.config.hiddenSize;
    const theta = 4 / Math.sqrt(H);
    const h = topState(this.path[last].state);
    const scores = new Float64Array(last);
    let most = -Infinity;
    for (let i = 0; i < last; i++) {
      const other = topState(this.path[i].state);
      let dot = 0;
      for (let j = 0; j < H; j++) dot += h[j] * other[j];
      scores[i] = theta * dot;
      if (scores[i] > most) most = scores[i];
    }
    let total = 0;
    for (let i = 0; i < last; i++) if (targets[from + i] >= 0) total += scores[i] = Math.exp(scores[i] - most);
    if (total === 0) return false;
    for (let i = 0; i < last; i++) if (targets[from + i] >= 0) out[targets[from + i]] += scores[i] / total;
    return true;
  }

  /** The last steps over a context, at most `count`, latest first: each token with the state before it. */
  lastSteps(context: readonly number[], count: number): TakenStep[] {
    this.read(context);
    const { path } = this;
    const zeros = () => this.state.map(({ h, c }) => ({ h: h.map(() => 0), c: c.map(() => 0) }));
    const step = (at: number): TakenStep => ({ id: path[at].id, before: path[at - 1]?.state ?? zeros() });
    return Array.from({ length: Math.min(count, path.length) }, (_, k) => step(path.length - 1 - k));
  }

  /**
   * The state after one more token, for who keeps states of their own; those along the last text stay.
   * @param before undefined: no text.
   */
  stateAfter(before: TextState | undefined, id: number): TextState {
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
    return this.state.map(({ h, c }) => ({ h: h.slice(), c: c.slice() }));
  }

  /** P(next token | state), exact softmax. */
  probsAfter(state: TextState): Float32Array {
    const { output } = this.network;
    output.hs.set(topState(state));
    output.forward();
    this.kernels.softmax(output.logits, output.logits, this.config.vocabSize);
    return output.logits.slice();
  }

  /**
   * Reads a context for who will ask about it. Yields every few tokens; what has been read by then stays read, also where
   * nobody goes on. Where another text has been read meanwhile, it ends: the two would undo each other's work.
   */
  *readUp(context: readonly number[]): Generator<undefined, void> {
    const from = beginOf(context);
    this.keep(context, from);
    for (;;) {
      const read = this.readOn(context, from, atOnce);
      if (from + read === context.length) return;
      yield;
      if (this.keep(context, from) !== read) return;
    }
  }

  /** Reads what of the context has not been read yet. */
  private read(context: readonly number[]): void {
    const from = beginOf(context);
    this.keep(context, from);
    this.readOn(context, from, Infinity);
  }

  /** Keeps what has been read of the context, and nothing else. @returns how many tokens that is. */
  private keep(context: readonly number[], from: number): number {
    this.path = this.path.slice(this.placeOf(context, from));
    let known = 0;
    while (known < this.path.length && this.path[known].id === context[from + known]) known++;
    return (this.path.length = Math.min(known, context.length - from));
  }

  /** @returns how many tokens have been read then. */
  private readOn(context: readonly number[], from: number, most: number): number {
    const end = Math.min(context.length, from + this.path.length + most);
    for (let i = from + this.path.length; i < end; i++) {
      const state = this.stateAfter(this.path.at(-1)?.state, context[i]);
      this.path.push({ id: context[i], state, probs: undefined });
    }
    return this.path.length;
  }

  /** Where in the last text the context begins; its end if it is another text. */
  private placeOf(context: readonly number[], from: number): number {
    const { path } = this;
    const agrees = (place: number, length: number) => {
      for (let i = 0; i < length; i++) if (path[place + i]?.id !== context[from + i]) return false;
      return true;
    };
    if (agrees(0, Math.min(sameText, context.length - from, path.length))) return 0;
    if (context.length - from < sameText) return path.length;
    for (let place = 1; place + sameText <= path.length; place++) if (agrees(place, sameText)) return place;
    return path.length;
  }
}

/** How much of a long text is let go. */
function beginOf({ length }: readonly number[]): number {
  const excess = length - longestText;
  return excess <= 0 ? 0 : Math.ceil(excess / textStep) * textStep;
}

function topState(state: TextState): Float32Array {
  return state[state.length - 1].h;
}
