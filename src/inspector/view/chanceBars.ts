// What is probable, best first, as bars of their shares, each by itself, so that all of a track is one. A list box: one is
// chosen, by a click or with the arrow keys.

import { element } from './element';
import { OptionList } from './optionList';
import './wordBars.css';

export interface ChanceRow {
  /** Before it: its rank, or a mark. */
  readonly lead: HTMLElement;
  readonly text: string;
  /** 0 … 1 */
  readonly share: number;
  readonly figure: string;
  /** What the figure means, for who points at it. */
  readonly title?: string;
}

export class ChanceBars {
  readonly element: HTMLElement;
  private readonly options: OptionList;

  constructor(id: string, label: string, onChoose: (index: number) => void) {
    this.element = element('div', { id, 'aria-label': label });
    this.options = new OptionList(this.element, onChoose);
  }

  show(rows: readonly ChanceRow[], chosen: number): void {
    const elements = rows.map(rowOf);
    this.options.show(elements, elements, chosen);
  }
}

function rowOf({ lead, text, share, figure, title }: ChanceRow): HTMLElement {
  const bar = element('span', { class: 'stack' }, element('span', { class: 'part network' }));
  bar.style.setProperty('--length', `${100 * share}%`);
  return element(
    'div',
    { class: 'word-row', ...(title !== undefined && { title }) },
    lead,
    element('span', { class: 'word' }, element('bdi', {}, text)),
    element('span', { class: 'track', 'aria-hidden': 'true' }, bar),
    element('span', { class: 'probability' }, figure),
  );
}
