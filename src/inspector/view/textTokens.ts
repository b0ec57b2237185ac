// The text as it reads, paragraph by paragraph. It is a list box: one token at most is selected, by a click, by Tab, with the
// arrow keys, which also move between lines, and by the caret, which the selection follows. A new text takes the place
// of the old one where the two differ, and nowhere else.

import type { InspectedToken, ParagraphOutline } from '../../engine/protocol/inspection';
import type { Banding } from '../../predict/bands';
import type { ViewStrings } from '../protocol';
import { element } from './element';
import { keyTarget } from './keyTarget';
import type { Numbers } from './numbers';
import { ParagraphTokens } from './paragraphTokens';
import './textTokens.css';

export interface Selected {
  readonly paragraph: ParagraphTokens;
  readonly index: number;
}

export interface TokenListener {
  /** Another token is selected, or none any more; `byReader`: not by the caret or because the text has changed. */
  select(selected: Selected | undefined, byReader: boolean): void;
  /** The pointer is over a token, or over none any more. */
  point(at: Selected | undefined): void;
  /** The caret is to go to this offset of the document. */
  goTo(offset: number): void;
}

export class TextTokens {
  readonly element: HTMLElement;
  private shown: readonly ParagraphTokens[] = [];
  /** Of all paragraphs. */
  private parts: readonly HTMLElement[] = [];
  private selection: Selected | undefined;
  private caret: number | undefined;
  /** Where the reader has sent the caret: that it is there is heard a moment later, when they may have gone on. */
  private sentTo: number | undefined;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    private readonly listener: TokenListener,
  ) {
    this.element = element('div', { id: 'tokens', role: 'listbox', 'aria-label': strings.textTab });
    // A click focuses a token, as Tab does: both select.
    this.element.addEventListener('focusin', ({ target }) => this.select(this.find(target), true));
    this.element.addEventListener('click', ({ target }) => this.goTo(this.find(target)));
    this.element.addEventListener('pointerover', ({ target }) => listener.point(this.find(target)));
    this.element.addEventListener('pointerleave', () => listener.point(undefined));
    this.element.addEventListener('keydown', (event) => this.move(event));
  }

  get paragraphs(): readonly ParagraphTokens[] {
    return this.shown;
  }

  get selected(): Selected | undefined {
    return this.selection;
  }

  /** Shows a text; what is known of words that stay is kept until it is filled in anew. */
  show(outlines: readonly ParagraphOutline[], banding: Banding): void {
    const hadFocus = this.element.contains(document.activeElement);
    this.parts[0]?.setAttribute('tabindex', '-1');
    const before = this.shown;
    const [head, tail] = sameEnds(
      before.map(({ outline }) => outline),
      outlines,
    );
    const replaced = before.slice(head, before.length - tail);
    const added = outlines.slice(head, outlines.length - tail).map((outline, i) => {
      const paragraph = new ParagraphTokens(outline, banding, this.strings, this.numbers);
      if (replaced[i]) paragraph.takeOver(replaced[i]);
      return paragraph;
    });
    for (const { element: gone } of replaced) gone.remove();
    const next = before[before.length - tail]?.element ?? null;
    for (const { element: come } of added) this.element.insertBefore(come, next);
    this.shown = [...before.slice(0, head), ...added, ...before.slice(before.length - tail)];
    this.shown.forEach((paragraph, i) => paragraph.place(outlines[i]!));
    this.parts = this.shown.flatMap(({ parts }) => parts);
    const { selection } = this;
    const at = selection ? replaced.indexOf(selection.paragraph) : -1;
    this.select(selection && at >= 0 ? stillSelected(selection, added[at]) : selection);
    if (hadFocus) this.selectedPart()?.focus({ preventScroll: true });
  }

  fill(paragraph: number, from: number, tokens: readonly InspectedToken[]): void {
    this.shown[paragraph]?.fill(from, tokens);
  }

  colour(banding: Banding): void {
    for (const paragraph of this.shown) paragraph.colour(banding);
  }

  /** Marks the token at the caret, and selects it where the caret is another: who reads on here is left alone. */
  showCaret(offset: number): void {
    const at = this.tokenAt(offset);
    const part = at?.paragraph.parts[at.index];
    for (const marked of this.element.querySelectorAll('[aria-current]')) {
      if (marked !== part) marked.removeAttribute('aria-current');
    }
    part?.setAttribute('aria-current', 'true');
    const isNews = offset !== this.caret && offset !== this.sentTo;
    if (offset !== this.caret) this.sentTo = undefined;
    this.caret = offset;
    if (!isNews && this.selection) return;
    this.select(at);
    part?.scrollIntoView({ block: 'nearest' });
  }

  select(selected: Selected | undefined, byReader = false): void {
    const last = this.selectedPart();
    last?.setAttribute('aria-selected', 'false');
    // One token alone is reached by Tab: the selected one, or the first.
    (last ?? this.parts[0])?.setAttribute('tabindex', '-1');
    this.selection = selected;
    const part = this.selectedPart();
    part?.setAttribute('aria-selected', 'true');
    (part ?? this.parts[0])?.setAttribute('tabindex', '0');
    this.listener.select(selected, byReader);
  }

  /** The token with this number, counted through all paragraphs. */
  selectNumber(index: number): void {
    this.select(this.find(this.parts[index] ?? null));
  }

  private selectedPart(): HTMLElement | undefined {
    return this.selection?.paragraph.parts[this.selection.index];
  }

  private tokenAt(offset: number): Selected | undefined {
    const paragraph = this.shown.findLast(({ outline }) => outline.start <= offset) ?? this.shown[0];
    return paragraph && { paragraph, index: paragraph.indexAt(offset) ?? 0 };
  }

  private find(target: EventTarget | null): Selected | undefined {
    const paragraph = this.shown.find(({ element: own }) => target instanceof Node && own.contains(target));
    const index = paragraph?.parts.indexOf(target as HTMLElement) ?? -1;
    return paragraph && index >= 0 ? { paragraph, index } : undefined;
  }

  private goTo(at: Selected | undefined): void {
    if (!at) return;
    this.sentTo = at.paragraph.offsetOf(at.index);
    this.listener.goTo(this.sentTo);
  }

  private move(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { selection } = this;
    if (event.key === 'Enter' && selection) {
      event.preventDefault();
      return this.goTo(selection);
    }
    const part = this.selectedPart();
    const from = part ? this.parts.indexOf(part) : 0;
    const line = selection?.paragraph.element ?? this.element;
    const target = keyTarget(event, this.parts, from, line);
    if (target === undefined) return;
    event.preventDefault();
    this.parts[target]?.focus();
  }
}

/** How many paragraphs two texts begin with in common, and how many they end with besides. */
function sameEnds(
  before: readonly ParagraphOutline[],
  after: readonly ParagraphOutline[],
): [head: number, tail: number] {
  const same = (one: ParagraphOutline, other: ParagraphOutline) =>
    one.tokens.length === other.tokens.length && one.tokens.every(({ text }, i) => text === other.tokens[i]!.text);
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && same(before[head]!, after[head]!)) head++;
  let tail = 0;
  while (tail < most - head && same(before[before.length - 1 - tail]!, after[after.length - 1 - tail]!)) tail++;
  return [head, tail];
}

/** The same word in the paragraph as it is now, counted from either end. */
function stillSelected({ paragraph, index }: Selected, now: ParagraphTokens | undefined): Selected | undefined {
  const [before, after] = [paragraph.outline.tokens, now?.outline.tokens ?? []];
  const fromEnd = after.length - (before.length - index);
  const place = [index, fromEnd].find((at) => after[at]?.text === before[index]!.text);
  return now && place !== undefined ? { paragraph: now, index: place } : undefined;
}
