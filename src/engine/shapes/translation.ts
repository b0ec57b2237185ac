// A model of pairs, ready to be asked: from a source to its best targets, and what of the source each word looked at.

import { BeamSearch, type BeamOptions } from '../../predict/shapes/beamSearch';
import type { ShapeWindow } from '../../rnn/shapes/learner';
import { finish } from '../../rnn/stepwise';
import { textOf } from '../../text/examples/units';
import { end, lineStart, start, unk, Vocabulary } from '../../text/vocabulary';
import { buildIn, createMemory, type KernelModule } from '../kernelHost';
import type { StoredShape } from './shapeStore';
import { encodeSource } from './words';

export interface Translated {
  readonly text: string;
  readonly tokens: readonly string[];
  /** ln P(target | source) */
  readonly logprob: number;
}

export interface Alignment {
  readonly source: readonly string[];
  /** Of each word of the best target, and of its end, how much each token of the source was looked at. [T + 1][S] */
  readonly attention: readonly (readonly number[])[];
}

const usualWidth = 5;
/** A target may be so many times as long as the longest that was learnt from a source of this length, and some words more. */
const [longer, more] = [2, 10];

export class Translation {
  private readonly target: Vocabulary;
  private readonly beam: BeamSearch;
  private readonly window: ShapeWindow;

  /** @throws Error for a model that is not one of pairs. */
  constructor(
    kernels: KernelModule,
    private readonly model: StoredShape,
    width = usualWidth,
  ) {
    const { config, windows, words } = model;
    const window = (this.window = windows[windows.length - 1]);
    if (config.shape !== 'pairs' || !(words.target instanceof Vocabulary)) throw new Error('this model has no pairs');
    this.target = words.target;
    const layout = (...[arena, own]: Parameters<Parameters<typeof createMemory>[0]>) =>
      new BeamSearch(arena, own, config, width, window.sourceLen);
    this.beam = buildIn(kernels, createMemory(layout), layout);
    this.beam.use(model.weights);
  }

  /** Best first. @throws ExampleError where the source holds nothing, or too much. */
  translate(text: string): (Translated & Alignment)[] {
    return finish(this.translating(text));
  }

  /** The same; yields every few milliseconds. */
  *translating(
    text: string,
    options: Pick<BeamOptions, 'allowed' | 'prior'> = {},
  ): Generator<undefined, (Translated & Alignment)[]> {
    const { tokens, ids } = encodeSource(text, this.model.cuts.source, this.model.words.source);
    const source = tokens.slice(Math.max(0, ids.length - this.beam.sourceLen));
    const mostWords = Math.min(this.window.targetLen * longer, ids.length * longer + more);
    const found = yield* this.beam.searching(ids, {
      ...options,
      start,
      end,
      mostWords,
      forbidden: [unk, start, lineStart],
    });
    return found.map(({ words, logprob, attention }) => {
      const target = words.map((id) => this.target.textOf(id));
      const text = textOf(target, this.model.cuts.target.unit);
      return { text, tokens: target, logprob, source, attention: attention.map((row) => [...row]) };
    });
  }
}
