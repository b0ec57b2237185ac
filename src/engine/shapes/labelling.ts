// A model that labels texts, ready to be asked: from text to the probability of each label, and why.

import { pooled } from '../../predict/shapes/labelMixture';
import { LabelReader } from '../../predict/shapes/labelReader';
import type { LabelConfig } from '../../rnn/shapes/config';
import { buildIn, createMemory, type KernelModule } from '../kernelHost';
import { MemorylessLabels } from './memoryless';
import type { StoredShape } from './shapeStore';
import { encodeSource } from './words';

export interface LabelChance {
  readonly label: string;
  readonly probability: number;
}

export interface Labelled {
  /** Most probable first. */
  readonly labels: readonly LabelChance[];
}

/** A token of a text, and how much it speaks for a label at its place, in nats of the log odds that are pooled; 0: unread. */
export interface TokenShare {
  readonly token: string;
  readonly contribution: number;
  /** What of that comes from the network, which reads in order; the rest, from single words. */
  readonly ofNetwork: number;
}

export class Labelling {
  readonly labels: readonly string[];
  private readonly reader: LabelReader;
  private readonly memoryless: MemorylessLabels | undefined;

  /** @throws Error for a model that does not label. */
  constructor(
    kernels: KernelModule,
    private readonly model: StoredShape,
  ) {
    const { config, windows, words } = model;
    if (config.shape === 'pairs' || !Array.isArray(words.target)) throw new Error('this model gives no labels');
    this.labels = words.target as readonly string[];
    const layout = (...[arena, own]: Parameters<Parameters<typeof createMemory>[0]>) =>
      new LabelReader(arena, own, config, windows[windows.length - 1]);
    this.reader = buildIn(kernels, createMemory(layout), layout);
    this.reader.use(model.weights);
    this.memoryless = model.memoryless && new MemorylessLabels(this.config, model.memoryless.weights);
  }

  get config(): LabelConfig {
    return this.reader.config;
  }

  /** Whether single words have an opinion of their own. */
  get isPooled(): boolean {
    return this.memoryless !== undefined;
  }

  /** Of a text as a whole. @throws ExampleError where it holds nothing, or too much. */
  classify(text: string): Labelled {
    return this.ranked(this.probs(this.encode(text).ids));
  }

  /** The same of tokens that have been cut. */
  classifyTokens(tokens: readonly string[]): Labelled {
    return this.ranked(this.probs(this.idsOf(tokens)));
  }

  /** By each opinion alone: that of the network, and that of single words, if that was learnt. */
  opinions(tokens: readonly string[]): { readonly network: Labelled; readonly memoryless: Labelled | undefined } {
    const ids = this.idsOf(tokens);
    const memoryless = this.memoryless && this.ranked(this.memoryless.probs(ids));
    return { network: this.ranked(this.networkProbs(ids)), memoryless };
  }

  /** P(label | text) by the network alone. [C] */
  networkProbs(ids: Int32Array): Float32Array {
    return this.reader.probabilities(ids)[0];
  }

  /** Of every token of a sentence; a long one loses its beginning. */
  tag(tokens: readonly string[]): (LabelChance | undefined)[] {
    const probs = this.reader.probabilities(this.idsOf(tokens));
    const unread = Array.from({ length: tokens.length - probs.length }, () => undefined);
    return [...unread, ...probs.map((each) => this.ranked(each).labels[0])];
  }

  /** Which tokens moved the decision for a label. @throws ExampleError. */
  explain(text: string, label: string): TokenShare[] {
    return this.explainTokens(this.encode(text).tokens, label);
  }

  /** The same of tokens that have been cut. */
  explainTokens(tokens: readonly string[], label: string): TokenShare[] {
    const ids = this.idsOf(tokens);
    const place = this.labels.indexOf(label);
    const { network, memoryless } = this.model.memoryless?.mixture ?? { network: 1, memoryless: 0 };
    const shares = this.reader.contributions(ids, place);
    const ofWords = this.memoryless?.contributions(ids, place);
    const first = ids.length - shares.length;
    return tokens.map((token, i) => {
      const ofNetwork = network * (i < first ? 0 : shares[i - first]);
      return { token, ofNetwork, contribution: ofNetwork + memoryless * (ofWords?.get(ids[i]) ?? 0) };
    });
  }

  private probs(ids: Int32Array): Float32Array {
    const network = this.networkProbs(ids);
    const { memoryless, model } = this;
    if (!memoryless || !model.memoryless) return network;
    const opinions = { network, memoryless: memoryless.probs(ids) };
    return pooled(opinions, model.memoryless.mixture, this.config.several);
  }

  private encode(text: string): { tokens: string[]; ids: Int32Array } {
    return encodeSource(text, this.model.cuts.source, this.model.words.source);
  }

  private idsOf(tokens: readonly string[]): Int32Array {
    return Int32Array.from(tokens, (token) => this.model.words.source.idOf(token));
  }

  private ranked(probs: ArrayLike<number>): Labelled {
    const labels = this.labels.map((label, id) => ({ label, probability: probs[id] }));
    return { labels: labels.sort((a, b) => b.probability - a.probability) };
  }
}
