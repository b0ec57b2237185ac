// How threads share a step. All run the same code, each on its share; between phases they meet at a barrier. Shares are
// always rows (of the batch, or of the weights), never parts of a sum, so no result depends on the size of the team.

export interface Team {
  readonly index: number;
  readonly size: number;
  /** Returns once every member has called it; what they wrote before is then seen by all. */
  barrier(): void;
}

/** One thread alone. */
export const solo: Team = { index: 0, size: 1, barrier: () => undefined };

/** This member's share [from, to) of n rows, in multiples of `unit`. */
export function share(team: Team, n: number, unit = 1): readonly [number, number] {
  const units = Math.ceil(n / unit);
  const edge = (i: number) => Math.min(n, Math.floor((units * i) / team.size) * unit);
  return [edge(team.index), edge(team.index + 1)];
}
