// The key to the bands that words are shown in, and how many words each holds: a histogram that is a table, with a bar
// in every row.

import { bandCount, rankLimits, surprisalLimits, unknownBand, type Banding } from '../../predict/bands';
import type { ViewStrings } from '../protocol';
import { element } from './element';
import type { Numbers } from './numbers';
import './bands.css';
import './bandTable.css';

export class BandTable {
  readonly element = element('table', { id: 'bands' });

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
  ) {}

  /** @param counts tokens in each band. [7] */
  show(counts: readonly number[], banding: Banding): void {
    const { strings } = this;
    const byRank = banding === 'rank';
    const total = counts.reduce((sum, count) => sum + count, 0);
    const most = Math.max(1, ...counts);
    const heading = (text: string) => element('th', { scope: 'col' }, text);
    const names = [byRank ? strings.rank : strings.surprisalInBits, strings.tokens, strings.share];
    this.element.replaceChildren(
      element('caption', {}, byRank ? strings.tokensByRank : strings.tokensBySurprisal),
      element('thead', {}, element('tr', {}, ...names.map(heading))),
      element(
        'tbody',
        {},
        ...Array.from({ length: bandCount }, (_, band) =>
          this.row(band, this.name(band, byRank ? rankLimits : surprisalLimits), counts[band]!, total, most),
        ),
      ),
    );
  }

  private row(band: number, name: string, count: number, total: number, most: number): HTMLElement {
    const swatch = element('span', { class: `band band-${band}` }, name);
    const bar = element('span', { class: `band-bar band-${band}`, 'aria-hidden': 'true' });
    bar.style.setProperty('--length', `${(100 * count) / most}%`);
    const share = total === 0 ? '–' : this.numbers.percent(count / total);
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, swatch),
      element('td', {}, this.numbers.integer(count)),
      element('td', {}, element('span', { class: 'share' }, share), bar),
    );
  }

  /** "1", "≤ 5", …, "> 1,000". */
  private name(band: number, limits: readonly number[]): string {
    if (band === unknownBand) return this.strings.unknownWord;
    if (band === limits.length) return `> ${this.numbers.integer(limits[band - 1]!)}`;
    return band === 0 && limits === rankLimits ? '1' : `≤ ${this.numbers.integer(limits[band]!)}`;
  }
}
