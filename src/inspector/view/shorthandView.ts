// The shorthand view: what a shorthand can stand for, and for the chosen sentence which part of the shorthand the network
// looked at for each of its words.

import type { ShorthandExpansion } from '../../engine/protocol/shorthand';
import type { RunCommand, ShorthandShown, ViewStrings } from '../protocol';
import { AlignmentGrid, type Cell } from './alignmentGrid';
import { alignmentExplained, alignmentTable, cellFacts } from './alignmentReadout';
import { ChanceBars } from './chanceBars';
import { element, filled } from './element';
import type { Numbers } from './numbers';
import { withOffer } from './offer';
import './folded.css';
import './shorthandView.css';

export class ShorthandView {
  readonly element: HTMLElement;
  private readonly title = element('span', { class: 'where' });
  private readonly empty = element('div', { class: 'empty' });
  private readonly typed = element('p', { class: 'typed-shorthand', dir: 'auto' });
  private readonly bars: ChanceBars;
  private readonly grid: AlignmentGrid;
  private readonly alignment: HTMLElement;
  private readonly unaligned = element('div');
  private readonly facts = element('div', { class: 'cell-facts' });
  private readonly table = element('div', { class: 'table' });
  private shown: ShorthandShown | undefined;
  private expansion: ShorthandExpansion | undefined;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    private readonly run: (command: RunCommand) => void,
  ) {
    this.bars = new ChanceBars('expansion-bars', strings.expansions, (index) => this.choose(index));
    this.grid = new AlignmentGrid(strings, numbers, (cell) => this.showFacts(cell));
    this.alignment = element(
      'div',
      { class: 'alignment' },
      element('h2', {}, strings.alignmentTitle),
      element('p', { class: 'caption' }, strings.alignmentCaption),
      this.grid.element,
      this.facts,
      element('details', {}, element('summary', {}, strings.numbersAsTable), this.table),
      alignmentExplained(strings),
    );
    this.element = element(
      'section',
      { class: 'shorthand' },
      element('div', { class: 'head' }, element('h2', {}, strings.shorthandTitle), this.title),
      element('p', { class: 'caption' }, strings.shorthandCaption),
      this.empty,
      element(
        'div',
        { class: 'columns' },
        element('div', { class: 'expansions' }, this.typed, this.bars.element),
        element('div', {}, this.alignment, this.unaligned),
      ),
    );
    this.showNothing(strings.looking);
  }

  /** The sentence that was chosen stays, where the shorthand is the same. */
  show(shown: ShorthandShown): void {
    const before = this.shown?.shorthand === shown.shorthand ? this.expansion?.text : undefined;
    this.shown = shown;
    this.element.classList.remove('nothing');
    this.title.textContent = shown.title;
    this.typed.textContent = shown.shorthand;
    const index = Math.max(
      0,
      shown.answer.expansions.findIndex(({ text }) => text === before),
    );
    const { strings, numbers } = this;
    const rows = shown.answer.expansions.map(({ text, logprob, probability }, i) => ({
      lead: element('span', { class: 'rank' }, numbers.integer(i + 1)),
      text,
      share: probability,
      figure: `ln P ${numbers.logprob(logprob)}`,
      title: filled(strings.shareOfOffered, numbers.percent(probability)),
    }));
    this.bars.show(rows, index);
    this.choose(index);
  }

  showNothing(reason: string, offer?: RunCommand): void {
    this.shown = this.expansion = undefined;
    this.element.classList.add('nothing');
    this.title.textContent = '';
    this.empty.replaceChildren(withOffer(reason, offer, this.strings, this.run));
  }

  private choose(index: number): void {
    const expansion = (this.expansion = this.shown!.answer.expansions[index]!);
    const aligned = expansion.attention.length > 0;
    this.alignment.hidden = !aligned;
    this.unaligned.hidden = aligned;
    this.unaligned.replaceChildren(this.whyUnaligned());
    this.grid.show(expansion);
    this.table.replaceChildren(alignmentTable(expansion, this.strings, this.numbers));
    this.showFacts(undefined);
  }

  /** The list of the command offers to learn as well. */
  private whyUnaligned(): HTMLElement {
    const { strings, run } = this;
    if (this.shown!.answer.by === 'network') return withOffer(strings.withoutAttention, undefined, strings, run);
    return withOffer(strings.shorthandByCounts, 'expandShorthand', strings, run);
  }

  private showFacts(cell: Cell | undefined): void {
    const { strings, numbers } = this;
    const facts = cell && cellFacts(this.expansion!, cell, strings, numbers);
    this.facts.replaceChildren(facts ?? element('p', { class: 'hint' }, strings.chooseACell));
  }
}
