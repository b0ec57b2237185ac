// What the reader has chosen to see of the training: kept when the page goes, and read back with care, as it may have been
// written by another version.

import { type Quantity, quantities, quantityNames } from './quantities';

export const xAxes = ['words', 'minutes', 'epochs'] as const;
export type XAxis = (typeof xAxes)[number];

/** How much of the average so far is kept at each point. */
export const smoothings = [0, 0.5, 0.8, 0.9, 0.95, 0.98] as const;

export interface ChartChoices {
  readonly quantity: Quantity;
  readonly x: XAxis;
  readonly log: Readonly<Record<Quantity, boolean>>;
  readonly smoothing: number;
  readonly marks: boolean;
  readonly baselines: boolean;
  /** Past runs that are drawn, too. */
  readonly runs: readonly string[];
  readonly table: boolean;
}

export const firstChoices: ChartChoices = {
  quantity: 'loss',
  x: 'words',
  log: logsOf((quantity) => quantities[quantity].log),
  smoothing: 0,
  marks: true,
  baselines: true,
  runs: [],
  table: false,
};

export function readChoices(kept: Partial<ChartChoices> | undefined): ChartChoices {
  if (typeof kept !== 'object' || kept === null) return firstChoices;
  const one = <T>(values: readonly T[], value: unknown, otherwise: T) =>
    values.find((known) => known === value) ?? otherwise;
  const { runs } = kept;
  return {
    quantity: one(quantityNames, kept.quantity, firstChoices.quantity),
    x: one(xAxes, kept.x, firstChoices.x),
    log: logsOf((quantity) => kept.log?.[quantity] ?? firstChoices.log[quantity]),
    smoothing: one<number>(smoothings, kept.smoothing, 0),
    marks: kept.marks ?? true,
    baselines: kept.baselines ?? true,
    runs: Array.isArray(runs) ? runs.filter((run) => typeof run === 'string') : [],
    table: kept.table ?? false,
  };
}

function logsOf(log: (quantity: Quantity) => boolean): Record<Quantity, boolean> {
  return Object.fromEntries(quantityNames.map((quantity) => [quantity, log(quantity)])) as Record<Quantity, boolean>;
}
