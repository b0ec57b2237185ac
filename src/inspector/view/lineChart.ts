// The chart: draws curves with uPlot, at most once a frame, and reads their values out. What is drawn is chosen elsewhere.

import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ViewStrings } from '../protocol';
import type { ChartChoices } from './chartChoices';
import type { Guide } from './chartGuides';
import { ChartReadout } from './chartReadout';
import { type Captions, chartPicture } from './chartPicture';
import { chartTheme } from './chartTheme';
import { type ChartedRun, type Curve, curvesOf } from './curves';
import { element } from './element';
import { plotOptions, wideEnoughForTwoAxes } from './linePlot';
import type { Mark } from './marks';
import type { Numbers } from './numbers';
import { quantities } from './quantities';
import './lineChart.css';

const height = 230;

export interface Charted {
  /** The model's own run first. */
  readonly runs: readonly ChartedRun[];
  readonly choices: ChartChoices;
  readonly guides: readonly Guide[];
  readonly marks: readonly Mark[];
}

export class LineChart {
  readonly element = element('div', { id: 'loss-chart', role: 'img', tabindex: '0' });
  readonly legend: HTMLElement;
  private readonly readout: ChartReadout;
  private readonly empty = element('p', { class: 'empty' });
  private plot: uPlot | undefined;
  /** What the plot was made for: it is made anew where that is another. */
  private shape = '';
  private frame: number | undefined;
  private shown: Charted;
  private curves: readonly Curve[] = [];

  /** @param source says what is to be drawn, once a frame. @param drawn after that. */
  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    private readonly source: () => Charted,
    private readonly drawn: () => void,
  ) {
    this.shown = source();
    this.readout = new ChartReadout(strings, numbers);
    this.legend = this.readout.legend;
    this.element.append(this.empty, this.readout.tooltip);
    this.element.addEventListener('keydown', (event) => this.move(event));
    new ResizeObserver(() => this.resize()).observe(this.element);
    this.drawSoon();
  }

  drawSoon(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.draw();
    });
  }

  /** Makes the plot anew: colours, fonts and axes are fixed in it. */
  redress(): void {
    this.drop();
    this.drawSoon();
  }

  /** What was drawn last. */
  get charted(): Charted {
    return this.shown;
  }

  get isEmpty(): boolean {
    return this.curves.length === 0;
  }

  /** Too narrow for a second axis. */
  get narrow(): boolean {
    return this.element.clientWidth < wideEnoughForTwoAxes;
  }

  /** As a data URL; undefined: nothing is drawn. */
  picture(captions: Captions): string | undefined {
    const legend = [...this.legend.children].map((entry) => entry.textContent);
    return this.plot && chartPicture(this.plot.ctx.canvas, this.curves, legend, captions, chartTheme(this.element));
  }

  private drop(): void {
    this.plot?.destroy();
    this.plot = undefined;
  }

  private resize(): void {
    const width = this.element.clientWidth;
    if (this.plot === undefined || width === 0 || width === this.plot.width) return;
    const sameAxes = width >= wideEnoughForTwoAxes === this.plot.width >= wideEnoughForTwoAxes;
    if (sameAxes) this.plot.setSize({ width, height });
    else this.redress();
  }

  private draw(): void {
    const { runs, choices } = (this.shown = this.source());
    this.curves = curvesOf(runs, choices);
    this.summarise(runs, choices);
    const shape = shapeOf(this.curves, choices);
    if (shape !== this.shape || this.curves.length === 0) this.drop();
    this.shape = shape;
    if (this.curves.length > 0) {
      const data = plotData(this.curves, choices.log[choices.quantity]);
      if (this.plot === undefined) this.plot = new uPlot(this.options(choices), data, this.element);
      else this.plot.setData(data);
    }
    this.drawn();
  }

  private options(choices: ChartChoices): uPlot.Options {
    const { numbers, element: chart } = this;
    return plotOptions({
      ...{ width: chart.clientWidth, height, theme: chartTheme(chart), numbers },
      ...{ outline: quantities[choices.quantity], x: choices.x, log: choices.log[choices.quantity] },
      curves: () => this.curves,
      guides: () => this.shown.guides,
      marks: () => this.shown.marks,
      onCursor: (plot) => this.readout.follow(plot, this.curves, choices),
    });
  }

  /** The curves in words and attributes, for those who do not see them. */
  private summarise(runs: readonly ChartedRun[], choices: ChartChoices): void {
    const some = this.curves.length > 0;
    const known = runs.some(({ points }) => points.length > 0);
    this.empty.hidden = some;
    this.empty.textContent = some ? '' : this.strings[known ? 'notMeasured' : 'noLossYet'];
    this.element.classList.toggle('no-points', !some);
    const label = this.readout.showLatest(this.curves, choices);
    this.element.setAttribute('aria-label', some ? label : this.empty.textContent);
  }

  /** The arrow keys move the cursor from point to point, as the mouse does. */
  private move(event: KeyboardEvent): void {
    const { plot } = this;
    if (plot === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const xs = plot.data[0];
    const at = this.readout.tooltip.hidden ? undefined : plot.cursor.idx;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: Math.min(xs.length - 1, (at ?? -1) + 1),
      ArrowLeft: Math.max(0, (at ?? xs.length) - 1),
      Home: 0,
      End: xs.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    const left = target === undefined ? -10 : plot.valToPos(xs[target]!, 'x');
    plot.setCursor({ left, top: left < 0 ? -10 : 0 });
  }
}

/** Changes with all that uPlot fixes when it is made. */
function shapeOf(curves: readonly Curve[], { quantity, x, log }: ChartChoices): string {
  const lines = curves.map(({ run, series, raw }) => [run.id, series.kind, raw !== undefined]);
  return JSON.stringify([quantity, x, log[quantity], lines]);
}

/** Columns over one x, in the order of linePlot's series. A logarithm has no place for what is not above zero. */
function plotData(curves: readonly Curve[], log: boolean): uPlot.AlignedData {
  const column = (values: readonly (number | null)[]) =>
    log ? values.map((value) => (value !== null && value > 0 ? value : null)) : [...values];
  const tables = curves.map(({ x, y, raw }): uPlot.AlignedData => [
    x,
    ...(raw === undefined ? [column(y)] : [column(raw), column(y)]),
  ]);
  return uPlot.join(tables);
}
