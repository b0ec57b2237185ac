// What scores are: numbers by name, shares of a whole in percent.

export type ShapeScores = Readonly<Record<string, number>>;

export function percent(share: number): number {
  return Number((100 * share).toFixed(2));
}
