// An exponential moving average: each value of it is a weighted mean of all so far, the latest weighing most. Without
// correction it would begin near zero, as if zeros had gone before; dividing by the weights' sum, 1 − wⁿ, corrects that
// (Kingma & Ba 2015, section 3).

/** @param weight of what was before, 0 (nothing is smoothed) … 1. Gaps (null) stay gaps and are passed over. */
export function smoothed(values: readonly (number | null)[], weight: number): (number | null)[] {
  let mean = 0;
  let rest = 1; // wⁿ
  return values.map((value) => {
    if (value === null) return null;
    mean = weight * mean + (1 - weight) * value;
    rest *= weight;
    return mean / (1 - rest);
  });
}
