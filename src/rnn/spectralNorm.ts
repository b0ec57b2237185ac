// ‖J‖₂, the factor by which a linear map stretches what it stretches most: the root of the greatest eigenvalue of JᵀJ, by
// the method of Lanczos (1950; Golub & Van Loan, ch. 10). No matrix is made, only products with J and Jᵀ are needed, and
// of those fewer than power iteration takes. What it finds is never above the true norm, and below it by little.

import { dot, norm } from './matrixVector';
import { Random } from './random';

export interface LinearMap {
  /** Length of the vectors that go in and come out. */
  readonly size: number;
  /** out = J v. */
  push(out: Float64Array, v: Float64Array): void;
  /** out = Jᵀ d. */
  pull(out: Float64Array, d: Float64Array): void;
}

/** Two rounds in a row that change the norm by less than this share of it are enough for a chart over powers of ten. */
const tolerance = 1e-3;
const mostRounds = 40;

/** Yields after every round. */
export function* spectralNorm(map: LinearMap): Generator<undefined, number> {
  const random = new Random(1);
  let q = Float64Array.from({ length: map.size }, () => random.uniform(-1, 1));
  scale(q, 1 / norm(q));
  let before = new Float64Array(map.size);
  const pushed = new Float64Array(map.size);
  // JᵀJ in the basis of the q, which is tridiagonal.
  const diagonal: number[] = [];
  const beside: number[] = [];
  let [found, settled] = [0, 0];
  for (let round = 0; round < mostRounds && settled < 2; round++) {
    const next = new Float64Array(map.size);
    map.push(pushed, q);
    map.pull(next, pushed);
    diagonal.push(dot(pushed, pushed));
    const largest = Math.sqrt(largestEigenvalue(diagonal, beside));
    settled = Math.abs(largest - found) <= tolerance * largest ? settled + 1 : 0;
    found = largest;
    for (let i = 0; i < next.length; i++) {
      next[i] -= diagonal[round] * q[i] + (round > 0 ? beside[round - 1] * before[i] : 0);
    }
    const length = norm(next);
    // The q span all that the map does not take to zero.
    if (length <= Number.EPSILON * found * found) break;
    beside.push(length);
    scale(next, 1 / length);
    [before, q] = [q, next];
    yield;
  }
  return found;
}

/** Of a symmetric tridiagonal matrix without negative eigenvalues, by bisection. */
function largestEigenvalue(diagonal: readonly number[], beside: readonly number[]): number {
  const row = (i: number) => diagonal[i] + (beside[i - 1] ?? 0) + (i < diagonal.length - 1 ? beside[i] : 0);
  let low = Math.max(...diagonal);
  let high = Math.max(...diagonal.map((_, i) => row(i)));
  while (high - low > 1e-9 * high) {
    const middle = (low + high) / 2;
    if (isAboveAll(middle, diagonal, beside)) high = middle;
    else low = middle;
  }
  return high;
}

/** Whether x is greater than every eigenvalue: then all pivots of T − x are negative (Sylvester's law of inertia). */
function isAboveAll(x: number, diagonal: readonly number[], beside: readonly number[]): boolean {
  let pivot = diagonal[0] - x;
  for (let i = 1; i < diagonal.length && pivot < 0; i++) pivot = diagonal[i] - x - beside[i - 1] ** 2 / pivot;
  return pivot < 0;
}

function scale(x: Float64Array, factor: number): void {
  for (let i = 0; i < x.length; i++) x[i] *= factor;
}
