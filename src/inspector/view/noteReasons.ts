// The words of a note as they read: a line below those that speak for the chosen tag, a dashed line above those that speak
// against it, the thicker the more. Where the line is says which, and the colour says the same once more.

import type { ReadLine, ReasonedTag } from '../../engine/protocol/tags';
import type { ViewStrings } from '../protocol';
import { element, filled } from './element';
import type { Numbers } from './numbers';
import { OptionList } from './optionList';
import './noteReasons.css';

/** Pixels. */
const thickest = 6;

export interface ReasonListener {
  /** Another word is looked at, by its number in the note. */
  select(index: number): void;
  /** The pointer is over a word, or over none any more. */
  point(index: number | undefined): void;
}

export class NoteReasons {
  readonly element: HTMLElement;
  private readonly options: OptionList;
  private lines: readonly ReadLine[] = [];
  private parts: readonly HTMLElement[] = [];

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    listener: ReasonListener,
  ) {
    this.element = element('div', { id: 'note-reasons', 'aria-label': strings.wordsOfNote });
    this.options = new OptionList(this.element, (index) => listener.select(index));
    this.element.addEventListener('pointerover', ({ target }) => {
      const index = this.parts.indexOf(target as HTMLElement);
      listener.point(index < 0 ? undefined : index);
    });
    this.element.addEventListener('pointerleave', () => listener.point(undefined));
  }

  /** The words alone; `weigh` says what they speak for. */
  show(lines: readonly ReadLine[]): void {
    this.lines = lines;
    const parts: HTMLElement[] = [];
    const written = lines.map(({ text, words }) => {
      const pieces: (Node | string)[] = [];
      let at = 0;
      for (const { from, to, known } of words) {
        const part = element('span', { class: known ? 'reason' : 'reason unknown' }, text.slice(from, to));
        parts.push(part);
        pieces.push(text.slice(at, from), part);
        at = to;
      }
      return element('div', { class: 'note-line', dir: 'auto' }, ...pieces, text.slice(at));
    });
    this.parts = parts;
    this.options.show(written, parts, undefined);
  }

  weigh(tag: ReasonedTag, selected: number | undefined): void {
    const words = wordsOf(this.lines);
    for (const [i, part] of this.parts.entries()) {
      const share = shareOf(tag, i);
      part.classList.toggle('for', share > 0);
      part.classList.toggle('against', share < 0);
      part.style.setProperty('--share', Math.abs(share).toFixed(4));
      // The browser would draw the thinnest line where there is next to none.
      part.style.setProperty('--line', `${Math.round(Math.abs(share) * thickest)}px`);
      const described = this.described(words[i]!, tag, i);
      part.setAttribute('aria-label', described);
      part.title = described;
    }
    this.options.select(selected);
  }

  private described({ text, known }: NoteWord, tag: ReasonedTag, index: number): string {
    const { strings, numbers } = this;
    const value = tag.contributions[index]!;
    const summary = filled(strings.reasonSummary, text, numbers.signed(value), sideOf(value, strings));
    return known ? summary : `${summary}. ${strings.unknownWord}`;
  }
}

export interface NoteWord {
  readonly text: string;
  readonly known: boolean;
}

export function wordsOf(lines: readonly ReadLine[]): NoteWord[] {
  return lines.flatMap(({ text, words }) =>
    words.map(({ from, to, known }) => ({ text: text.slice(from, to), known })),
  );
}

/** How much a word speaks for a tag, −1 … 1: as a share of the one that says most, for it or against it. */
export function shareOf({ contributions }: ReasonedTag, index: number): number {
  const strongest = Math.max(...contributions.map(Math.abs));
  return strongest > 0 ? contributions[index]! / strongest : 0;
}

export function sideOf(contribution: number, strings: ViewStrings): string {
  if (contribution === 0) return strings.speaksForNothing;
  return contribution > 0 ? strings.speaksFor : strings.speaksAgainst;
}

/** What the lines are, in words. */
export function reasonLegend(strings: ViewStrings): HTMLElement {
  const entry = (side: 'for' | 'against', text: string) => {
    const sample = element('span', { class: `reason sample ${side}`, 'aria-hidden': 'true' }, 'abc');
    return element('li', {}, sample, text);
  };
  return element(
    'ul',
    { class: 'reason-legend' },
    entry('for', strings.lineBelow),
    entry('against', strings.lineAbove),
  );
}
