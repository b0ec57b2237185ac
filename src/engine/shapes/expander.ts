// Shorthand expanded by a model that has learnt it from one's own sentences: the network says how probable a sentence is,
// the abbreviations which words it can be made of. And the same without the network, to compare with.

import { keysOf } from '../../predict/typing';
import { expandByChannel } from '../../predict/shapes/shorthandChannel';
import { ShorthandLattice, ShorthandWords } from '../../predict/shapes/shorthandLattice';
import { textOf } from '../../text/examples/units';
import type { Example } from '../../text/examples/example';
import { end, isSpecialId, Vocabulary } from '../../text/vocabulary';
import type { KernelModule } from '../kernelHost';
import { ProblemError } from '../problem';
import { percent } from './scoring';
import type { StoredShape } from './shapeStore';
import { Translation } from './translation';

/** From a shorthand to the sentences that it can stand for, best first. */
export type Expand = (shorthand: string) => readonly string[];

const beamWidth = 8;
const most = 5;

export class Expander {
  private readonly translation: Translation;
  private readonly words: ShorthandWords;
  private readonly target: Vocabulary;

  /** @throws ProblemError noModel, for a model that has learnt other pairs. */
  constructor(
    kernels: KernelModule,
    private readonly model: StoredShape,
  ) {
    const { target } = model.words;
    if (!model.options.parts.shorthand || !(target instanceof Vocabulary)) {
      throw new ProblemError(
        'noModel',
        'This model has learnt no shorthand: afterword train --shape pairs --shorthand',
      );
    }
    this.target = target;
    this.translation = new Translation(kernels, model, beamWidth);
    // Special words are nobody's shorthand.
    this.words = new ShorthandWords(target.words.map((word, id) => (isSpecialId(id) ? '' : word)));
  }

  /** At most five; none: it fits no words that are known. @throws ExampleError where there is nothing to read. */
  readonly expand: Expand = (typed) => {
    const lattice = new ShorthandLattice(normalized(typed), this.words);
    const allowed = (ids: readonly number[]) => {
      const places = lattice.placesAfter(ids);
      return (id: number) =>
        id === end ? places.some((at) => lattice.isEnd(at)) : places.some((at) => lattice.from(at).has(id));
    };
    const found = this.translation.translate(lattice.shorthand, { allowed });
    return found.slice(0, most).map(({ text }) => text);
  };

  /** By how often each word stands alone. */
  readonly expandWithoutNetwork: Expand = (typed) => {
    const { counts } = this.target;
    const total = counts.reduce((sum, count) => sum + count, 0);
    const prior = () => (id: number) => Math.log(Math.max(counts[id], 0.5) / total);
    const found = expandByChannel(normalized(typed), this.words, prior, most);
    return found.map(({ ids }) =>
      textOf(
        ids.map((id) => this.target.textOf(id)),
        this.model.cuts.target.unit,
      ),
    );
  };
}

function normalized(typed: string): string {
  return typed.trim().replace(/\s+/g, ' ').toLowerCase();
}

export interface ExpansionScore {
  readonly phrases: number;
  /** Restored exactly by the first, and by one of five, in percent. */
  readonly exact: number;
  readonly exactAmong5: number;
  /** Keystrokes saved, in percent, where one of five is taken for one key, and what is not among them is typed out. */
  readonly saved: number;
}

/** @param examples shorthand, as it is typed, and the words meant. */
export function scoreExpansion(
  expand: Expand,
  examples: readonly Example[],
  { source, target }: StoredShape['cuts'],
  progress: (done: number) => void,
): ExpansionScore {
  let [first, among, keys, without] = [0, 0, 0, 0];
  examples.forEach((example, i) => {
    const shorthand = textOf(example.source, source.unit);
    const meant = textOf(example.targets, target.unit);
    const rank = expand(shorthand).indexOf(meant);
    if (rank === 0) first++;
    if (rank >= 0) among++;
    without += keysOf([...meant]);
    keys += keysOf([...shorthand]) + (rank >= 0 ? 1 : keysOf([...meant]));
    progress((i + 1) / examples.length);
  });
  const n = Math.max(1, examples.length);
  const saved = percent(1 - keys / Math.max(1, without));
  return { phrases: examples.length, exact: percent(first / n), exactAmong5: percent(among / n), saved };
}
