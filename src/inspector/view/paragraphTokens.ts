// One paragraph as it reads, every token an option of the text's list box. Tokens are there before the network has read
// them; what it made of them is filled in as it comes: the band's colour and line, and in words for who does not see them.

import type { InspectedToken, ParagraphOutline } from '../../engine/protocol/inspection';
import { bandCount, bandOf, bitsOf, type Banding } from '../../predict/bands';
import { perplexityOf, sentenceSums, type SentenceSum } from '../../predict/textSums';
import type { ViewStrings } from '../protocol';
import { element, filled } from './element';
import type { Numbers } from './numbers';
import { endOfSentence, textAt } from './tokenText';

export class ParagraphTokens {
  readonly element = element('div', { class: 'paragraph-tokens', role: 'group', dir: 'auto' });
  readonly parts: readonly HTMLElement[];
  private readonly read: (InspectedToken | undefined)[];

  constructor(
    private paragraph: ParagraphOutline,
    private banding: Banding,
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
  ) {
    this.read = paragraph.tokens.map(() => undefined);
    this.parts = paragraph.tokens.map(({ text }) => this.part(text));
    this.element.append(...this.withSpaces());
    this.element.setAttribute('aria-label', strings.textTab);
  }

  get outline(): ParagraphOutline {
    return this.paragraph;
  }

  /** What the network made of each token, where it has read it. */
  get tokens(): readonly (InspectedToken | undefined)[] {
    return this.read;
  }

  /** The same words, which now stand elsewhere in the document. */
  place(outline: ParagraphOutline): void {
    this.paragraph = outline;
  }

  fill(from: number, tokens: readonly InspectedToken[]): void {
    tokens.slice(0, this.parts.length - from).forEach((token, i) => {
      this.read[from + i] = token;
      this.describe(from + i, token);
    });
    this.showSums();
  }

  /** Shows for the words that this paragraph begins and ends with as `before` does what was made of them there. */
  takeOver(before: ParagraphTokens): void {
    const [mine, theirs] = [this.paragraph.tokens, before.paragraph.tokens];
    const same = (i: number, j: number) => mine[i] !== undefined && mine[i].text === theirs[j]?.text;
    const take = (i: number, j: number) => {
      const token = before.read[j];
      if (token) this.fill(i, [token]);
    };
    let from = 0;
    for (; same(from, from); from++) take(from, from);
    for (let i = mine.length - 1, j = theirs.length - 1; i >= from && j >= from && same(i, j); i--, j--) take(i, j);
  }

  colour(banding: Banding): void {
    this.banding = banding;
    this.read.forEach((token, index) => token && this.band(index, token));
  }

  /** The sum over the sentence of a token; undefined: not all of it has been read. */
  sentence(index: number): SentenceSum | undefined {
    return this.sums().find(({ from, to }) => from <= index && index < to);
  }

  /** The token that stands at an offset of the document or before it; undefined: all stand after it. */
  indexAt(offset: number): number | undefined {
    const { start, tokens } = this.paragraph;
    const index = tokens.findLastIndex(({ at }) => at !== undefined && start + at[0] <= offset);
    return index < 0 ? undefined : index;
  }

  /** Where a token begins in the document; the end of a sentence where its last word ends. */
  offsetOf(index: number): number {
    const { start, tokens } = this.paragraph;
    const here = tokens[index]?.at;
    if (here) return start + here[0];
    return start + (tokens.slice(0, index).findLast(({ at }) => at !== undefined)?.at?.[1] ?? 0);
  }

  private part(text: string): HTMLElement {
    const atEnd = text === endOfSentence;
    const name = this.name(text);
    const attributes = { role: 'option', tabindex: '-1', 'aria-selected': 'false', 'aria-label': name };
    const part = element('span', { class: 'token', ...attributes }, atEnd ? '⏎' : text.trim() || '␣');
    part.classList.toggle('end', atEnd);
    return part;
  }

  private name(text: string): string {
    return text === endOfSentence ? this.strings.endOfSentence : text.trim() || '␣';
  }

  private describe(index: number, token: InspectedToken): void {
    const { strings, numbers } = this;
    const part = this.parts[index]!;
    const summary = filled(
      strings.tokenSummary,
      this.name(token.text),
      numbers.percent(token.probability),
      numbers.integer(token.rank),
      numbers.oneDecimal(bitsOf(token)),
    );
    const described = token.unknown ? `${summary}. ${strings.unknownWord}` : summary;
    part.setAttribute('aria-label', described);
    part.title = described;
    part.dataset.probability = String(token.probability);
    part.dataset.rank = String(token.rank);
    this.band(index, token);
  }

  private band(index: number, token: InspectedToken): void {
    const { classList } = this.parts[index]!;
    for (let band = 0; band < bandCount; band++) classList.remove(`band-${band}`);
    classList.add('band', `band-${bandOf(token, this.banding)}`);
  }

  /** At each sentence's end the sum over it, at the paragraph's end its perplexity. */
  private showSums(): void {
    const { strings, numbers } = this;
    for (const { to, nats } of this.sums()) {
      const end = this.parts[to - 1]!;
      end.dataset.sum = filled(strings.bits, numbers.oneDecimal(nats / Math.LN2));
    }
    const all = this.read.filter((token) => token !== undefined);
    if (all.length < this.read.length) return;
    const perplexity = filled(strings.perplexityIs, numbers.perplexity(perplexityOf(all)));
    this.element.dataset.sum = perplexity;
    this.element.setAttribute('aria-label', perplexity);
  }

  /** Of the sentences that have been read. */
  private sums(): readonly SentenceSum[] {
    const unread = this.read.indexOf(undefined);
    const tokens = (unread < 0 ? this.read : this.read.slice(0, unread)) as readonly InspectedToken[];
    return sentenceSums(tokens);
  }

  /** The tokens with the spaces between them, which belong to none: colours end where words do. */
  private *withSpaces(): Generator<Node | string> {
    for (const [index, part] of this.parts.entries()) {
      const text = textAt(this.paragraph.tokens, index);
      if (text.startsWith(' ')) yield ' ';
      yield part;
      if (text.endsWith(' ')) yield ' ';
    }
  }
}
