// The events of a text in the order of their contexts, so that those with a context in common stand together, for contexts
// of every length at once: a radix sort, the farthest word first, each pass a stable counting sort by one word.

/**
 * Sorts positions of `words` by the `length` words that end there: first by the one at the position itself, then by the
 * one before it, and so on; ties by position. Every position has so many words before it, each below `buckets`. The
 * positions that are given are used up.
 */
export function sortByContext(words: Int32Array, positions: Int32Array, length: number, buckets: number): Int32Array {
  let sorted = positions; // [positions]
  let other: Int32Array = new Int32Array(sorted.length); // [positions]
  const next = new Int32Array(buckets + 1); // where the next position of a bucket goes
  for (let back = length - 1; back >= 0; back--) {
    next.fill(0);
    for (let i = 0; i < sorted.length; i++) next[words[sorted[i] - back] + 1]++;
    for (let word = 1; word <= buckets; word++) next[word] += next[word - 1];
    for (let i = 0; i < sorted.length; i++) {
      const position = sorted[i];
      other[next[words[position - back]]++] = position;
    }
    [sorted, other] = [other, sorted];
  }
  return sorted;
}
