// The count model: interpolated modified Kneser–Ney (Chen & Goodman 1999). The probability of a word after a context of k
// words is what its count leaves after discounting, and a share of its probability after the context without its farthest
// word:
//
//   P(w | c) = (count(c w) − D(count(c w))) / Σ count(c •) + γ(c) P(w | c′)     γ(c) = Σ D(count(c •)) / Σ count(c •)
//
// down to the single word, which shares with the uniform distribution over the vocabulary. A context that was never seen
// leaves all to the next shorter one.

import { discountsOf } from './discounts';
import { buildLevels, find, type ContextLevel, type EventStream } from './ngramTables';

/** The longest context that was seen before. */
export interface Match {
  /** Of the n-grams that begin with it, one more than it has words: 1 for the empty context. */
  readonly order: number;
  /** How often it was followed by a word. */
  readonly count: number;
  /** By how many different ones. */
  readonly followers: number;
}

/** All that a model has counted: typed arrays only, so that a thread can count and hand them over. */
export interface NgramTables {
  readonly vocabSize: number;
  readonly levels: readonly ContextLevel[];
  /** D by count, of each level. [order][4] */
  readonly discounts: readonly Float64Array[];
  /** γ of each context of each level. [order][nodes] */
  readonly backOffs: readonly Float32Array[];
}

export function countNgrams(streams: readonly EventStream[], vocabSize: number, order = 5): NgramTables {
  const levels = buildLevels(streams, vocabSize, order);
  const discounts = levels.map(({ counts }) => discountsOf(counts));
  return { vocabSize, levels, discounts, backOffs: levels.map((level, k) => backOffs(level, discounts[k])) };
}

export class NgramModel {
  readonly order: number;
  readonly vocabSize: number;
  private readonly levels: readonly ContextLevel[];
  private readonly discounts: readonly Float64Array[];
  private readonly backOffs: readonly Float32Array[];
  /** P(w) without context. [V] */
  readonly unigram: Float32Array;
  /** The nodes of the context last looked up, by level. [order] */
  private readonly path: Int32Array;

  constructor(tables: NgramTables) {
    ({ levels: this.levels, vocabSize: this.vocabSize, discounts: this.discounts, backOffs: this.backOffs } = tables);
    this.order = this.levels.length;
    this.path = new Int32Array(this.order);
    const empty = this.levels[0].counts.length === 0;
    this.unigram = new Float32Array(this.vocabSize).fill((empty ? 1 : this.backOffs[0][0]) / this.vocabSize);
    this.addFollowers(0, 1, this.unigram);
  }

  static build(streams: readonly EventStream[], vocabSize: number, order = 5): NgramModel {
    return new NgramModel(countNgrams(streams, vocabSize, order));
  }

  /** Of each word, in how many different contexts it stands (N₁₊(• w)); 0: the notes do not hold it. [V] */
  wordCounts(): Int32Array {
    const counts = new Int32Array(this.vocabSize);
    const { followers, counts: n } = this.levels[0];
    followers.forEach((word, i) => (counts[word] = n[i]));
    return counts;
  }

  /**
   * Fills `out` [V] with P(w | context). The nearest word stands last in the context; one shorter than order − 1 begins
   * where its note begins.
   */
  probs(context: ArrayLike<number>, out: Float32Array): void {
    const { unigram, path, backOffs } = this;
    const depth = this.descend(context);
    let share = 1;
    for (let k = depth; k > 0; k--) share *= backOffs[k][path[k]];
    for (let word = 0; word < unigram.length; word++) out[word] = share * unigram[word];
    share = 1;
    for (let k = depth; k > 0; k--) {
      this.addFollowers(k, share, out);
      share *= backOffs[k][path[k]];
    }
  }

  /** P(word | context) alone. */
  prob(context: ArrayLike<number>, word: number): number {
    const depth = this.descend(context);
    let p = this.unigram[word];
    for (let k = 1; k <= depth; k++) {
      const { firstFollower, followers, counts } = this.levels[k];
      const node = this.path[k];
      const place = find(followers, word, firstFollower[node], firstFollower[node + 1]);
      p *= this.backOffs[k][node];
      if (place >= 0) p += (counts[place] - this.discounts[k][Math.min(counts[place], 3)]) / this.total(k);
    }
    return p;
  }

  matched(context: ArrayLike<number>): Match {
    const depth = this.descend(context);
    const { firstFollower } = this.levels[depth];
    let from = this.path[depth];
    let to = from + 1;
    const followers = firstFollower[to] - firstFollower[from];
    for (const { firstBelow } of this.levels.slice(depth)) [from, to] = [firstBelow[from], firstBelow[to]];
    return { order: depth + 1, count: to - from, followers };
  }

  get sizeInBytes(): number {
    const arrays = [...this.levels.flatMap((level) => Object.values(level)), ...this.backOffs, this.unigram];
    return arrays.reduce((sum: number, { byteLength }: { byteLength: number }) => sum + byteLength, 0);
  }

  /** Finds the path of the context and returns the level where it ends: how many of its words were seen together. */
  private descend(context: ArrayLike<number>): number {
    const { levels, path } = this;
    let depth = 0;
    while (depth + 1 < levels.length) {
      const { firstBelow } = levels[depth];
      const place = context.length - 1 - depth;
      const word = place >= 0 ? context[place] : this.vocabSize;
      const child = find(levels[depth + 1].words, word, firstBelow[path[depth]], firstBelow[path[depth] + 1]);
      if (child < 0) break;
      path[++depth] = child;
    }
    return depth;
  }

  /** Σ count(c •) of the context in level k of the path: its entries in the next level, or its events in the last. */
  private total(k: number): number {
    const { firstBelow } = this.levels[k];
    const [from, to] = [firstBelow[this.path[k]], firstBelow[this.path[k] + 1]];
    if (k + 1 === this.levels.length) return to - from;
    const { firstFollower } = this.levels[k + 1];
    return firstFollower[to] - firstFollower[from];
  }

  /** Adds to each follower of the context in level k of the path its part that discounting left, times the share. */
  private addFollowers(k: number, share: number, out: Float32Array): void {
    const { firstFollower, followers, counts } = this.levels[k];
    const discounts = this.discounts[k];
    const scale = share / this.total(k);
    for (let i = firstFollower[this.path[k]], end = firstFollower[this.path[k] + 1]; i < end; i++) {
      out[followers[i]] += scale * (counts[i] - discounts[counts[i] < 3 ? counts[i] : 3]);
    }
  }
}

/** γ of every context of a level. [nodes] */
function backOffs({ words, firstFollower, counts }: ContextLevel, discounts: Float64Array): Float32Array {
  const gammas = new Float32Array(words.length);
  for (let node = 0; node < gammas.length; node++) {
    let discounted = 0;
    let total = 0;
    for (let i = firstFollower[node]; i < firstFollower[node + 1]; i++) {
      discounted += discounts[Math.min(counts[i], 3)];
      total += counts[i];
    }
    gammas[node] = discounted / total;
  }
  return gammas;
}
