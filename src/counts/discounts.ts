// How much modified Kneser–Ney takes off the count of an n-gram: D₁ off a count of one, D₂ off two, D₃₊ off more, so that
// what is taken can be given to words that have not been seen. Chen & Goodman (1999), equation 17, from nₖ, the number of
// n-grams of the order that have the count k:
//
//   Y = n₁ / (n₁ + 2 n₂)   D₁ = 1 − 2Y n₂/n₁   D₂ = 2 − 3Y n₃/n₂   D₃₊ = 3 − 4Y n₄/n₃

/** Discounts by count; the last holds for all greater ones. [4] */
export function discountsOf(counts: Int32Array): Float64Array {
  const n = new Float64Array(5); // [count]
  for (let i = 0; i < counts.length; i++) if (counts[i] < 5) n[counts[i]]++;
  // A little text may have no n-gram of some count. Half a one in its place keeps the formulas defined, and lets them pass
  // smoothly to the case of one.
  for (let k = 1; k < 5; k++) n[k] = Math.max(n[k], 0.5);
  const y = n[1] / (n[1] + 2 * n[2]);
  const discounts = new Float64Array(4);
  // Counts of counts that do not fall can make a discount negative: a greater count is discounted by no less.
  for (let k = 1; k < 4; k++) discounts[k] = Math.max(discounts[k - 1], k - ((k + 1) * y * n[k + 1]) / n[k]);
  return discounts;
}
