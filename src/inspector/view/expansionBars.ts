// What a shorthand can stand for, best first, with ln P of each and bars of their shares of what is offered. A list
// box: one is chosen, by a click or with the arrow keys.

import type { ShorthandExpansion } from '../../engine/protocol';
import type { ViewStrings } from '../protocol';
import { element, filled } from './element';
import type { Numbers } from './numbers';
import { OptionList } from './optionList';
import './wordBars.css';

export class ExpansionBars {
  readonly element: HTMLElement;
  private readonly options: OptionList;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    onChoose: (index: number) => void,
  ) {
    this.element = element('div', { id: 'expansion-bars', 'aria-label': strings.expansions });
    this.options = new OptionList(this.element, onChoose);
  }

  show(expansions: readonly ShorthandExpansion[], chosen: number): void {
    const rows = expansions.map((expansion, index) => this.row(expansion, index + 1));
    this.options.show(rows, rows, chosen);
  }

  private row({ text, logprob, probability }: ShorthandExpansion, rank: number): HTMLElement {
    const { strings, numbers } = this;
    const bar = element('span', { class: 'stack' }, element('span', { class: 'part network' }));
    bar.style.setProperty('--length', `${100 * probability}%`);
    return element(
      'div',
      { class: 'word-row', title: filled(strings.shareOfOffered, numbers.percent(probability)) },
      element('span', { class: 'rank' }, numbers.integer(rank)),
      element('span', { class: 'word' }, element('bdi', {}, text)),
      element('span', { class: 'track', 'aria-hidden': 'true' }, bar),
      element('span', { class: 'probability' }, `ln P ${numbers.logprob(logprob)}`),
    );
  }
}
