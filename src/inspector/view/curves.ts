// The lines of the chart: from runs and what the reader chose of them to columns of numbers. The model's own run shows all
// series of the quantity, a past run the one that runs are compared by.

import { finite, thinned } from '../../engine/lossCurve';
import type { Baselines, LossPoint } from '../../engine/protocol/curves';
import type { ViewStrings } from '../protocol';
import type { ChartChoices, XAxis } from './chartChoices';
import { ownStyles, type LineStyle } from './lineStyles';
import { quantities, type Series } from './quantities';
import { smoothed } from './smoothing';

/** About one for each pixel of a wide panel; more would only draw noise over noise. */
const drawnPoints = 800;

export interface ChartedRun {
  readonly id: string;
  /** "C GRU 256" */
  readonly label: string;
  readonly points: readonly LossPoint[];
  readonly baselines: Baselines | undefined;
  /** undefined: those of its series, as it is the model's own run. */
  readonly style: LineStyle | undefined;
}

export interface Curve {
  readonly run: ChartedRun;
  readonly series: Series;
  readonly style: LineStyle;
  readonly x: number[];
  readonly y: (number | null)[];
  /** What lies pale behind a smoothed curve. */
  readonly raw: (number | null)[] | undefined;
}

/** "Training", or of a past run "C GRU 256, Held-out notes". */
export function curveName({ run, series }: Curve, strings: ViewStrings): string {
  const name = strings[series.name];
  return run.style === undefined ? name : `${run.label}, ${name}`;
}

export function xOf(axis: XAxis, at: Pick<LossPoint, 'tokens' | 'elapsedSeconds' | 'epoch'>): number {
  return { words: at.tokens, minutes: at.elapsedSeconds / 60, epochs: at.epoch }[axis];
}

export function curvesOf(runs: readonly ChartedRun[], choices: ChartChoices): Curve[] {
  const { series, compared } = quantities[choices.quantity];
  return runs.flatMap((run) => {
    const points = increasing(thinned(run.points, drawnPoints), choices.x);
    const shown = run.style === undefined ? series : [pastSeries(points, series, compared)];
    return shown.map((one) => curveOf(run, points, one, choices)).filter(({ y }) => y.some((value) => value !== null));
  });
}

/** Where a past run held nothing out, its training loss has to do. */
function pastSeries(points: readonly LossPoint[], series: readonly Series[], compared: Series): Series {
  const known = (one: Series) => points.some((point) => finite(one.value(point)) !== undefined);
  return known(compared) ? compared : (series.find(known) ?? compared);
}

function curveOf(run: ChartedRun, points: readonly LossPoint[], series: Series, choices: ChartChoices): Curve {
  const values = points.map((point) => finite(series.value(point)) ?? null);
  const smooths = series.noisy && choices.smoothing > 0;
  return {
    run,
    series,
    style: run.style ?? ownStyles[series.kind],
    x: points.map((point) => xOf(choices.x, point)),
    y: smooths ? smoothed(values, choices.smoothing) : values,
    raw: smooths ? values : undefined,
  };
}

/** uPlot reads columns in ascending order of x. */
function increasing(points: readonly LossPoint[], axis: XAxis): readonly LossPoint[] {
  let last = -Infinity;
  return points.filter((point) => {
    const x = xOf(axis, point);
    const further = x > last;
    if (further) last = x;
    return further;
  });
}
