// What the network expected where the reader looks: the most probable words with their shares, the word that stands
// there marked, or added below if it came further down, and what is left for all other words. Together: 100 %.

import type { InspectedToken } from '../../engine/protocol/inspection';
import type { ViewStrings } from '../protocol';
import { element } from './element';
import type { Numbers } from './numbers';
import { tokenLabel, unknownWord } from './tokenText';
import './expectedWords.css';

interface Row {
  readonly kind: 'bar-row' | 'beyond-row';
  readonly rank: number;
  readonly text: string;
  readonly probability: number;
  readonly stands: boolean;
}

export class ExpectedWords {
  readonly element: HTMLElement;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
  ) {
    this.element = element('section', { id: 'expected', 'aria-label': strings.expectedHere });
  }

  show(token: InspectedToken): void {
    const rows = expectedRows(token);
    const rest = 1 - rows.reduce((sum, { probability }) => sum + probability, 0);
    const most = Math.max(...rows.map(({ probability }) => probability));
    const list = element('ol', { class: 'bars' }, ...rows.map((row) => this.row(row, row.probability / most)));
    list.append(
      element(
        'li',
        { class: 'rest-row' },
        element('span', { class: 'rest-words' }, this.strings.otherWords),
        element('span', { class: 'rest-probability' }, this.numbers.percent(Math.max(0, rest))),
      ),
    );
    this.element.replaceChildren(element('h2', {}, this.strings.expectedHere), list);
  }

  private row({ kind, rank, text, probability, stands }: Row, length: number): HTMLElement {
    const bar = element('span', { class: 'bar', 'aria-hidden': 'true' });
    bar.style.setProperty('--length', `${length * 100}%`);
    const marker = stands ? element('span', { class: 'marker' }, this.strings.standsHere) : undefined;
    const row = element(
      'li',
      { class: kind },
      element('span', { class: 'bar-rank' }, this.numbers.integer(rank)),
      element('span', { class: 'bar-word' }, tokenLabel(text, this.strings)),
      element('span', { class: 'bar-track' }, bar),
      marker,
      element('span', { class: 'bar-probability' }, this.numbers.percent(probability)),
    );
    row.classList.toggle('stands', stands);
    return row;
  }
}

function expectedRows(token: InspectedToken): Row[] {
  const standing = token.unknown ? unknownWord : token.text;
  const rows = token.top.map(({ text, probability }, index): Row => {
    return { kind: 'bar-row', rank: index + 1, text, probability, stands: text === standing };
  });
  if (rows.some(({ stands }) => stands)) return rows;
  const { rank, probability } = token;
  return [...rows, { kind: 'beyond-row', rank, text: standing, probability, stands: true }];
}
