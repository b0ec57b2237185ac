// The loss in numbers, beside the curve: a legend with the latest values, and a tooltip that follows the cursor. Each
// value is read twice, in nats and as the perplexity it comes to.

import type uPlot from 'uplot';
import type { LossPoint } from '../../engine/protocol';
import type { ViewStrings } from '../protocol';
import { element, filled } from './element';
import { latest } from './lossHistory';
import type { Numbers } from './numbers';

type Series = 'train' | 'valid';

export class LossReadout {
  readonly legend = element('div', { class: 'legend' });
  readonly tooltip = element('div', { class: 'tooltip', 'aria-hidden': 'true' });

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
  ) {
    this.tooltip.hidden = true;
  }

  /** Fills the legend; the same in one line of text. */
  showLatest(train: number | undefined, valid: number | undefined): string {
    const entries = [this.entry('train', train), this.entry('valid', valid)].filter((entry) => entry !== undefined);
    this.legend.replaceChildren(...entries);
    if (entries.length === 0) return this.strings.noLossYet;
    return [this.strings.lossTitle, ...entries.map((entry) => entry.textContent)].join(', ');
  }

  /** Shows the values at the cursor, on whichever side of it there is room. */
  follow(plot: uPlot, points: readonly LossPoint[]): void {
    const { idx, left = -1 } = plot.cursor;
    const point = typeof idx === 'number' && left >= 0 ? points[idx] : undefined;
    this.tooltip.hidden = point === undefined;
    if (point === undefined) return;
    const heading = filled(
      this.strings.lossPoint,
      this.numbers.compact(point.tokens),
      this.numbers.oneDecimal(point.epoch),
    );
    const entries = [
      this.entry('train', latest(points, 'trainLoss', idx!)),
      this.entry('valid', latest(points, 'validLoss', idx!)),
    ].filter((entry) => entry !== undefined);
    this.tooltip.replaceChildren(element('div', { class: 'at' }, heading), ...entries);
    const { offsetLeft, offsetWidth } = plot.over;
    const room = offsetWidth - left > this.tooltip.offsetWidth + 16;
    const x = offsetLeft + (room ? left + 12 : Math.max(-offsetLeft, left - this.tooltip.offsetWidth - 12));
    this.tooltip.style.transform = `translate(${x}px, ${plot.over.offsetTop + 8}px)`;
  }

  private entry(series: Series, loss: number | undefined): HTMLElement | undefined {
    if (loss === undefined) return undefined;
    const name = series === 'train' ? this.strings.trainLoss : this.strings.validLoss;
    const perplexity = `${this.strings.perplexity} ${this.numbers.perplexity(Math.exp(loss))}`;
    return element(
      'span',
      { class: 'entry' },
      element('span', { class: `swatch chart-${series}`, 'aria-hidden': 'true' }),
      `${name} `,
      element('b', {}, this.numbers.loss(loss)),
      element('span', { class: 'perplexity' }, ` · ${perplexity}`),
    );
  }
}
