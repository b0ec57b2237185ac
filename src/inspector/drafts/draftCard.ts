// One draft: its text as it comes, how much of it has been accepted, and what can be done with it.

import type { DraftPart } from '../../engine/protocol/suggestions';
import { element, filled } from '../view/element';
import { leftOf, textOf } from './portions';
import type { DraftShown, DraftStrings, FromDrafts, Portion } from './protocol';

export class DraftCard {
  readonly element: HTMLElement;
  private readonly state = element('span', { class: 'draft-state' });
  private readonly accepted = element('span', { class: 'accepted' });
  private readonly rest = element('span', { class: 'rest' });
  private readonly text: HTMLElement;
  private readonly note = element('p', { class: 'draft-note', hidden: '' });
  private readonly accepts: readonly HTMLButtonElement[];
  private readonly stop: HTMLButtonElement;
  private parts: DraftPart[] = [];
  private written: string | null = '';

  constructor(
    private readonly strings: DraftStrings,
    private shown: DraftShown,
    number: number,
    post: (message: FromDrafts) => void,
  ) {
    const draft = number - 1;
    const name = `draft-${number}`;
    const title = element('h2', { id: name }, filled(strings.draft, String(number)));
    const seed = element('span', { class: 'draft-seed' }, filled(strings.draftSeed, String(shown.seed)));
    this.text = element('div', { class: 'draft-text', tabindex: '0', role: 'group', 'aria-labelledby': name });
    this.text.append(this.accepted, this.rest);
    const accept = (portion: Portion, label: string) =>
      button(label, `accept-${portion}`, () => post({ type: 'accept', draft, portion }));
    this.accepts = [
      accept('all', strings.acceptAll),
      accept('sentence', strings.acceptSentence),
      accept('word', strings.acceptWord),
    ];
    this.accepts[0].classList.add('primary');
    this.stop = button(strings.stop, 'stop', () => post({ type: 'stop', draft }));
    const again = button(strings.again, 'again', () => post({ type: 'again', draft }));
    this.element = element(
      'section',
      { class: 'draft', 'aria-labelledby': name },
      element('div', { class: 'head' }, title, element('span', { class: 'draft-about' }, seed, this.state)),
      this.text,
      this.note,
      element('div', { class: 'control-row' }, ...this.accepts, again, this.stop),
    );
    this.parts = [...shown.parts];
    this.update();
  }

  add(part: DraftPart): void {
    this.parts.push(part);
    this.update();
  }

  setState(state: DraftShown['state'], reason: string | undefined): void {
    this.shown = { ...this.shown, state, reason };
    this.update();
  }

  setWritten(written: string | null): void {
    this.written = written;
    this.update();
  }

  focus(): void {
    this.text.focus();
  }

  get isUnderWay(): boolean {
    return this.shown.state === 'waiting' || this.shown.state === 'writing';
  }

  toShown(): DraftShown {
    return { ...this.shown, parts: this.parts };
  }

  private update(): void {
    const { strings, shown, written } = this;
    const left = written === null ? undefined : leftOf(this.parts, written);
    const whole = textOf(this.parts);
    const taken = left && written !== null ? written.length : 0;
    this.accepted.textContent = whole.slice(0, taken).trimStart();
    this.rest.textContent = taken > 0 ? whole.slice(taken) : whole.trimStart();
    this.element.dataset.state = shown.state;
    this.text.setAttribute('aria-busy', String(this.isUnderWay));
    const states: Readonly<Partial<Record<string, string>>> = {
      waiting: strings.waiting,
      writing: strings.writing,
      stopped: strings.stopped,
    };
    this.state.textContent = states[shown.state] ?? '';
    const note = this.noteText(left);
    this.note.textContent = note;
    this.note.hidden = note === '';
    for (const accept of this.accepts) setEnabled(accept, left !== undefined && left.length > 0);
    setEnabled(this.stop, this.isUnderWay);
  }

  private noteText(left: readonly DraftPart[] | undefined): string {
    const { strings, shown, written } = this;
    if (shown.state === 'failed') return shown.reason ?? '';
    // What has been accepted may be ahead of what has been drawn again, for a moment.
    if (!left && written !== null && !this.isUnderWay) return strings.elsewhere;
    return shown.state === 'written' && this.parts.length === 0 ? strings.empty : '';
  }
}

/** Stays in its place for the keyboard when there is nothing to do: a button that is disabled would lose the focus. */
export function button(label: string, name: string, press: () => void): HTMLButtonElement {
  const made = element('button', { class: `button ${name}`, type: 'button' }, label);
  made.addEventListener('click', () => {
    if (made.getAttribute('aria-disabled') !== 'true') press();
  });
  return made;
}

export function setEnabled(control: HTMLButtonElement, enabled: boolean): void {
  control.setAttribute('aria-disabled', String(!enabled));
}
