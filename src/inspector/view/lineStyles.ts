// How lines are told apart: by colour, by dash, and where runs lie over each other by a letter at the line's end and in the
// list. Never by colour alone.

export const chartColours = ['train', 'valid', 'run-0', 'run-1', 'run-2', 'run-3'] as const;
export type ChartColour = (typeof chartColours)[number];

export interface LineStyle {
  /** Of the class chart-… in lineChart.css. */
  readonly colour: ChartColour;
  readonly dash: readonly number[];
  /** Of a past run. */
  readonly letter: string | undefined;
}

export const ownStyles: Readonly<Record<'train' | 'valid', LineStyle>> = {
  train: { colour: 'train', dash: [], letter: undefined },
  valid: { colour: 'valid', dash: [6, 3], letter: undefined },
};

const dashes: readonly (readonly number[])[] = [
  [2, 2],
  [10, 3],
  [10, 3, 2, 3],
  [2, 2, 2, 6],
];
const runColours = ['run-0', 'run-1', 'run-2', 'run-3'] as const;

/** Neighbouring places differ in both, and no two of sixteen are the same in both. */
function styleAt(place: number): LineStyle {
  const dash = dashes[(place + Math.floor(place / runColours.length)) % dashes.length]!;
  return { colour: runColours[place % runColours.length]!, dash, letter: String.fromCharCode(65 + (place % 26)) };
}

/** Gives each past run a style, which it keeps as long as it is there. */
export class RunStyles {
  private readonly places = new Map<string, number>();

  /** @param runs all that there are now, the latest first. */
  setRuns(runs: readonly string[]): void {
    for (const run of this.places.keys()) if (!runs.includes(run)) this.places.delete(run);
    for (const run of runs.toReversed()) {
      if (this.places.has(run)) continue;
      const taken = new Set(this.places.values());
      let place = 0;
      while (taken.has(place)) place++;
      this.places.set(run, place);
    }
  }

  of(run: string): LineStyle {
    return styleAt(this.places.get(run) ?? 0);
  }
}
