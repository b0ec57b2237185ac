// Words as the network sees them: the embedding as a map, a box to find a word in, and the words nearest to the chosen one.
// It follows the word at the caret, until the reader chooses another; when the caret moves to another word, it follows again.

import type { EmbeddingAnswer, MappedWord, NearestAnswer } from '../../engine/protocol/inspection';
import type { Answer, FromView, Question, ViewStrings, WordsShown } from '../protocol';
import { element, filled } from './element';
import type { Numbers } from './numbers';
import { WordMap } from './wordMap';
import './wordsView.css';

export class WordsView {
  readonly element: HTMLElement;
  private readonly map: WordMap;
  private readonly reason = element('p', { class: 'empty' });
  private readonly summary = element('p', { class: 'caption map-summary' });
  private readonly search: HTMLInputElement;
  private readonly known = element('datalist', { id: 'known-words' });
  private readonly word = element('p', { class: 'chosen-word', dir: 'auto' });
  private readonly note = element('p', { class: 'caption', 'aria-live': 'polite' });
  private readonly list = element('ol', { class: 'nearest' });
  private embedding: EmbeddingAnswer | undefined;
  private atCaret: string | undefined;
  /** The reader's own choice, which stands in the place of the caret's word. */
  private asked: NearestAnswer | undefined;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    private readonly post: (message: FromView) => void,
  ) {
    this.map = new WordMap(strings, (word) => this.ask(word));
    const attributes = { type: 'search', class: 'search', id: 'find-word', list: 'known-words', autocomplete: 'off' };
    this.search = element('input', attributes);
    const button = element('button', { type: 'submit', class: 'button' }, strings.find);
    const label = element('label', { for: 'find-word' }, strings.findWord);
    const form = element('form', { class: 'control-row', role: 'search' }, label, this.search, button, this.known);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const word = this.search.value.trim();
      if (word !== '') this.ask(word);
    });
    const near = element(
      'section',
      { class: 'near-words', 'aria-label': strings.nearestTitle },
      element('h2', {}, strings.nearestTitle),
      this.word,
      this.note,
      this.list,
    );
    this.element = element(
      'section',
      { class: 'words' },
      element('h2', {}, strings.wordsTab),
      element('p', { class: 'caption' }, strings.wordsCaption),
      this.reason,
      element(
        'div',
        { class: 'words-content' },
        form,
        element('div', { class: 'columns' }, element('div', {}, this.map.element, this.summary), near),
      ),
    );
    this.showNothing(strings.looking);
  }

  show({ embedding, nearest }: WordsShown): void {
    // The caret stands at another word: that is what the reader looks at now.
    if (nearest.text !== this.atCaret) this.asked = undefined;
    this.atCaret = nearest.text;
    this.element.classList.remove('no-words');
    if (this.embedding === undefined || !sameWords(this.embedding, embedding)) {
      this.known.replaceChildren(...embedding.words.map(({ text }) => element('option', { value: text })));
    }
    this.embedding = embedding;
    const shares = embedding.explained.map((share) => this.numbers.percent(share));
    const sizes = [embedding.words.length, embedding.embedSize].map((size) => this.numbers.integer(size));
    this.summary.textContent = filled(this.strings.mapSummary, ...sizes, ...shares);
    const shown = this.asked ?? nearest;
    this.map.show(embedding.words, shown.word, shown.nearest);
    this.showNearest(shown);
    // By other weights, what the reader chose has other neighbours.
    if (this.asked?.text !== undefined)
      this.post({ type: 'ask', question: { kind: 'nearest', word: this.asked.text } });
  }

  showNothing(reason: string): void {
    this.embedding = undefined;
    this.element.classList.add('no-words');
    this.reason.textContent = reason;
  }

  answer(answer: Answer): void {
    if (answer.kind !== 'nearest') return;
    const isNew = this.asked?.text !== answer.nearest.text;
    this.asked = answer.nearest;
    this.map.mark(answer.nearest.word, answer.nearest.nearest);
    if (isNew) this.map.centre();
    this.showNearest(answer.nearest);
  }

  noAnswer(kind: Question['kind'], reason: string | undefined): void {
    if (kind === 'nearest' && reason !== undefined) this.note.textContent = reason;
  }

  redraw(): void {
    this.map.redraw();
  }

  private ask(word: string): void {
    this.post({ type: 'ask', question: { kind: 'nearest', word } });
  }

  private showNearest({ text, word, nearest }: NearestAnswer): void {
    const { strings, numbers } = this;
    this.word.textContent = word?.text ?? text ?? '';
    this.note.textContent = this.noteOn(text, word);
    const rows = nearest.map((near) => {
      const choose = element('button', { type: 'button', class: 'link', dir: 'auto' }, near.text);
      choose.addEventListener('click', () => this.ask(near.text));
      const bar = element('span', { class: 'cosine-bar', 'aria-hidden': 'true' });
      bar.style.setProperty('--length', `${100 * Math.max(0, near.cosine)}%`);
      const value = element('span', { class: 'cosine', title: strings.cosine }, numbers.activation(near.cosine));
      return element('li', {}, choose, bar, value);
    });
    this.list.replaceChildren(...rows);
  }

  private noteOn(text: string | undefined, word: MappedWord | undefined): string {
    if (text === undefined) return this.strings.chooseWord;
    if (word === undefined) return filled(this.strings.notInVocabulary, text);
    return filled(this.strings.wordSeen, this.numbers.integer(word.count));
  }
}

function sameWords(one: EmbeddingAnswer, other: EmbeddingAnswer): boolean {
  return one.words.length === other.words.length && one.words.every(({ id }, i) => id === other.words[i]!.id);
}
