// The suggested words as bars, each divided by where its probability comes from. A list box: one word is selected, by a
// click or with the arrow keys. The parts differ in pattern as well as in colour, and a screen reader hears them in numbers.

import type { ExplainedWord, Explanation } from '../../engine/protocol/suggestions';
import { origins, sharesByOrigin } from '../../predict/origins';
import type { ViewStrings } from '../protocol';
import { element } from './element';
import type { Numbers } from './numbers';
import './wordBars.css';

export class WordBars {
  readonly element = element('div', { class: 'word-bars' });
  private rows: readonly HTMLElement[] = [];
  private readonly list: HTMLElement;
  private selected = 0;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    private readonly onSelect: (index: number) => void,
  ) {
    this.list = element('div', { id: 'suggested', role: 'listbox', 'aria-label': strings.suggestedWords });
    // A click focuses a row, as Tab does: both select.
    this.list.addEventListener('focusin', ({ target }) => this.select(this.rows.indexOf(target as HTMLElement)));
    this.list.addEventListener('keydown', (event) => this.move(event));
  }

  /** Shows at least one word, and selects one of them. */
  show({ words, rest, typed }: Explanation, selected: number): void {
    const hadFocus = this.list.contains(document.activeElement);
    const most = Math.max(...words.map(({ probability }) => probability));
    this.rows = words.map((word, index) => this.row(word, index + 1, most));
    this.list.replaceChildren(...this.rows);
    const { otherWords, unsuggested, nearlyTyped } = this.strings;
    this.element.replaceChildren(
      this.list,
      this.restRow(otherWords, rest.words),
      this.restRow(typed.includes('') ? unsuggested : nearlyTyped, rest.unsuggested),
    );
    this.selected = 0;
    this.select(selected);
    if (hadFocus) this.rows[this.selected]!.focus({ preventScroll: true });
  }

  private select(index: number): void {
    const [before, now] = [this.rows[this.selected], this.rows[index]];
    if (before === undefined || now === undefined) return;
    before.setAttribute('aria-selected', 'false');
    before.setAttribute('tabindex', '-1');
    now.setAttribute('aria-selected', 'true');
    now.setAttribute('tabindex', '0');
    this.selected = index;
    this.onSelect(index);
  }

  private row(word: ExplainedWord, rank: number, most: number): HTMLElement {
    const { strings, numbers } = this;
    const shares = sharesByOrigin(word.parts.map(({ name, share }) => [name, share]));
    const bar = element('span', { class: 'stack' });
    bar.style.setProperty('--length', `${(100 * word.probability) / most}%`);
    for (const origin of origins) {
      const part = element('span', { class: `part ${origin}` });
      part.style.setProperty('--share', String(shares[origin]));
      bar.append(part);
    }
    const said = origins.map((origin) => `${strings[origin]} ${numbers.percent(shares[origin])}`).join(', ');
    return element(
      'div',
      { role: 'option', class: 'word-row', 'aria-selected': 'false', tabindex: '-1', title: said },
      element('span', { class: 'rank' }, numbers.integer(rank)),
      element('span', { class: 'word' }, markedWord(word)),
      element('span', { class: 'track', 'aria-hidden': 'true' }, bar),
      element('span', { class: 'probability' }, numbers.percent(word.probability)),
      element('span', { class: 'unseen' }, said),
    );
  }

  private restRow(name: string, probability: number): HTMLElement {
    return element(
      'p',
      { class: 'rest' },
      element('span', {}, name),
      element('span', { class: 'probability' }, this.numbers.percent(probability)),
    );
  }

  private move(event: KeyboardEvent): void {
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: this.selected + 1,
      ArrowUp: this.selected - 1,
      Home: 0,
      End: this.rows.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.rows[target]?.focus();
  }
}

/** What the parts are, in words. */
export function originLegend(strings: ViewStrings): HTMLElement {
  const entries = origins.map((origin) =>
    element(
      'li',
      {},
      element('span', { class: `swatch part ${origin}`, 'aria-hidden': 'true' }),
      element('span', {}, element('strong', {}, strings[origin]), ` · ${strings[`${origin}Explained`]}`),
    ),
  );
  return element('ul', { class: 'origins' }, ...entries);
}

/** The word, with what is typed of it already set apart. In other case than it is typed, it is shown as it is. */
function markedWord({ text, typed }: ExplainedWord): HTMLElement {
  const begins = typed !== '' && text.startsWith(typed);
  if (!begins) return element('bdi', {}, text);
  return element('bdi', {}, element('span', { class: 'typed' }, typed), text.slice(typed.length));
}
