// Finding other places like this one: units are selected by a threshold on the state, as in LSTMVis, and the notes are
// searched for places where the same units are above it.

import type { SimilarNotePlace, SimilarPlaces } from '../../engine/protocol/inspection';
import type { FromView, Question, ViewStrings } from '../protocol';
import { element, filled } from './element';
import type { Numbers } from './numbers';
import './similarPanel.css';

const usualThreshold = 0.3;
const mostWords = 5;

export class SimilarPanel {
  readonly element: HTMLElement;
  private readonly slider: HTMLInputElement;
  private readonly words: HTMLSelectElement;
  private readonly count = element('output', { class: 'caption' });
  private readonly button: HTMLButtonElement;
  private readonly progress = element('progress', { max: '1', value: '0' });
  private readonly result = element('div', { class: 'similar-result', 'aria-live': 'polite' });
  private searching = false;

  /**
   * @param onThreshold the reader has moved the threshold.
   * @param pattern what is to be searched for, with so many words up to the chosen one.
   */
  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    onThreshold: () => void,
    private readonly pattern: (words: number) => Extract<Question, { kind: 'similar' }> | undefined,
    private readonly post: (message: FromView) => void,
  ) {
    const limits = { min: '0', max: '0.95', step: '0.05' };
    this.slider = element('input', { type: 'range', ...limits, value: String(usualThreshold), id: 'threshold' });
    this.slider.addEventListener('input', onThreshold);
    this.words = element('select', { class: 'select', id: 'pattern-words' });
    for (let n = 1; n <= mostWords; n++) this.words.append(element('option', {}, String(n)));
    this.words.addEventListener('change', onThreshold);
    this.button = element('button', { type: 'button', class: 'button' }, strings.findSimilar);
    this.button.addEventListener('click', () => this.searchOrStop());
    this.progress.hidden = true;
    this.progress.setAttribute('aria-label', strings.searching);
    this.element = element(
      'section',
      { class: 'similar', 'aria-label': strings.similarTitle },
      element('h2', {}, strings.similarTitle),
      element('p', { class: 'caption' }, strings.similarCaption),
      element(
        'div',
        { class: 'control-row' },
        element('label', { for: 'threshold' }, strings.threshold),
        this.slider,
        element('label', { for: 'pattern-words' }, strings.wordsInARow),
        this.words,
        this.button,
        this.progress,
      ),
      this.count,
      this.result,
    );
  }

  get threshold(): number {
    return Number(this.slider.value);
  }

  get length(): number {
    return Number(this.words.value);
  }

  /** How many units are above the threshold at the chosen words. */
  showCount(above: number, units: number): void {
    const counts = [above, units].map((count) => this.numbers.integer(count));
    this.count.textContent = filled(this.strings.unitsAbove, ...counts, this.numbers.activation(this.threshold));
    this.button.disabled = above === 0 && !this.searching;
  }

  /** Other words are shown: what was found was like others. */
  clear(): void {
    if (this.searching) this.post({ type: 'callOff', kind: 'similar' });
    this.setSearching(false);
    this.result.replaceChildren();
  }

  showProgress(done: number): void {
    this.progress.value = done;
  }

  showNone(reason: string | undefined): void {
    if (!this.searching) return;
    this.setSearching(false);
    const text = reason ?? this.strings.searchStopped;
    this.result.replaceChildren(element('p', { class: 'hint' }, text));
  }

  show({ places, read }: SimilarPlaces): void {
    this.setSearching(false);
    const text = places.length > 0 ? this.strings.similarFound : this.strings.noneSimilar;
    const summary = element('p', { class: 'caption' }, filled(text, this.numbers.integer(read)));
    this.result.replaceChildren(summary, element('ol', {}, ...places.map((place) => this.place(place))));
  }

  private searchOrStop(): void {
    if (this.searching) return this.post({ type: 'callOff', kind: 'similar' });
    const question = this.pattern(this.length);
    if (!question) return;
    this.result.replaceChildren();
    this.setSearching(true);
    this.post({ type: 'ask', question });
  }

  private setSearching(searching: boolean): void {
    this.searching = searching;
    this.progress.hidden = !searching;
    this.progress.value = 0;
    this.button.textContent = searching ? this.strings.stopSearch : this.strings.findSimilar;
    this.button.disabled = false;
  }

  private place({ file, line, column, before, word, after, ...pattern }: SimilarNotePlace): HTMLElement {
    const { strings, numbers } = this;
    const words = element('p', { class: 'excerpt', dir: 'auto' }, before, element('mark', {}, word), after);
    const where = filled(strings.fileLine, file.split(/[\\/]/).at(-1)!, numbers.integer(line));
    const link = element('button', { type: 'button', class: 'link', title: file }, where);
    link.addEventListener('click', () => this.post({ type: 'open', place: { file, line, column } }));
    const counts = [pattern.shared, pattern.either].map((count) => numbers.integer(count));
    const share = filled(strings.sharedUnits, ...counts, numbers.wholePercent(pattern.likeness));
    return element('li', {}, words, element('p', { class: 'caption' }, link, ` · ${share}`));
  }
}
