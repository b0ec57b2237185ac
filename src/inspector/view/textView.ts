// The text: what the network makes of every token around the caret, in colours by rank or by surprisal with the key to them,
// and beside or below it what the selected token has to tell, or the one under the pointer. Without a text it says why.

import type { InspectedToken } from '../../engine/protocol/inspection';
import { bandCounts, bitsOf, type Banding } from '../../predict/bands';
import { perplexityOf } from '../../predict/textSums';
import type { TextShown, ViewStrings } from '../protocol';
import { BandTable } from './bandTable';
import { element, filled } from './element';
import { ExpectedWords } from './expectedWords';
import type { Numbers } from './numbers';
import { StandingWord } from './standingWord';
import { TextTokens, type Selected } from './textTokens';
import './textView.css';

type Outline = Extract<TextShown, { part: 'outline' }>;

/** Tokens that are kept for the moment before the text is read anew. */
const mostKept = 400;

export interface TextState {
  readonly shown: readonly TextShown[];
  /** The selected token, counted through what is shown. */
  readonly selected: number | undefined;
  readonly banding: Banding;
}

export class TextView {
  readonly element: HTMLElement;
  private readonly tokens: TextTokens;
  private readonly bands: BandTable;
  private readonly standing: StandingWord;
  private readonly expected: ExpectedWords;
  private readonly title = element('span', { class: 'where' });
  private readonly summary = element('p', { class: 'caption summary' });
  private readonly partial = element('p', { class: 'caption partial' });
  private readonly hint = element('p', { class: 'hint' });
  private readonly reason = element('p', { class: 'empty' });
  private outline: Outline | undefined;
  private pointed: Selected | undefined;
  private banding: Banding = 'rank';
  private vocabSize: number | undefined;
  private frame: number | undefined;

  /** @param changed the reader has chosen something that is to be kept; goTo: the caret is to go to an offset of that reading. */
  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    changed: () => void,
    goTo: (reading: number, offset: number) => void,
  ) {
    this.standing = new StandingWord(strings, numbers);
    this.expected = new ExpectedWords(strings, numbers);
    this.bands = new BandTable(strings, numbers);
    this.tokens = new TextTokens(strings, numbers, {
      select: (_selected, byReader) => {
        this.pointed = undefined;
        this.showDetails();
        if (byReader) changed();
      },
      point: (at) => {
        this.pointed = at;
        this.showDetails();
      },
      goTo: (offset) => this.outline && goTo(this.outline.reading, offset),
    });
    const reading = element('div', {}, this.tokens.element, this.summary, this.partial);
    const details = element('div', { class: 'selection' }, this.hint, this.standing.element, this.expected.element);
    this.element = element(
      'section',
      { class: 'text' },
      element('div', { class: 'head' }, element('h2', {}, strings.textTab), this.title),
      element('p', { class: 'caption' }, strings.textCaption),
      this.reason,
      element('div', { class: 'columns' }, this.choice(changed), reading, details, this.bands.element),
    );
    this.showNothing(strings.looking);
  }

  show(shown: TextShown): void {
    if (shown.part === 'outline') return this.showOutline(shown);
    // What comes late belongs to a text that is gone.
    if (shown.reading !== this.outline?.reading) return;
    if (shown.part === 'caret') {
      this.outline = { ...this.outline, caret: shown.caret };
      return this.tokens.showCaret(shown.caret);
    }
    this.tokens.fill(shown.paragraph, shown.from, shown.tokens);
    this.showSumsSoon();
    if (this.tokens.selected?.paragraph === this.tokens.paragraphs[shown.paragraph]) this.showDetails();
  }

  showNothing(reason: string): void {
    this.outline = undefined;
    this.pointed = undefined;
    this.element.classList.add('nothing');
    this.title.textContent = '';
    this.reason.textContent = reason;
    this.tokens.select(undefined);
    this.tokens.show([], this.banding);
  }

  setVocabSize(vocabSize: number | undefined): void {
    if (vocabSize === this.vocabSize) return;
    this.vocabSize = vocabSize;
    this.showDetails();
  }

  /** What is around the selected token, as messages that show it again. */
  state(): TextState {
    const { outline, tokens, banding } = this;
    const { selected } = tokens;
    if (!outline) return { shown: [], selected: undefined, banding };
    const all = tokens.paragraphs;
    const kept = around(
      all.map(({ parts }) => parts.length),
      selected ? all.indexOf(selected.paragraph) : 0,
    );
    const paragraphs = all.slice(kept.from, kept.to);
    const shown: TextShown[] = [{ ...outline, paragraphs: paragraphs.map(({ outline: own }) => own) }];
    paragraphs.forEach((paragraph, index) => {
      const unread = paragraph.tokens.indexOf(undefined);
      const read = paragraph.tokens.slice(0, unread < 0 ? undefined : unread) as InspectedToken[];
      shown.push({ tab: 'text', reading: outline.reading, part: 'tokens', paragraph: index, from: 0, tokens: read });
    });
    const before = selected ? paragraphs.slice(0, paragraphs.indexOf(selected.paragraph)) : [];
    const number = selected && before.reduce((sum, { parts }) => sum + parts.length, selected.index);
    return { shown, selected: number, banding };
  }

  restore({ shown, selected, banding }: TextState): void {
    this.setBanding(banding);
    for (const part of shown) this.show(part);
    if (selected !== undefined) this.tokens.selectNumber(selected);
  }

  private showOutline(outline: Outline): void {
    this.outline = outline;
    this.pointed = undefined;
    this.element.classList.remove('nothing');
    this.title.textContent = outline.title;
    this.partial.textContent = outline.whole ? '' : this.strings.partShown;
    this.tokens.show(outline.paragraphs, this.banding);
    this.tokens.showCaret(outline.caret);
    this.showDetails();
    this.showSumsSoon();
  }

  /** Parts come faster than they can be counted and drawn. */
  private showSumsSoon(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.showSums();
    });
  }

  private showSums(): void {
    const all = this.tokens.paragraphs.flatMap(({ tokens }) => tokens);
    const read = all.filter((token) => token !== undefined);
    this.bands.show(bandCounts(read, this.banding), this.banding);
    const { strings, numbers } = this;
    const bits = read.reduce((sum, token) => sum + bitsOf(token), 0);
    const sums = filled(
      strings.textSummary,
      numbers.integer(read.length),
      numbers.perplexity(perplexityOf(read)),
      numbers.integer(bits),
    );
    const progress = filled(strings.readSoFar, numbers.integer(read.length), numbers.integer(all.length));
    this.summary.textContent = read.length < all.length ? progress : sums;
  }

  private showDetails(): void {
    const at = this.pointed ?? this.tokens.selected;
    const token = at?.paragraph.tokens[at.index];
    this.hint.textContent = at && !token ? this.strings.notReadYet : this.strings.chooseAToken;
    this.hint.hidden = token !== undefined;
    this.standing.element.hidden = this.expected.element.hidden = token === undefined;
    if (!at || !token) return;
    this.standing.show(token, at.paragraph.outline.tokens, at.index, this.vocabSize, at.paragraph.sentence(at.index));
    this.expected.show(token);
  }

  private choice(changed: () => void): HTMLElement {
    const names: Readonly<Record<Banding, string>> = { rank: this.strings.rank, surprisal: this.strings.surprisal };
    const options = (['rank', 'surprisal'] as const).map((banding) => {
      const input = element('input', { type: 'radio', name: 'banding', value: banding });
      input.checked = banding === this.banding;
      input.addEventListener('change', () => {
        this.setBanding(banding);
        changed();
      });
      return element('label', {}, input, names[banding]);
    });
    return element('fieldset', { class: 'choice' }, element('legend', {}, this.strings.colourBy), ...options);
  }

  private setBanding(banding: Banding): void {
    this.banding = banding;
    for (const input of this.element.querySelectorAll<HTMLInputElement>('input[name=banding]')) {
      input.checked = input.value === banding;
    }
    this.tokens.colour(banding);
    this.showSums();
  }
}

/** Neighbours of `here`, at most about `mostKept` tokens. @param lengths of all paragraphs, in tokens. */
function around(lengths: readonly number[], here: number): { from: number; to: number } {
  let [from, to] = [here, here];
  let count = 0;
  while (count < mostKept && (from > 0 || to < lengths.length)) {
    if (to < lengths.length) count += lengths[to++]!;
    if (from > 0) count += lengths[--from]!;
  }
  return { from, to };
}
