// The logarithmic axis of the gradient chart: which powers of ten it spans, and which of them are named.

export interface LogScale {
  /** Exponents of ten at the lower and the upper end. */
  readonly low: number;
  readonly high: number;
  /** Exponents that have a line. */
  readonly ticks: readonly number[];
}

/** What is smaller than the greatest by more powers of ten than this is below the axis. */
const mostDecades = 16;
/** The bound may rise to where the gradient would be a flat line: of what it has above the gradient so much is shown. */
const decadesForBound = 2;
const mostTicks = 6;

export function logScale(norms: readonly number[], bounds: readonly number[]): LogScale {
  const exponents = norms.filter((norm) => norm > 0).map(Math.log10);
  const greatest = exponents.length > 0 ? Math.max(...exponents) : 0;
  const bound = Math.log10(Math.max(...bounds, Number.MIN_VALUE));
  const high = Math.ceil(Math.max(greatest, Math.min(bound, greatest + decadesForBound)) + 0.1);
  const least = Math.max(Math.min(...exponents, greatest), greatest - mostDecades);
  const low = Math.min(Math.floor(least), high - 2);
  const every = Math.ceil((high - low + 1) / mostTicks);
  const ticks = Array.from({ length: high - low + 1 }, (_, i) => high - i).filter((_, i) => i % every === 0);
  return { low, high, ticks };
}

/** 0 at the upper end, 1 at the lower, beyond where a value is beyond; undefined for none. */
export function depth({ low, high }: LogScale, norm: number): number | undefined {
  return norm > 0 ? (high - Math.log10(norm)) / (high - low) : undefined;
}
