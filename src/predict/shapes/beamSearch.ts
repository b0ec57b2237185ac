// The best targets of a source by a trained encoder and decoder: beam search. Several beginnings are kept side by side, as
// rows of one batch; at every step each is continued by its most probable words, and the best of all of them are kept. As a
// longer target is always less probable, finished ones are compared by ln P / lengthᵅ (Wu et al. 2016).

import type { Kernels } from '../../kernels/kernels';
import type { Arena } from '../../rnn/arena';
import { noDropout } from '../../rnn/dropout';
import { ParameterSet } from '../../rnn/parameters';
import type { LayerState } from '../../rnn/recurrentLayer';
import { type PairsConfig, shapeParameters } from '../../rnn/shapes/config';
import { EncoderDecoder } from '../../rnn/shapes/encoderDecoder';
import type { Ends } from '../../rnn/shapes/sequences';
import { finish } from '../../rnn/stepwise';
import { solo } from '../../rnn/team';
import { topK } from '../topK';

const lengthPower = 0.8;

export interface BeamOptions extends Ends {
  /** Words of the vocabulary that are never chosen. */
  readonly forbidden: readonly number[];
  readonly mostWords: number;
  /** Which words may come next after these, and whether they may end; undefined: any, at any time. */
  readonly allowed?: (words: readonly number[]) => (id: number) => boolean;
  /** What else is known of the word after these, in nats, beside ln P(word | source): shallow fusion (Gulcehre et al. 2015). */
  readonly prior?: (words: readonly number[]) => (id: number) => number;
}

export interface Found {
  /** Without its end. */
  readonly words: readonly number[];
  /** ln P(words and their end | source), and what the prior adds. */
  readonly logprob: number;
  /** Of each word, and of the end, how much each token of the source was looked at; empty without attention. */
  readonly attention: readonly Float32Array[];
}

interface Beginning extends Found {
  readonly row: number;
}

export class BeamSearch {
  private readonly network: EncoderDecoder;
  private readonly params: ParameterSet;
  private readonly state: readonly LayerState[];

  /** @param width beginnings that are kept. @param sourceLen the longest source. */
  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    readonly config: PairsConfig,
    readonly width: number,
    readonly sourceLen: number,
  ) {
    this.params = new ParameterSet(arena, shapeParameters(config));
    const shape = { batchSize: width, sourceLen, targetLen: 1, training: false };
    this.network = new EncoderDecoder(arena, kernels, solo, config, shape, this.params);
    this.state = this.network.encoder.newState(arena);
  }

  /** @param flat weights, as in ParameterSet. */
  use(flat: Float32Array): void {
    this.params.flat.set(flat);
    this.network.drop(noDropout);
    this.network.packWeights();
  }

  /** The best targets, best first, at most `width`. @param source ids, at least one. */
  search(source: Int32Array, options: BeamOptions): Found[] {
    return finish(this.searching(source, options));
  }

  /** The same; yields at each step. */
  *searching(source: Int32Array, options: BeamOptions): Generator<undefined, Found[]> {
    this.encode(source.subarray(Math.max(0, source.length - this.sourceLen)));
    const read = Math.min(source.length, this.sourceLen);
    const finished: Found[] = [];
    let alive: Beginning[] = [{ words: [], logprob: 0, attention: [], row: 0 }];
    for (let t = 0; t <= options.mostWords && alive.length > 0; t++) {
      yield;
      const continued = this.continue(alive, read, options, t === options.mostWords);
      const best = continued.sort((a, b) => b.logprob - a.logprob).slice(0, this.width);
      finished.push(...best.filter(({ ended }) => ended));
      alive = this.reordered(best.filter(({ ended }) => !ended));
      // No beginning can get better: its probability only falls.
      const last = finished.sort(byScore)[this.width - 1];
      if (last && alive.every((each) => score(each.logprob, options.mostWords) < scoreOf(last))) break;
    }
    return finished.sort(byScore).slice(0, this.width);
  }

  private encode(source: Int32Array): void {
    const { encoder } = this.network;
    const { width: B, sourceLen: S } = this;
    encoder.inputs.fill(0);
    source.forEach((id, i) => {
      const at = (S - source.length + i) * B;
      encoder.inputs.fill(id, at, at + B);
    });
    encoder.begins.fill(S - source.length);
    encoder.embed();
    encoder.forward(this.state);
  }

  /** One more step of the decoder: each beginning with its most probable words, or its end. */
  private continue(alive: readonly Beginning[], read: number, options: BeamOptions, mustEnd: boolean) {
    const { network, width, sourceLen: S } = this;
    const { decoder, output, attention } = network;
    const V = this.config.target.vocabSize;
    alive.forEach(({ words, row }) => (decoder.inputs[row] = words.at(-1) ?? options.start));
    decoder.embed();
    network.decode(this.state);
    const lowest = new Set(options.forbidden);
    return alive.flatMap((before) => {
      const logits = output.logits.subarray(before.row * V, (before.row + 1) * V);
      this.kernels.softmax(logits, logits, V);
      const looked = attention ? [attention.weights.slice((before.row + 1) * S - read, (before.row + 1) * S)] : [];
      const allowed = options.allowed?.(before.words);
      const may = (id: number) => !lowest.has(id) && (allowed === undefined || allowed(id));
      const prior = options.prior?.(before.words);
      for (let id = 0; id < V; id++) {
        if (!may(id)) logits[id] = 0;
        else if (prior) logits[id] *= Math.exp(prior(id));
      }
      const probable = mustEnd ? [options.end] : topK(logits, width);
      return probable.flatMap((id) => {
        if (logits[id] <= 0) return [];
        const ended = id === options.end;
        const words = ended ? before.words : [...before.words, id];
        const logprob = before.logprob + Math.log(logits[id]);
        return [{ words, logprob, attention: [...before.attention, ...looked], row: before.row, ended }];
      });
    });
  }

  /** Each in a row of its own: the states follow. */
  private reordered(kept: readonly Beginning[]): Beginning[] {
    const H = this.config.target.hiddenSize;
    for (const { h, c } of this.state) {
      for (const part of [h, c]) {
        if (part.length === 0) continue;
        const rows = kept.map(({ row }) => part.slice(row * H, (row + 1) * H));
        rows.forEach((values, row) => part.set(values, row * H));
      }
    }
    return kept.map((each, row) => ({ ...each, row }));
  }
}

function score(logprob: number, words: number): number {
  return logprob / (words + 1) ** lengthPower;
}

function scoreOf({ logprob, words }: Found): number {
  return score(logprob, words.length);
}

function byScore(a: Found, b: Found): number {
  return scoreOf(b) - scoreOf(a);
}
