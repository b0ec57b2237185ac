// The next word: what is suggested where the cursor stands, each word's probability divided by where it comes from, and
// for the selected one the sum behind it, what the network remembers for it, and where in the notes it stands.

import type { ExplainedWord, Explanation } from '../../engine/protocol/suggestions';
import type { NextShown, NotePlace, ViewStrings, WordPlaces } from '../protocol';
import { element, factList, filled, type Fact } from './element';
import { networkMemory } from './networkMemory';
import { NotePlaces } from './notePlaces';
import type { Numbers } from './numbers';
import { sourceTable } from './sourceTable';
import { originLegend, WordBars } from './wordBars';
import './nextWordView.css';

export interface NextWordActions {
  /** Another word has been selected. */
  select(): void;
  /** Where does it stand? The answer comes to `showPlaces`. */
  findPlaces(word: string, context: readonly string[]): void;
  open(place: NotePlace): void;
}

export class NextWordView {
  readonly element: HTMLElement;
  private readonly bars: WordBars;
  private readonly places: NotePlaces;
  private readonly title = element('span', { class: 'where' });
  private readonly before = element('p', { class: 'before', dir: 'auto' });
  private readonly given = element('p', { class: 'caption' });
  private readonly uncertainty = element('section', { id: 'uncertainty' });
  private readonly why = element('section', { id: 'why' });
  private readonly memory = element('section', { id: 'memory' });
  private readonly reason = element('p', { class: 'empty' });
  private words: readonly ExplainedWord[] = [];
  private selection: ExplainedWord | undefined;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    private readonly actions: NextWordActions,
  ) {
    this.bars = new WordBars(strings, numbers, (index) => this.select(index));
    this.places = new NotePlaces(strings, numbers, (place) => actions.open(place));
    const legend = originLegend(strings);
    const left = element(
      'div',
      { class: 'words' },
      this.before,
      this.given,
      this.bars.element,
      legend,
      this.uncertainty,
    );
    const right = element('div', { class: 'details' }, this.why, this.memory, this.places.element);
    this.element = element(
      'section',
      { class: 'next-word' },
      element('div', { class: 'head' }, element('h2', {}, strings.nextTitle), this.title),
      element('p', { class: 'caption' }, strings.nextCaption),
      this.reason,
      element('div', { class: 'columns' }, left, right),
    );
    this.showNothing(strings.looking);
  }

  /** The selected word. */
  get selected(): string | undefined {
    return this.selection?.text;
  }

  /** @param selected the word that is selected, if it is still there; else the first one is. */
  show({ title, before, explanation }: NextShown, selected = this.selected): void {
    this.element.classList.remove('nothing');
    this.title.textContent = title;
    const caret = element('span', { class: 'caret', role: 'img', 'aria-label': this.strings.cursorHere });
    this.before.replaceChildren(before, caret);
    this.given.textContent = this.prefix(explanation);
    this.given.hidden = this.given.textContent === '';
    this.uncertainty.replaceChildren(...this.uncertaintyOf(explanation));
    this.words = explanation.words;
    const index = this.words.findIndex(({ text }) => text === selected);
    this.bars.show(explanation, Math.max(0, index));
  }

  showNothing(reason: string): void {
    this.element.classList.add('nothing');
    this.title.textContent = '';
    this.reason.textContent = reason;
    this.selection = undefined;
  }

  /** Those of another word come too late. */
  showPlaces(found: WordPlaces): void {
    if (found.word === this.selected) this.places.show(found, this.selection!.context);
  }

  private select(index: number): void {
    const word = this.words[index]!;
    if (word === this.selection) return;
    const { strings, numbers } = this;
    const heading = element('h2', {}, filled(strings.whyWord, word.text));
    this.why.replaceChildren(heading, sourceTable(word, strings, numbers));
    this.memory.replaceChildren(element('h2', {}, strings.networkAlone), networkMemory(word, strings, numbers));
    this.places.searching();
    this.selection = word;
    this.actions.findPlaces(word.text, word.context);
    this.actions.select();
  }

  private prefix({ typed }: Explanation): string {
    if (typed.length > 1) return this.strings.severalPrefixes;
    return typed[0] === '' ? '' : filled(this.strings.givenPrefix, typed[0]!);
  }

  private uncertaintyOf({ entropy, networkEntropy, tokensRead }: Explanation): HTMLElement[] {
    const { strings, numbers } = this;
    const fact = (label: string, bits: number): Fact => ({
      label,
      value: filled(strings.bits, numbers.oneDecimal(bits)),
      note: filled(strings.equallyLikely, numbers.perplexity(2 ** bits)),
    });
    return [
      element('h2', {}, strings.uncertainty),
      factList([
        fact(strings.entropy, entropy),
        ...(networkEntropy === undefined ? [] : [fact(strings.networkEntropy, networkEntropy)]),
        { label: strings.tokensRead, value: numbers.integer(tokensRead), note: strings.tokensReadNote },
      ]),
    ];
  }
}
