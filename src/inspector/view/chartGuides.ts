// What the chart draws beside the curves, on the same canvas: the losses of models that only count as level lines, what
// happened on the way as upright ones, and the letters of past runs at the ends of theirs.

import type uPlot from 'uplot';
import type { ChartTheme } from './chartTheme';
import type { Curve } from './curves';
import { placeNames, type Point } from './guideNames';
import type { Mark, MarkKind } from './marks';

/** A height that the curves are held to, with its name: in full, and for where that has no room. */
export interface Guide {
  readonly value: number;
  readonly label: string;
  readonly short: string;
  /** Drawn only where the curves come near: it would press them flat. */
  readonly onlyNear: boolean;
}

/** Epochs closer than this, in pixels, are not all marked. */
const leastBetweenEpochs = 28;
/** In pixels; the plot leaves as much above itself for the numbers of epochs. */
export const lineHeight = 13;

export function drawGuides(plot: uPlot, guides: readonly Guide[], theme: ChartTheme): void {
  const { ctx, bbox } = plot;
  withPen(plot, theme, (ratio) => {
    ctx.setLineDash([2 * ratio, 4 * ratio]);
    for (const { y } of inSight(plot, guides)) line(ctx, bbox.left, y, bbox.left + bbox.width, y);
  });
}

/** After the curves, which would cross them out. */
export function drawGuideNames(
  plot: uPlot,
  guides: readonly Guide[],
  curves: readonly Curve[],
  theme: ChartTheme,
): void {
  const { ctx, bbox } = plot;
  withPen(plot, theme, (ratio) => {
    ctx.textAlign = 'left';
    ctx.textBaseline = 'bottom';
    const names = inSight(plot, guides).map(({ label, short, y }) => {
      const text = ctx.measureText(label).width < bbox.width * 0.6 ? label : short;
      return { text, y, width: ctx.measureText(text).width };
    });
    const lines = curves.map((curve) => pointsOf(plot, curve));
    const places = placeNames(names, lines, bbox, lineHeight * ratio);
    places.forEach(({ x, y }, i) => write(ctx, names[i]!.text, x, y, theme));
  });
}

/** A curve on the canvas. */
function pointsOf(plot: uPlot, { x, y }: Curve): Point[] {
  return y.flatMap((value, i) =>
    value === null ? [] : [{ x: plot.valToPos(x[i]!, 'x', true), y: plot.valToPos(value, 'y', true) }],
  );
}

/** From the highest down, each with its place on the canvas. */
function inSight(plot: uPlot, guides: readonly Guide[]): readonly (Guide & { readonly y: number })[] {
  const { min = 0, max = 0 } = plot.scales['y'] as { min?: number; max?: number };
  return guides
    .filter(({ value }) => value >= min && value <= max)
    .sort((a, b) => b.value - a.value)
    .map((guide) => ({ ...guide, y: Math.round(plot.valToPos(guide.value, 'y', true)) }));
}

export function drawMarks(plot: uPlot, marks: readonly Mark[], theme: ChartTheme): void {
  const { ctx, bbox } = plot;
  withPen(plot, theme, (ratio) => {
    const [top, bottom] = [bbox.top, bbox.top + bbox.height];
    const place = ({ x }: Mark) => Math.round(plot.valToPos(x, 'x', true));
    const draw: Readonly<Record<MarkKind, (mark: Mark) => void>> = {
      epoch: (mark) => {
        ctx.strokeStyle = theme.grid;
        line(ctx, place(mark), top, place(mark), bottom);
        ctx.textAlign = 'center';
        ctx.textBaseline = 'bottom';
        ctx.fillText(mark.label ?? '', place(mark), top - 2 * ratio);
      },
      checkpoint: (mark) => {
        ctx.beginPath();
        ctx.moveTo(place(mark), bottom - 6 * ratio);
        ctx.lineTo(place(mark) - 3.5 * ratio, bottom);
        ctx.lineTo(place(mark) + 3.5 * ratio, bottom);
        ctx.fill();
      },
      resume: (mark) => {
        ctx.strokeStyle = theme.axis;
        ctx.setLineDash([6 * ratio, 3 * ratio]);
        line(ctx, place(mark), top, place(mark), bottom);
        ctx.setLineDash([]);
        ctx.beginPath();
        ctx.arc(place(mark), top + 4 * ratio, 3.5 * ratio, 0, 2 * Math.PI);
        ctx.fill();
      },
      rollback: (mark) => {
        ctx.strokeStyle = theme.axis;
        ctx.setLineDash([6 * ratio, 3 * ratio]);
        line(ctx, place(mark), top, place(mark), bottom);
        ctx.setLineDash([]);
        ctx.beginPath();
        ctx.moveTo(place(mark) - 4 * ratio, top + 4 * ratio);
        ctx.lineTo(place(mark) + 3 * ratio, top);
        ctx.lineTo(place(mark) + 3 * ratio, top + 8 * ratio);
        ctx.fill();
      },
    };
    for (const mark of spread(marks, place, leastBetweenEpochs * ratio)) draw[mark.kind](mark);
  });
}

/** At the end of each past run's line its letter. */
export function drawEnds(plot: uPlot, curves: readonly Curve[], theme: ChartTheme): void {
  const { ctx } = plot;
  withPen(plot, theme, (ratio) => {
    for (const { style, x, y } of curves) {
      const last = y.findLastIndex((value) => value !== null);
      if (style.letter === undefined || last < 0) continue;
      const [left, top] = [plot.valToPos(x[last]!, 'x', true), plot.valToPos(y[last]!, 'y', true)];
      ctx.fillStyle = theme[style.colour];
      ctx.textAlign = 'right';
      ctx.textBaseline = 'bottom';
      write(ctx, style.letter, left, top - 2 * ratio, theme);
    }
  });
}

/** Of the epochs every second, fifth, tenth … one where they stand close. */
function spread(marks: readonly Mark[], place: (mark: Mark) => number, least: number): readonly Mark[] {
  const epochs = marks.filter(({ kind }) => kind === 'epoch');
  const width = epochs.length < 2 ? Infinity : (place(epochs.at(-1)!) - place(epochs[0]!)) / (epochs.length - 1);
  const steps = [1, 2, 5].flatMap((step) => [step, step * 10, step * 100, step * 1000]).sort((a, b) => a - b);
  const step = steps.find((many) => many * width >= least) ?? Infinity;
  return marks.filter(({ kind, label }) => kind !== 'epoch' || Number(label) % step === 0);
}

function line(ctx: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.stroke();
}

/** Text with the background around it, so that lines behind it do not cross it out. */
function write(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, { background }: ChartTheme): void {
  ctx.save();
  ctx.setLineDash([]);
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4 * devicePixelRatio;
  ctx.strokeStyle = background;
  ctx.strokeText(text, x, y);
  ctx.restore();
  ctx.fillText(text, x, y);
}

/** Draws within the plot's area, in the axes' colour and font; lengths are to be multiplied by the screen's ratio. */
function withPen({ ctx }: uPlot, { axis, font }: ChartTheme, draw: (ratio: number) => void): void {
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = axis;
  ctx.lineWidth = ratio;
  ctx.font = font.replace('11px', `${11 * ratio}px`);
  draw(ratio);
  ctx.restore();
}
