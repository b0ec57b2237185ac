// The live loss curve. Holds what is known of it, draws it with uPlot at most once a frame, and reads the values out: the
// latest in the legend, those under the cursor in a tooltip.

import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { LossPoint } from '../../engine/protocol';
import type { ViewStrings } from '../protocol';
import { chartTheme } from './chartTheme';
import { element, filled } from './element';
import { appended, finite, latest, thinned } from './lossHistory';
import { LossReadout } from './lossReadout';
import { plotOptions, wideEnoughForPerplexity, type BlindGuess } from './lossPlot';
import type { Numbers } from './numbers';
import './lossChart.css';

const height = 210;

/** About one for each pixel of a wide panel; more would only draw noise over noise. */
const drawnPoints = 800;

export class LossChart {
  readonly element: HTMLElement;
  private readonly readout: LossReadout;
  private readonly chart = element('div', { id: 'loss-chart', role: 'img' });
  private readonly empty: HTMLElement;
  private plot: uPlot | undefined;
  private frame: number | undefined;
  private history: readonly LossPoint[] = [];
  /** What the plot shows of it. */
  private drawn: readonly LossPoint[] = [];
  private vocabSize: number | undefined;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
  ) {
    this.readout = new LossReadout(strings, numbers);
    this.empty = element('p', { class: 'empty' }, strings.noLossYet);
    this.chart.append(this.empty, this.readout.tooltip);
    this.element = element(
      'section',
      { class: 'loss' },
      element('div', { class: 'head' }, element('h2', {}, strings.lossTitle), this.readout.legend),
      element('p', { class: 'caption' }, strings.lossCaption),
      element(
        'div',
        { class: 'axis-names' },
        element('span', {}, strings.nats),
        element('span', {}, strings.perplexity),
      ),
      this.chart,
      element('p', { class: 'x-name' }, strings.wordsSeen),
    );
    new ResizeObserver(() => this.resize()).observe(this.chart);
    this.summarise();
  }

  get points(): readonly LossPoint[] {
    return this.history;
  }

  replace(points: readonly LossPoint[]): void {
    this.history = [];
    this.append(points);
  }

  append(points: readonly LossPoint[]): void {
    this.history = appended(this.history, points);
    this.summarise();
    this.drawSoon();
  }

  /** The size of the vocabulary says what a blind guess would lose. */
  setVocabSize(vocabSize: number | undefined): void {
    if (vocabSize === this.vocabSize) return;
    this.vocabSize = vocabSize;
    this.redress();
  }

  /** Makes the plot anew: colours, fonts and axes are fixed in it. */
  redress(): void {
    this.plot?.destroy();
    this.plot = undefined;
    this.drawSoon();
  }

  private resize(): void {
    const width = this.chart.clientWidth;
    if (this.plot === undefined || width === 0 || width === this.plot.width) return;
    const sameAxes = width >= wideEnoughForPerplexity === this.plot.width >= wideEnoughForPerplexity;
    if (sameAxes) this.plot.setSize({ width, height });
    else this.redress();
  }

  private drawSoon(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.draw();
    });
  }

  private draw(): void {
    if (this.history.length === 0) {
      this.plot?.destroy();
      this.plot = undefined;
      return;
    }
    const drawn = thinned(this.history, drawnPoints);
    this.drawn = drawn;
    const value = (loss: number | undefined) => finite(loss) ?? null;
    const data: uPlot.AlignedData = [
      drawn.map(({ tokens }) => tokens),
      drawn.map(({ trainLoss }) => value(trainLoss)),
      drawn.map(({ validLoss }) => value(validLoss)),
    ];
    if (this.plot === undefined) this.plot = new uPlot(this.options(), data, this.chart);
    else this.plot.setData(data);
  }

  private options(): uPlot.Options {
    const { numbers, chart } = this;
    this.element.classList.toggle('narrow', chart.clientWidth < wideEnoughForPerplexity);
    const blindGuess = this.vocabSize === undefined ? undefined : this.blindGuess(this.vocabSize);
    const onCursor = (plot: uPlot) => this.readout.follow(plot, this.drawn);
    return plotOptions({ width: chart.clientWidth, height, theme: chartTheme(chart), numbers, blindGuess, onCursor });
  }

  private blindGuess(vocabSize: number): BlindGuess {
    const words = this.numbers.integer(vocabSize);
    return { loss: Math.log(vocabSize), label: filled(this.strings.blindGuess, words), formula: `ln ${words}` };
  }

  /** The curve in words and attributes, for those who do not see it. */
  private summarise(): void {
    const train = latest(this.history, 'trainLoss');
    const valid = latest(this.history, 'validLoss');
    this.element.classList.toggle('no-points', this.history.length === 0);
    this.empty.hidden = this.history.length > 0;
    this.chart.dataset.lastTrainLoss = train === undefined ? '' : String(train);
    this.chart.dataset.lastValidLoss = valid === undefined ? '' : String(valid);
    this.chart.setAttribute('aria-label', this.readout.showLatest(train, valid));
  }
}
