// Shorthand expanded: by a network that has learnt it from one's own sentences, among the words that their abbreviations
// allow, with what is counted of which word follows which; or by the counts alone, the noisy channel.

import type { Prior } from '../../predict/shapes/prior';
import { channelSteps } from '../../predict/shapes/shorthandChannel';
import { ShorthandLattice, ShorthandWords } from '../../predict/shapes/shorthandLattice';
import { finish } from '../../rnn/stepwise';
import { textOf } from '../../text/examples/units';
import { end, isSpecialId, Vocabulary } from '../../text/vocabulary';
import type { KernelModule } from '../kernelHost';
import { ProblemError } from '../problem';
import type { StoredShape } from '../shapes/shapeStore';
import { type Alignment, Translation, type Translated } from '../shapes/translation';

export type Expanded = Translated & Alignment;

const beamWidth = 8;
/** Words that are prepared before others are served. */
const portion = 200;
export const mostExpansions = 5;
/** Of ln P(word | words before) by counts, beside the network's; chosen on phrases of two collections. */
const countsWeight = 0.7;

/** By the network. */
export class Expander {
  private readonly translation: Translation;

  /**
   * @param words how those of the model may be shortened, if that is known already.
   * @throws ProblemError noModel, for a model that has learnt other pairs.
   */
  constructor(
    kernels: KernelModule,
    model: StoredShape,
    private readonly words = finish(shorthandWords(targetsOf(model).words)),
  ) {
    if (!model.options.parts.shorthand) {
      throw new ProblemError(
        'noModel',
        'This model has learnt no shorthand: afterword train --shape pairs --shorthand',
      );
    }
    this.translation = new Translation(kernels, model, beamWidth);
  }

  /**
   * At most five, best first; none: it fits no words that are known. Yields every few milliseconds.
   * @param prior over the words of the model. @param isWanted which of them it may stand for. @throws ExampleError where there is nothing to read.
   */
  *expanding(typed: string, prior?: Prior, isWanted?: (id: number) => boolean): Generator<undefined, Expanded[]> {
    const lattice = new ShorthandLattice(normalized(typed), this.words, isWanted);
    const allowed = (ids: readonly number[]) => {
      const places = lattice.placesAfter(ids);
      return (id: number) =>
        id === end ? places.some((at) => lattice.isEnd(at)) : places.some((at) => lattice.from(at).has(id));
    };
    const weighed = (before: readonly number[]) => {
      const logprob = prior!(before);
      return (id: number) => (id === end ? 0 : countsWeight * logprob(id));
    };
    const options = prior ? { allowed, prior: weighed } : { allowed };
    const found = yield* this.translation.translating(lattice.shorthand, options);
    return otherThan(lattice.shorthand, found);
  }
}

/** By the noisy channel. @param textOfWord of an id that `words` and `prior` know. */
export function* expandingByChannel(
  typed: string,
  words: ShorthandWords,
  prior: Prior,
  textOfWord: (id: number) => string,
  isWanted?: (id: number) => boolean,
): Generator<undefined, Expanded[]> {
  const shorthand = normalized(typed);
  const found = yield* channelSteps(shorthand, words, prior, beamWidth, isWanted);
  const expanded = found.map(({ ids, logprob }) => {
    const tokens = ids.map(textOfWord);
    return { text: textOf(tokens, 'words'), tokens, logprob, source: [...shorthand], attention: [] };
  });
  return otherThan(shorthand, expanded);
}

/** By how often each word stands alone: the channel without any order of words. */
export function* expandingByWords(model: StoredShape, typed: string): Generator<undefined, Expanded[]> {
  const target = targetsOf(model);
  const { counts } = target;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const prior = () => (id: number) => Math.log(Math.max(counts[id], 0.5) / total);
  const known = yield* shorthandWords(target.words);
  const found = yield* expandingByChannel(typed, known, prior, (id) => target.textOf(id));
  return found.map((each) => ({ ...each, text: textOf(each.tokens, model.cuts.target.unit) }));
}

/** Words by id, with how they may be shortened; special ones are nobody's shorthand. Yields every few milliseconds. */
export function* shorthandWords(texts: readonly string[]): Generator<undefined, ShorthandWords> {
  const words = new ShorthandWords();
  for (const [id, text] of texts.entries()) {
    if (id % portion === 0) yield;
    if (!isSpecialId(id)) words.add(text, id);
  }
  return words;
}

/** @throws Error for a model that has none. */
export function targetsOf({ words: { target } }: StoredShape): Vocabulary {
  if (target instanceof Vocabulary) return target;
  throw new Error('this model has no pairs');
}

/** What has been typed stands for itself only where a note holds it: nobody asks for that. */
function otherThan(shorthand: string, found: readonly Expanded[]): Expanded[] {
  return found.filter(({ text }) => text.toLowerCase() !== shorthand).slice(0, mostExpansions);
}

function normalized(typed: string): string {
  return typed.trim().replace(/\s+/g, ' ').toLowerCase();
}
