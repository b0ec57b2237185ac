// The words' vectors in two dimensions, by principal component analysis (Pearson 1901): the plane through their mean on
// which the shadows of the most frequent words differ most. Which words are near to each other is told by the cosine of
// their vectors in all dimensions. PCA is forty lines with power iteration, which the norms of matrices need as well; a
// library for it would bring matrix decompositions that nothing else here uses.

import { largestSingular } from '../rnn/powerIteration';
import { finish } from '../rnn/stepwise';
import { topK } from './topK';

export interface EmbeddingMap {
  readonly mean: Float64Array; // [E]
  /** Two directions of length one, at right angles to each other. [2][E] */
  readonly axes: readonly Float64Array[];
  /** The share of the words' variance that lies along each axis. [2] */
  readonly explained: readonly number[];
}

/** @param vectors of the words that the map is made for, row-major [N, E]. */
export function principalPlane(vectors: Float32Array, embedSize: number): EmbeddingMap {
  const E = embedSize;
  const N = vectors.length / E;
  const mean = new Float64Array(E);
  for (let i = 0; i < vectors.length; i++) mean[i % E] += vectors[i] / N;
  const centred = vectors.map((x, i) => x - mean[i % E]);
  const total = centred.reduce((sum, x) => sum + x * x, 0);
  const axes: Float64Array[] = [];
  const explained: number[] = [];
  for (let k = 0; k < 2; k++) {
    const { value, vector } = finish(largestSingular(centred, N, E, 1e-4, axes));
    axes.push(pointed(vector));
    explained.push(total > 0 ? value ** 2 / total : 0);
  }
  return { mean, axes, explained };
}

/** A direction and its opposite are one axis: of the two, the one whose greatest part is positive, so that maps agree. */
function pointed(axis: Float64Array): Float64Array {
  const greatest = axis.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0);
  return greatest < 0 ? axis.map((x) => -x) : axis;
}

/** Where a word's vector lies on the map. */
export function placeOnMap({ mean, axes }: EmbeddingMap, vector: Float32Array): [x: number, y: number] {
  const [x, y] = axes.map((axis) => axis.reduce((sum, a, j) => sum + a * (vector[j] - mean[j]), 0));
  return [x, y];
}

export interface NearWord {
  readonly id: number;
  readonly cosine: number;
}

/** The k words whose vectors point most nearly where that of `id` points, without itself. @param from the first that counts. */
export function nearestWords(
  embedding: Float32Array, // [V, E]
  embedSize: number,
  id: number,
  k: number,
  from: number,
): NearWord[] {
  const E = embedSize;
  const own = embedding.subarray(id * E, (id + 1) * E);
  const ownLength = Math.sqrt(own.reduce((sum, x) => sum + x * x, 0));
  const cosines = new Float32Array(embedding.length / E).fill(-Infinity);
  for (let word = from; word < cosines.length; word++) {
    if (word === id) continue;
    let dot = 0;
    let square = 0;
    for (let j = 0, at = word * E; j < E; j++, at++) {
      dot += own[j] * embedding[at];
      square += embedding[at] * embedding[at];
    }
    const lengths = ownLength * Math.sqrt(square);
    cosines[word] = lengths > 0 ? dot / lengths : 0;
  }
  return topK(cosines, k)
    .filter((word) => cosines[word] > -Infinity)
    .map((word) => ({ id: word, cosine: cosines[word] }));
}
