// The paragraph as it reads, every token tinted by the probability that the network gave it. It is a list box: one token
// at most is selected, by a click, by Tab, or with the arrow keys, which also move between lines.

import type { InspectedToken } from '../../engine/protocol';
import type { ViewStrings } from '../protocol';
import { tint } from './colourScale';
import { element, filled } from './element';
import { lineNeighbour } from './lineNeighbour';
import type { Numbers } from './numbers';
import { endOfSentence, textAt } from './tokenText';
import './tokenStrip.css';

export class TokenStrip {
  readonly element: HTMLElement;
  private tokens: readonly InspectedToken[] = [];
  private parts: readonly HTMLElement[] = [];
  private selected: number | undefined;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    private readonly onSelect: (index: number | undefined) => void,
  ) {
    this.element = element('div', { id: 'tokens', role: 'listbox', dir: 'auto', 'aria-label': strings.paragraphTitle });
    // A click focuses a token, as Tab does: both select.
    this.element.addEventListener('focusin', (event) => this.select(this.parts.indexOf(event.target as HTMLElement)));
    this.element.addEventListener('keydown', (event) => this.move(event));
  }

  /** Shows a paragraph. What was selected stays so if it still stands there, counted from either end. */
  show(tokens: readonly InspectedToken[], selected = this.stillSelected(tokens)): void {
    const hadFocus = this.element.contains(document.activeElement);
    this.tokens = tokens;
    this.parts = tokens.map((token) => this.part(token));
    this.element.replaceChildren(...this.withSpaces());
    this.selected = undefined;
    this.parts[0]?.setAttribute('tabindex', '0');
    this.select(selected);
    if (hadFocus && this.selected !== undefined) this.parts[this.selected]!.focus({ preventScroll: true });
  }

  private select(index: number | undefined): void {
    const next = index === undefined ? undefined : this.parts[index];
    if (next !== undefined) {
      // One token alone is reached by Tab: the selected one, or the first.
      const last = this.parts[this.selected ?? 0]!;
      last.setAttribute('aria-selected', 'false');
      last.setAttribute('tabindex', '-1');
      next.setAttribute('aria-selected', 'true');
      next.setAttribute('tabindex', '0');
    }
    this.selected = next === undefined ? undefined : index;
    this.onSelect(this.selected);
  }

  private part(token: InspectedToken): HTMLElement {
    const { strings, numbers } = this;
    const atEnd = token.text === endOfSentence;
    const name = atEnd ? strings.endOfSentence : token.text.trim();
    const summary = filled(strings.tokenSummary, name, numbers.percent(token.probability), numbers.integer(token.rank));
    const described = token.unknown ? `${summary}. ${strings.unknownWord}` : summary;
    const attributes = {
      role: 'option',
      tabindex: '-1',
      'aria-selected': 'false',
      'aria-label': described,
      title: described,
    };
    const part = element('span', { class: 'token', ...attributes }, atEnd ? '⏎' : token.text.trim() || '␣');
    part.classList.toggle('unknown', token.unknown);
    part.classList.toggle('end', atEnd);
    part.dataset.probability = String(token.probability);
    part.dataset.rank = String(token.rank);
    tint(part, token.probability);
    return part;
  }

  /** The tokens with the spaces between them, which belong to none: tints end where words do. */
  private *withSpaces(): Generator<Node | string> {
    for (const [index, part] of this.parts.entries()) {
      const text = textAt(this.tokens, index);
      if (text.startsWith(' ')) yield ' ';
      yield part;
      if (text.endsWith(' ')) yield ' ';
    }
  }

  private stillSelected(tokens: readonly InspectedToken[]): number | undefined {
    if (this.selected === undefined) return undefined;
    const text = this.tokens[this.selected]!.text;
    const fromEnd = tokens.length - (this.tokens.length - this.selected);
    return [this.selected, fromEnd].find((index) => tokens[index]?.text === text);
  }

  private move(event: KeyboardEvent): void {
    const from = this.selected ?? 0;
    const forward = getComputedStyle(this.element).direction === 'rtl' ? -1 : 1;
    const targets: Readonly<Record<string, () => number>> = {
      ArrowRight: () => from + forward,
      ArrowLeft: () => from - forward,
      ArrowDown: () => lineNeighbour(this.parts, from, 1),
      ArrowUp: () => lineNeighbour(this.parts, from, -1),
      Home: () => 0,
      End: () => this.parts.length - 1,
    };
    const target = targets[event.key]?.();
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.parts[target]?.focus();
  }
}
