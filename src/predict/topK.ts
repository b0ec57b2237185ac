// The k greatest of many probabilities, without sorting them all, and the rank of one.

/** Indices of the k greatest values, greatest first, ties by index. @param allowed 0 leaves an index out. */
export function topK(values: Float32Array, k: number, allowed?: Uint8Array): number[] {
  const best: number[] = [];
  if (k <= 0) return best;
  let least = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if ((best.length === k && values[i] <= least) || allowed?.[i] === 0) continue;
    let place = best.length;
    while (place > 0 && values[best[place - 1]] < values[i]) place--;
    best.splice(place, 0, i);
    if (best.length > k) best.pop();
    least = values[best[best.length - 1]];
  }
  return best;
}

/** 1 for the greatest value; ties go to the lower index. */
export function rankOf(values: Float32Array, index: number): number {
  let rank = 1;
  for (let i = 0; i < values.length; i++) {
    if (values[i] > values[index] || (values[i] === values[index] && i < index)) rank++;
  }
  return rank;
}
