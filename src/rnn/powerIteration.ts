// The largest singular value of a matrix and its right singular vector, by power iteration on MᵀM (Golub & Van Loan,
// Matrix Computations, 7.3): v ← Mᵀ(M v), scaled to length one, until it settles. MᵀM itself is never formed.

import { Random } from './random';

export interface Singular {
  /** σ, which is max ‖M v‖ over all v of length one. */
  readonly value: number;
  readonly vector: Float64Array; // [cols]
}

const mostIterations = 500;

/**
 * @param matrix row-major [rows, cols]; yields after every iteration, so that other work can come in between.
 * @param without vectors of length one: what is looked for is orthogonal to them, and so the next greatest after theirs.
 * @param tolerance of the vector, as the length of its last change.
 */
export function* largestSingular(
  matrix: Float32Array,
  rows: number,
  cols: number,
  tolerance: number,
  without: readonly Float64Array[] = [],
): Generator<void, Singular> {
  const random = new Random(1);
  let vector = Float64Array.from({ length: cols }, () => random.uniform(-1, 1));
  orthogonalise(vector, without);
  normalise(vector);
  let value = 0;
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const next = new Float64Array(cols);
    for (let i = 0; i < rows; i++) {
      const row = matrix.subarray(i * cols, (i + 1) * cols);
      let dot = 0;
      for (let j = 0; j < cols; j++) dot += row[j] * vector[j];
      for (let j = 0; j < cols; j++) next[j] += dot * row[j];
    }
    orthogonalise(next, without);
    value = Math.sqrt(normalise(next));
    const change = Math.sqrt(next.reduce((sum, x, j) => sum + (x - vector[j]) ** 2, 0));
    vector = next;
    if (change < tolerance || value === 0) break;
    yield;
  }
  return { value, vector };
}

function orthogonalise(vector: Float64Array, others: readonly Float64Array[]): void {
  for (const other of others) {
    const dot = vector.reduce((sum, x, j) => sum + x * other[j], 0);
    for (let j = 0; j < vector.length; j++) vector[j] -= dot * other[j];
  }
}

/** Scales to length one, unless it is all zeros. @returns its length before. */
function normalise(vector: Float64Array): number {
  const length = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
  if (length > 0) for (let j = 0; j < vector.length; j++) vector[j] /= length;
  return length;
}
