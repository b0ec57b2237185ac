// What a prediction remembers: for each of the words that the network expects at a place, how much its probability hangs
// on every word before, and how the gradient of its loss fades, or grows, on the way back to them. See gradientProbe.ts.

import type { NetworkConfig } from '../rnn/config';
import { gateCount } from '../rnn/config';
import { GradientProbe, type ProbedLoss } from '../rnn/gradientProbe';
import { Lexicon } from '../text/lexicon';
import type { TokenUnit } from '../text/units';
import { unk, type Vocabulary } from '../text/vocabulary';
import { DocumentWords } from './documentWords';
import type { LanguageModel } from './languageModel';
import { TextReader } from './reading';
import { topK } from './topK';

/** Steps back from the last one. */
const farthest = 60;
/** What is less than this share of the gradient at the last step counts as gone. */
const gone = 0.01;
/** Multiplications that the bound may take, about a second's; a wide network of several layers is bounded for fewer steps. */
const affordable = 2 ** 30;
/** Multiplications with the Jacobian and its transpose that its norm usually takes. */
const usualProducts = 24;

/** A word of the text before the place, or the start of a sentence. */
export interface MemoryStep {
  /** As it stands in the text; `<s>` or `<p>` for the start of a sentence. */
  readonly text: string;
  /** The vocabulary does not hold it: the network has read `<unk>`. */
  readonly unknown: boolean;
}

/** A word that the network expects, and what its probability comes from. k counts steps back from the last one. */
export interface RememberedWord extends ProbedLoss {
  readonly text: string;
  readonly probability: number;
  /** The first k from which on less than 1 % of the gradient at the last step is left; undefined: more is, to the end. */
  readonly fadedAt: number | undefined;
  /** What is left of it at the farthest step, and the most that there is anywhere: shares of the gradient at the last step. */
  readonly left: number;
  readonly most: { readonly k: number; readonly share: number };
}

export interface Memory {
  /** Latest first: `steps[k]`. */
  readonly steps: readonly MemoryStep[];
  /** Most probable first. */
  readonly words: readonly RememberedWord[];
}

export class MemoryProbe {
  private readonly words: DocumentWords;
  private readonly reader: TextReader;

  constructor(
    private readonly model: LanguageModel,
    private readonly vocabulary: Vocabulary,
    unit: TokenUnit,
  ) {
    this.words = new DocumentWords(Lexicon.over(vocabulary), vocabulary.size);
    this.reader = new TextReader(this.words, unit);
  }

  /**
   * What the k words remember that are most probable after `lines`, of which the last one is unfinished. A word that is
   * being typed is not read. Yields every few milliseconds.
   */
  *look(lines: readonly string[], k: number): Generator<undefined, Memory> {
    this.words.tidy();
    const { readings } = this.reader.read(lines);
    const { inputs } = (readings.find(({ typed }) => typed === '') ?? readings[0]).read;
    const context = inputs.map((id) => (this.isKnown(id) ? id : unk));
    const last = inputs.slice(-farthest - 1).reverse();
    const steps = last.map((id): MemoryStep => ({ text: this.words.textOf(id), unknown: !this.isKnown(id) }));
    const probs = this.model.nextProbs(context);
    const ids = topK(probs, k);
    const taken = this.model.lastSteps(context, last.length);
    yield;
    const { network, config } = this.model;
    const losses = yield* new GradientProbe(network).probe(taken, probs, ids, boundedSteps(config));
    const words = losses.map((loss, i): RememberedWord => {
      return { text: this.vocabulary.textOf(ids[i]), probability: probs[ids[i]], ...loss, ...fading(loss.states) };
    });
    return { steps, words };
  }

  private isKnown(id: number): boolean {
    return id !== unk && id < this.vocabulary.size;
  }
}

function fading(norms: readonly number[]): Pick<RememberedWord, 'fadedAt' | 'left' | 'most'> {
  const shares = norms.map((norm) => norm / Math.max(norms[0], Number.MIN_VALUE));
  const most = Math.max(...shares);
  const fadedAt = shares.findLastIndex((share) => share >= gone) + 1;
  return {
    fadedAt: fadedAt < shares.length ? fadedAt : undefined,
    left: shares[shares.length - 1],
    most: { k: shares.indexOf(most), share: most },
  };
}

/** For how many steps the bound can be had. */
function boundedSteps({ cell, hiddenSize: H, numLayers }: NetworkConfig): number {
  const products = (2 * numLayers - 1) * gateCount[cell] * H * H;
  return Math.min(farthest, Math.floor(affordable / (usualProducts * products)));
}
