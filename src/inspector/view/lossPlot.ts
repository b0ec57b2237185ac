// The uPlot options of the loss curve: nats on the left, the same heights read as perplexity on the right, words seen
// below. Made anew whenever theme or width class change, since uPlot fixes these when it is made.

import type uPlot from 'uplot';
import type { ChartTheme } from './chartTheme';
import type { Numbers } from './numbers';

/** The loss of a network that has learned nothing, and its name: in full, and for where that has no room. */
export interface BlindGuess {
  readonly loss: number;
  readonly label: string;
  readonly formula: string;
}

export interface PlotSettings {
  readonly width: number;
  readonly height: number;
  readonly theme: ChartTheme;
  readonly numbers: Numbers;
  readonly blindGuess: BlindGuess | undefined;
  readonly onCursor: (plot: uPlot) => void;
}

/** Below this there is no room for a second axis. */
export const wideEnoughForPerplexity = 380;

export function plotOptions(settings: PlotSettings): uPlot.Options {
  const { width, height, theme, numbers, blindGuess } = settings;
  const axis = { stroke: theme.axis, font: theme.font, ticks: { show: false } };
  const grid = { stroke: theme.grid, width: 1 };
  const wide = width >= wideEnoughForPerplexity;
  const axes: uPlot.Axis[] = [
    {
      ...axis,
      grid: { show: false },
      size: 26,
      gap: 6,
      space: 70,
      values: (_, ticks) => ticks.map((at) => numbers.compact(at)),
    },
    { ...axis, grid, size: 38, gap: 6, space: 26, values: (_, ticks) => ticks.map((at) => numbers.oneDecimal(at)) },
  ];
  const perplexities = (_: uPlot, ticks: number[]) =>
    ticks.map((at) => numbers.perplexity(Number(Math.exp(at).toPrecision(2))));
  if (wide)
    axes.push({
      ...axis,
      scale: 'y',
      side: 1,
      grid: { show: false },
      size: 44,
      gap: 6,
      space: 26,
      values: perplexities,
    });
  return {
    width,
    height,
    padding: [8, wide ? 0 : 14, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
    scales: {
      x: { time: false, range: wordsRange },
      y: { range: (_, low, high) => lossRange(low, high, blindGuess?.loss) },
    },
    axes,
    series: [
      {},
      { stroke: theme.train, width: 1.5, spanGaps: true },
      { stroke: theme.valid, width: 2, spanGaps: true, dash: [6, 3], points: { size: 5, fill: theme.background } },
    ],
    hooks: {
      drawAxes: blindGuess === undefined ? [] : [(plot) => drawBlindGuess(plot, blindGuess, theme)],
      setCursor: [settings.onCursor],
    },
  };
}

/** From the beginning, unless what is known begins late in a long history. */
function wordsRange(_: uPlot, first: number | null, last: number | null): uPlot.Range.MinMax {
  if (first === null || last === null) return [0, 1];
  return [first > last / 2 && first < last ? first : 0, Math.max(last, 1)];
}

/** A little air, half a nat at least; up to the blind guess while the curve is near it. */
function lossRange(low: number | null, high: number | null, blindGuess: number | undefined): uPlot.Range.MinMax {
  if (low === null || high === null) return [0, 10];
  const top = blindGuess !== undefined && high > blindGuess * 0.75 ? Math.max(high, blindGuess) : high;
  const air = Math.max(0.25, (top - low) * 0.08);
  return [Math.max(0, low - air), top + air];
}

function drawBlindGuess(plot: uPlot, guess: BlindGuess, theme: ChartTheme): void {
  const { min = 0, max = 0 } = plot.scales['y'] as { min?: number; max?: number };
  if (guess.loss < min || guess.loss > max) return;
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const y = Math.round(plot.valToPos(guess.loss, 'y', true));
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = theme.axis;
  ctx.lineWidth = ratio;
  ctx.setLineDash([2 * ratio, 4 * ratio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.font = theme.font.replace('11px', `${11 * ratio}px`);
  ctx.textAlign = 'right';
  ctx.textBaseline = 'top';
  const label = ctx.measureText(guess.label).width < bbox.width * 0.6 ? guess.label : guess.formula;
  ctx.fillText(label, bbox.left + bbox.width, y + 4 * ratio);
  ctx.restore();
}
