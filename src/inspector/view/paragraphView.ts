// The text: the paragraph as a strip of tokens with the key to its tints, and beside or below it
// what the selected token has to tell. Without a paragraph it says why there is none.

import type { InspectedToken } from '../../engine/protocol';
import type { TextShown, ViewStrings } from '../protocol';
import { legendProbabilities, tint } from './colourScale';
import { element, filled } from './element';
import { ExpectedWords } from './expectedWords';
import type { Numbers } from './numbers';
import { StandingWord } from './standingWord';
import { TokenStrip } from './tokenStrip';
import './paragraphView.css';

export class ParagraphView {
  readonly element: HTMLElement;
  private readonly strip: TokenStrip;
  private readonly standing: StandingWord;
  private readonly expected: ExpectedWords;
  private readonly title = element('span', { class: 'where' });
  private readonly summary = element('p', { class: 'caption summary' });
  private readonly hint: HTMLElement;
  private readonly reason = element('p', { class: 'empty' });
  private shown: TextShown | undefined;
  private selection: number | undefined;
  private vocabSize: number | undefined;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    onSelect: () => void,
  ) {
    this.standing = new StandingWord(strings, numbers);
    this.expected = new ExpectedWords(strings, numbers);
    this.hint = element('p', { class: 'hint' }, strings.clickAToken);
    this.strip = new TokenStrip(strings, numbers, (index) => {
      const changed = index !== this.selection;
      this.selection = index;
      this.showSelected();
      if (changed) onSelect();
    });
    const reading = element('div', { class: 'reading' }, this.strip.element, this.key(), this.summary);
    const details = element('div', { class: 'selection' }, this.hint, this.standing.element, this.expected.element);
    this.element = element(
      'section',
      { class: 'paragraph' },
      element('div', { class: 'head' }, element('h2', {}, strings.paragraphTitle), this.title),
      element('p', { class: 'caption' }, strings.paragraphCaption),
      this.reason,
      element('div', { class: 'columns' }, reading, details),
    );
    this.showNothing(strings.noParagraph);
  }

  get selected(): number | undefined {
    return this.selection;
  }

  show(paragraph: TextShown, selected?: number): void {
    this.shown = paragraph;
    this.element.classList.remove('no-paragraph');
    this.title.textContent = paragraph.title;
    const count = this.numbers.integer(paragraph.tokens.length);
    const perplexity = this.numbers.perplexity(perplexityOf(paragraph.tokens));
    this.summary.textContent = filled(this.strings.perplexityOfParagraph, count, perplexity);
    this.strip.show(paragraph.tokens, selected);
  }

  showNothing(reason: string): void {
    this.shown = undefined;
    this.element.classList.add('no-paragraph');
    this.title.textContent = '';
    this.reason.textContent = reason;
    this.strip.show([]);
  }

  setVocabSize(vocabSize: number | undefined): void {
    if (vocabSize === this.vocabSize) return;
    this.vocabSize = vocabSize;
    this.showSelected();
  }

  private showSelected(): void {
    const token = this.selection === undefined ? undefined : this.shown?.tokens[this.selection];
    this.hint.hidden = token !== undefined;
    this.standing.element.hidden = this.expected.element.hidden = token === undefined;
    if (token === undefined) return;
    this.standing.show(this.shown!.tokens, this.selection!, this.vocabSize);
    this.expected.show(token);
  }

  /** The scale of the tints, with the probabilities that they stand for. */
  private key(): HTMLElement {
    const steps = legendProbabilities.map((probability) => {
      const step = element('span', { class: 'step' }, this.numbers.roundPercent(probability));
      tint(step, probability);
      return step;
    });
    const end = (text: string) => element('span', { class: 'end-name' }, text);
    return element('div', { class: 'key' }, end(this.strings.unlikely), ...steps, end(this.strings.likely));
  }
}

/** exp of the mean loss, as over any text. */
function perplexityOf(tokens: readonly InspectedToken[]): number {
  return Math.exp(-tokens.reduce((sum, { logprob }) => sum + logprob, 0) / Math.max(1, tokens.length));
}
