// The words before the cursor as they read, each underlined as thickly as the predicted word hangs on it, and then that
// word itself. The thickest line is the strongest connection in sight; the tint says the same once more.

import type { MemoryStep, RememberedWord } from '../../engine/protocol/inspection';
import { joinedText } from '../../text/tokenize';
import type { ViewStrings } from '../protocol';
import { element, filled } from './element';
import type { Numbers } from './numbers';
import { OptionList } from './optionList';
import { tokenLabel } from './tokenText';
import './memoryStrip.css';

/** Pixels. */
const thickest = 6;
const starts: readonly string[] = ['<s>', '<p>'];

export class MemoryStrip {
  readonly element: HTMLElement;
  private readonly list: HTMLElement;
  private readonly predicted = element('mark', { class: 'predicted' });
  private readonly options: OptionList;
  /** How many words stand in the list. */
  private count = 0;

  /** @param onSelect k, in steps back from the last word. */
  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    onSelect: (k: number) => void,
  ) {
    this.list = element('span', { 'aria-label': strings.wordsBefore });
    this.element = element('div', { id: 'remembered', dir: 'auto' }, this.list, this.predicted);
    this.options = new OptionList(this.list, (index) => onSelect(this.count - 1 - index));
  }

  show(steps: readonly MemoryStep[], word: RememberedWord, selected: number | undefined): void {
    const parts = steps.map((step, k) => this.part(step, k, connection(word, k)));
    this.count = parts.length;
    const pieces = [...steps.keys()].reverse().flatMap((k) => [parts[k]!, gapAfter(steps, k)]);
    this.options.show(pieces, parts.toReversed(), this.place(selected));
    this.predicted.replaceChildren(tokenLabel(word.text, this.strings));
    if (selected === undefined) this.element.scrollTop = this.element.scrollHeight;
  }

  select(k: number | undefined): void {
    this.options.select(this.place(k));
  }

  private place(k: number | undefined): number | undefined {
    return k === undefined ? undefined : this.count - 1 - k;
  }

  private part(step: MemoryStep, k: number, share: number): HTMLElement {
    const { strings, numbers } = this;
    const name = stepName(step, strings);
    const summary = filled(strings.connectionSummary, name, numbers.percent(share), numbers.integer(k));
    const described = step.unknown ? `${summary}. ${strings.unknownWord}` : summary;
    const attributes = { class: 'remembered', 'aria-label': described, title: described };
    const part = element('span', attributes, stepText(step));
    part.classList.toggle('unknown', step.unknown);
    part.classList.toggle('start', starts.includes(step.text));
    part.style.setProperty('--share', share.toFixed(4));
    // The browser would draw the thinnest line where there is next to none.
    part.style.setProperty('--line', `${Math.round(share * thickest)}px`);
    return part;
  }
}

/** How much the word hangs on the step k, as a share of the strongest connection. */
export function connection({ inputs }: RememberedWord, k: number): number {
  const strongest = Math.max(...inputs);
  return strongest > 0 ? inputs[k]! / strongest : 0;
}

/** A step as it is seen in a text: the start of a sentence has no text of its own. */
export function stepText({ text }: MemoryStep): string {
  return starts.includes(text) ? '¶' : text.trim() || '␣';
}

/** The same in words. */
export function stepName(step: MemoryStep, strings: ViewStrings): string {
  return starts.includes(step.text) ? strings.startOfSentence : stepText(step);
}

/** The space between the word k steps back and the next, as the text has it. */
function gapAfter(steps: readonly MemoryStep[], k: number): string {
  const { text } = steps[k]!;
  const next = steps[k - 1]?.text;
  if (next === undefined || starts.includes(text) || starts.includes(next)) return ' ';
  const spaced = text.endsWith(' ') || next.startsWith(' ') || joinedText(text, next).startsWith(' ');
  return spaced ? ' ' : '';
}
