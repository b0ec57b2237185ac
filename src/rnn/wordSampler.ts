// Draws words for the sampled softmax, each with a probability that grows with its frequency to the power 0.75, as in
// word2vec (Mikolov et al. 2013). Draws are stratified: the total is cut into as many equal strata as there are draws,
// and one word is taken of each, so that a common word is always drawn and a draw is seldom wasted on a repetition.

import { Random } from './random';

const power = 0.75;

export class WordSampler {
  /** Word j is drawn in stratum i where edges[j] ≤ i + u < edges[j + 1], u uniform in [0, 1). [V + 1] */
  private readonly edges: Float64Array;
  /** The first word of every stratum. [draws] */
  private readonly firstWords: Int32Array;

  /** @param counts how often each word occurs [V]; one that never does counts as a half. */
  constructor(
    counts: ArrayLike<number>,
    readonly draws: number,
  ) {
    const V = counts.length;
    this.edges = new Float64Array(V + 1);
    for (let j = 0; j < V; j++) this.edges[j + 1] = this.edges[j] + Math.max(counts[j], 0.5) ** power;
    const scale = draws / this.edges[V];
    for (let j = 0; j <= V; j++) this.edges[j] *= scale;
    this.firstWords = new Int32Array(draws);
    for (let i = 0, j = 0; i < draws; i++) {
      while (j < V - 1 && this.edges[j + 1] <= i) j++;
      this.firstWords[i] = j;
    }
  }

  /** Fills `words` [draws], in ascending order; the same word can come twice. */
  draw(words: Int32Array, seed: number): void {
    const { edges, firstWords, draws } = this;
    const last = edges.length - 2;
    const random = new Random(seed);
    for (let i = 0; i < draws; i++) {
      const place = i + random.uniform();
      let j = firstWords[i];
      while (j < last && edges[j + 1] <= place) j++;
      words[i] = j;
    }
  }

  /** P(no draw is word j). */
  missProbability(j: number): number {
    const [from, to] = [this.edges[j], this.edges[j + 1]];
    let miss = 1;
    for (let i = Math.floor(from); i < to; i++) miss *= 1 - (Math.min(to, i + 1) - Math.max(from, i));
    return Math.max(0, miss);
  }
}
