// How the learning rate moves over a run: a short linear warm-up, then a straight fall to a thirtieth at the end of the
// budget. The run knows when it must end, in time or in steps, and asks with the fraction of it that is used up.

const warmupFraction = 0.01;
const finalShare = 1 / 30;

/** @param fraction 0 … 1 of the run's budget. */
export function learningRateAt(peak: number, fraction: number): number {
  const warmup = Math.min(1, (fraction + 0.001) / warmupFraction);
  const fall = 1 - (1 - finalShare) * Math.min(1, fraction);
  return peak * warmup * fall;
}
