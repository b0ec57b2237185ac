// What can be expected of so many words of notes: read from a curve that was measured on two collections of notes, English
// and Chinese, by `npm run bench -- readiness` (docs/suggestions.md has the table, and a test holds this to it).

/** Percent of the keys that are saved with five suggestions by what is counted alone: the mean of the two. */
export const measuredSavings: readonly (readonly [words: number, saved: number])[] = [
  [3_000, 28],
  [6_000, 33],
  [12_000, 37],
  [25_000, 41],
  [50_000, 44],
  [100_000, 46],
];

/** From here on twice as many words add little. */
export const goodFrom = 50_000;

/** Percent, between the sizes that were measured as if it rose evenly with each doubling; undefined: of fewer words than that. */
export function savingsOf(words: number): number | undefined {
  const next = measuredSavings.findIndex(([size]) => size > words);
  if (next === 0) return undefined;
  if (next < 0) return measuredSavings.at(-1)![1];
  const [[size, saved], [nextSize, nextSaved]] = [measuredSavings[next - 1], measuredSavings[next]];
  return saved + ((nextSaved - saved) * Math.log(words / size)) / Math.log(nextSize / size);
}
