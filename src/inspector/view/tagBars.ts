// The tags that a note may get, as bars of their probabilities; those that it has are marked. A list box: one is chosen, by a
// click or with the arrow keys.

import type { ReasonedTag } from '../../engine/protocol';
import type { ViewStrings } from '../protocol';
import { element } from './element';
import type { Numbers } from './numbers';
import { OptionList } from './optionList';
import './wordBars.css';

export class TagBars {
  readonly element: HTMLElement;
  private readonly options: OptionList;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    onChoose: (index: number) => void,
  ) {
    this.element = element('div', { id: 'tag-bars', 'aria-label': strings.tagsTitle });
    this.options = new OptionList(this.element, onChoose);
  }

  show(tags: readonly ReasonedTag[], chosen: number): void {
    const rows = tags.map((tag) => this.row(tag));
    this.options.show(rows, rows, chosen);
  }

  /** Each by itself, so that all of the track is one. */
  private row({ tag, probability, own }: ReasonedTag): HTMLElement {
    const bar = element('span', { class: 'stack' }, element('span', { class: 'part network' }));
    bar.style.setProperty('--length', `${100 * probability}%`);
    const mark = { role: 'img', 'aria-label': this.strings.ownTag, title: this.strings.ownTag };
    return element(
      'div',
      { class: 'word-row' },
      own ? element('span', mark, '✓') : element('span'),
      element('span', { class: 'word' }, element('bdi', {}, tag)),
      element('span', { class: 'track', 'aria-hidden': 'true' }, bar),
      element('span', { class: 'probability' }, this.numbers.percent(probability)),
    );
  }
}
