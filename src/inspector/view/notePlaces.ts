// The places in the notes from which the counts of a word come, as links: after how many of the words before the cursor
// it stands there, and in which sentence.

import type { NotePlace, ViewStrings, WordPlaces } from '../protocol';
import { contextText } from './contextText';
import { element, filled } from './element';
import type { Numbers } from './numbers';
import './notePlaces.css';

export class NotePlaces {
  readonly element: HTMLElement;
  private readonly content = element('div', { 'aria-live': 'polite' });

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    private readonly onOpen: (place: NotePlace) => void,
  ) {
    this.element = element('section', { id: 'places' }, element('h2', {}, strings.placesTitle), this.content);
  }

  searching(): void {
    this.content.replaceChildren(element('p', { class: 'caption' }, this.strings.searching));
  }

  /** @param asked the context that was looked for. */
  show(found: WordPlaces, asked: readonly string[]): void {
    const summary = element('p', { class: 'caption' }, this.summary(found, asked));
    const places = found.places.map((place) => element('li', {}, this.link(place)));
    this.content.replaceChildren(summary, element('ul', { class: 'places' }, ...places));
  }

  private summary({ count, context, places }: WordPlaces, asked: readonly string[]): string {
    const { strings, numbers } = this;
    if (count === 0) return strings.notInNotes;
    if (places.length === 0) return strings.filesChanged;
    const times = numbers.integer(count);
    if (context.length === 0) return filled(strings.foundElsewhere, times, contextText(asked.slice(-1)) || '¶');
    const after = contextText(context);
    return after === '' ? filled(strings.foundAtStart, times) : filled(strings.foundAfter, times, after);
  }

  private link(place: NotePlace): HTMLElement {
    const { name, line, before, word, after } = place;
    const button = element(
      'button',
      { type: 'button', class: 'place' },
      element('span', { class: 'place-name' }, filled(this.strings.placeName, name, String(line))),
      element('span', { class: 'sentence', dir: 'auto' }, before, element('mark', {}, word), after),
    );
    button.addEventListener('click', () => this.onOpen(place));
    return button;
  }
}
