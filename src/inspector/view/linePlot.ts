// The uPlot options of the chart: one quantity on the left, for the loss the same heights read as perplexity on the right,
// words, minutes or epochs below. Made anew whenever theme, width class or choices change, since uPlot fixes these when it
// is made.

import type uPlot from 'uplot';
import type { XAxis } from './chartChoices';
import type { ChartTheme } from './chartTheme';
import type { Curve } from './curves';
import { drawEnds, drawGuideNames, drawGuides, drawMarks, type Guide, lineHeight } from './chartGuides';
import type { Mark } from './marks';
import type { Numbers } from './numbers';
import type { QuantityOutline } from './quantities';
import { logTicks } from './ticks';

export interface PlotSettings {
  readonly width: number;
  readonly height: number;
  readonly theme: ChartTheme;
  readonly numbers: Numbers;
  readonly outline: QuantityOutline;
  readonly x: XAxis;
  readonly log: boolean;
  /** As they are when it is drawn: what is new of them changes no series. */
  readonly curves: () => readonly Curve[];
  readonly guides: () => readonly Guide[];
  readonly marks: () => readonly Mark[];
  readonly onCursor: (plot: uPlot) => void;
}

/** Below this there is no room for a second axis. */
export const wideEnoughForTwoAxes = 380;

const labelWidth = 6.4;

export function plotOptions(settings: PlotSettings): uPlot.Options {
  const { width, height, theme, outline, log } = settings;
  const second = hasSecondAxis(settings);
  return {
    width,
    height,
    padding: [lineHeight + 2, second ? 0 : 14, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
    scales: {
      x: { time: false, range: fromTheBeginning },
      y: {
        distr: log ? 3 : 1,
        range: (_, low, high) => heights(low, high, settings.guides(), log, outline.ofLoss !== undefined),
      },
    },
    axes: axes(settings, second),
    series: [{}, ...settings.curves().flatMap((curve) => lines(curve, theme))],
    hooks: {
      drawAxes: [
        (plot) => drawMarks(plot, settings.marks(), theme),
        (plot) => drawGuides(plot, settings.guides(), theme),
      ],
      draw: [
        (plot) => drawGuideNames(plot, settings.guides(), settings.curves(), theme),
        (plot) => drawEnds(plot, settings.curves(), theme),
      ],
      setCursor: [settings.onCursor],
    },
  };
}

function hasSecondAxis({ width, outline }: PlotSettings): boolean {
  return outline.unit === 'nats' && width >= wideEnoughForTwoAxes;
}

function axes({ theme, numbers, outline, x, log }: PlotSettings, second: boolean): uPlot.Axis[] {
  const common = { stroke: theme.axis, font: theme.font, ticks: { show: false }, gap: 6 };
  const places = (_: uPlot, ticks: number[]) =>
    ticks.map((at) => (x === 'words' ? numbers.compact(at) : numbers.significant(at)));
  const heightAxis = (side: 1 | 3, read: (value: number) => string): uPlot.Axis => ({
    ...common,
    scale: 'y',
    side,
    grid: side === 3 ? { stroke: theme.grid, width: 1 } : { show: false },
    space: 26,
    size: (_, labels) => Math.max(30, 12 + labelWidth * Math.max(0, ...(labels ?? []).map((label) => label.length))),
    values: (_, ticks) => ticks.map(read),
    // uPlot's own choice for logarithmic axes leaves out all but powers of ten.
    ...(log ? { splits: (_, __, low, high) => logTicks(low, high), filter: (_, ticks) => ticks } : {}),
  });
  return [
    { ...common, grid: { show: false }, size: 26, space: 70, values: places },
    heightAxis(3, (value) => outline.tick(value, numbers)),
    ...(second ? [heightAxis(1, (nats) => numbers.perplexity(Number(Math.exp(nats).toPrecision(2))))] : []),
  ];
}

/** A curve, and behind it pale what it was before it was smoothed: in the order of plotData's columns. */
function lines({ style, series, raw, run }: Curve, theme: ChartTheme): uPlot.Series[] {
  const stroke = theme[style.colour];
  const dash = [...style.dash];
  const exact = series.kind === 'valid' && run.style === undefined && !series.noisy;
  const points = exact ? { size: 5, fill: theme.background } : { size: 4 };
  const line: uPlot.Series = { stroke, width: exact ? 2 : 1.5, spanGaps: true, dash, points };
  return raw === undefined ? [line] : [{ ...line, alpha: 0.3, width: 1 }, line];
}

/** Zero included, unless what is known begins late in a long history. */
function fromTheBeginning(_: uPlot, first: number | null, last: number | null): uPlot.Range.MinMax {
  if (first === null || last === null) return [0, 1];
  return [first > last / 2 && first < last ? first : 0, Math.max(last, 1e-6)];
}

/** A little air; wide enough for the lines that the curves are held to. */
function heights(
  low: number | null,
  high: number | null,
  guides: readonly Guide[],
  log: boolean,
  isLoss: boolean,
): uPlot.Range.MinMax {
  if (low === null || high === null) return log ? [0.1, 10] : [0, 10];
  const near = guides.filter(({ onlyNear, value }) => !onlyNear || high > value * 0.75).map(({ value }) => value);
  const [least, most] = [Math.min(low, ...near), Math.max(high, ...near)];
  if (log) {
    const air = Math.max(1.05, (most / least) ** 0.06);
    return [least / air, most * air];
  }
  const air = Math.max(isLoss ? 0.25 : 0, (most - least) * 0.08) || most * 0.1 || 1;
  return [Math.max(0, least - air), most + air];
}
