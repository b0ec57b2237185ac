// The chart in numbers: a legend with the latest values, and a tooltip with those under the cursor. A loss is read twice,
// in nats and as the perplexity it comes to.

import type uPlot from 'uplot';
import type { ViewStrings } from '../protocol';
import type { ChartChoices } from './chartChoices';
import { type Curve, curveName, xOf } from './curves';
import { element, filled } from './element';
import type { Numbers } from './numbers';
import { quantities } from './quantities';
import { swatch } from './swatch';

export class ChartReadout {
  readonly legend = element('div', { class: 'legend' });
  readonly tooltip = element('div', { class: 'tooltip', 'aria-hidden': 'true' });

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
  ) {
    this.tooltip.hidden = true;
  }

  /** Fills the legend; the same in one line of text. */
  showLatest(curves: readonly Curve[], choices: ChartChoices): string {
    const entries = curves.map((curve) => this.entry(curve, choices, Infinity)).filter((entry) => entry !== undefined);
    this.legend.replaceChildren(...entries);
    const { title } = quantities[choices.quantity];
    return [this.strings[title], ...entries.map((entry) => entry.textContent)].join(', ');
  }

  /** Shows the values at the cursor, on whichever side of it there is room. */
  follow(plot: uPlot, curves: readonly Curve[], choices: ChartChoices): void {
    const { idx, left = -1 } = plot.cursor;
    const x = typeof idx === 'number' && left >= 0 ? plot.data[0][idx] : undefined;
    this.tooltip.hidden = x === undefined;
    if (x === undefined) return;
    const entries = curves.map((curve) => this.entry(curve, choices, x));
    this.tooltip.replaceChildren(
      element('div', { class: 'at' }, this.place(curves, choices, x)),
      ...entries.filter((entry) => entry !== undefined),
    );
    const { offsetLeft, offsetWidth } = plot.over;
    const room = offsetWidth - left > this.tooltip.offsetWidth + 16;
    const at = offsetLeft + (room ? left + 12 : Math.max(-offsetLeft, left - this.tooltip.offsetWidth - 12));
    this.tooltip.style.transform = `translate(${at}px, ${plot.over.offsetTop + 8}px)`;
  }

  /** "1.2M words seen · epoch 3.4 · 2 min": of the model's own run, where it is drawn. */
  private place(curves: readonly Curve[], { x: axis }: ChartChoices, x: number): string {
    const { points } = (curves.find(({ run }) => run.style === undefined) ?? curves[0]!).run;
    const point = points.findLast((passed) => xOf(axis, passed) <= x) ?? points[0]!;
    const { strings, numbers } = this;
    const at = filled(strings.lossPoint, numbers.compact(point.tokens), numbers.oneDecimal(point.epoch));
    return `${at} · ${numbers.duration(point.elapsedSeconds)}`;
  }

  /** The value of a curve at this place, or the last one before it. */
  private entry(curve: Curve, { quantity }: ChartChoices, x: number): HTMLElement | undefined {
    const place = curve.y.findLastIndex((value, index) => value !== null && curve.x[index]! <= x);
    if (place < 0) return undefined;
    const { strings, numbers } = this;
    const value = curve.y[place]!;
    const perplexity = ` · ${strings.perplexity} ${numbers.perplexity(Math.exp(value))}`;
    return element(
      'span',
      { class: 'entry' },
      swatch(curve.style),
      `${curveName(curve, strings)} `,
      element('b', {}, quantities[quantity].format(value, numbers)),
      quantity === 'loss' ? element('span', { class: 'second' }, perplexity) : undefined,
    );
  }
}
