// The tags view: what tags the note at the cursor may get, and for the chosen one which of the note's words moved the
// decision. Where no tags have been learned, it says so and offers to.

import type { ReasonedTag } from '../../engine/protocol/tags';
import type { RunCommand, TagsShown, ViewStrings } from '../protocol';
import { element, filled } from './element';
import type { Numbers } from './numbers';
import { NoteReasons, reasonLegend } from './noteReasons';
import { withOffer } from './offer';
import { ChanceBars } from './chanceBars';
import { reasonFacts, reasonSentence, reasonTable } from './tagReadout';
import './folded.css';
import './tagsView.css';

export class TagsView {
  readonly element: HTMLElement;
  private readonly title = element('span', { class: 'where' });
  private readonly caption = element('p', { class: 'caption' });
  private readonly empty = element('div', { class: 'empty' });
  private readonly bars: ChanceBars;
  private readonly why = element('h2');
  private readonly sentence = element('p', { class: 'sentence' });
  private readonly words: NoteReasons;
  private readonly cut: HTMLElement;
  private readonly facts = element('div', { class: 'word-facts' });
  private readonly table = element('div', { class: 'table' });
  private readonly pooled: HTMLElement;
  private shown: TagsShown | undefined;
  /** Of the chosen tag. */
  private tag: ReasonedTag | undefined;
  /** The word that is looked at, counted through the note. */
  private word: number | undefined;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    private readonly run: (command: RunCommand) => void,
  ) {
    this.bars = new ChanceBars('tag-bars', strings.tagsTitle, (index) => this.choose(index));
    this.words = new NoteReasons(strings, numbers, {
      select: (index) => this.look(index),
      point: (index) => this.showFacts(index ?? this.word),
    });
    this.cut = element('p', { class: 'caption' }, strings.noteCut);
    this.pooled = element('p', {}, strings.pooledReasons);
    const reasons = element(
      'div',
      { class: 'reasons' },
      this.why,
      this.sentence,
      this.words.element,
      this.cut,
      reasonLegend(strings),
      this.facts,
      element('details', {}, element('summary', {}, strings.numbersAsTable), this.table),
      element(
        'details',
        { class: 'explanation' },
        element('summary', {}, strings.howReasonsAreFound),
        element('p', {}, strings.gradientTimesInput),
        element('p', { class: 'formula' }, 'xₜ · ∂ ln(P / (1 − P)) / ∂xₜ'),
        this.pooled,
      ),
    );
    this.element = element(
      'section',
      { class: 'tag-reasons' },
      element('div', { class: 'head' }, element('h2', {}, strings.tagsTitle), this.title),
      this.caption,
      this.empty,
      element('div', { class: 'columns' }, this.bars.element, reasons),
    );
    this.showNothing(strings.looking);
  }

  /** The tag that was chosen stays, if it is still there. */
  show(shown: TagsShown): void {
    const { strings, numbers } = this;
    const { tags, labels, from, lines, whole } = shown.reasons;
    const text = ({ reasons }: TagsShown) => JSON.stringify(reasons.lines);
    if (!this.shown || text(this.shown) !== text(shown)) this.word = undefined;
    this.shown = shown;
    this.element.classList.remove('nothing');
    this.title.textContent = shown.title;
    const learnt = from === 'tags' ? strings.learnedFromTags : strings.learnedFromFolders;
    const count = filled(strings.ofAllTags, numbers.integer(tags.length), numbers.integer(labels));
    this.caption.replaceChildren(tags.length < labels ? `${learnt} ${count}` : learnt);
    this.words.show(lines);
    this.cut.hidden = whole;
    const index = tags.findIndex(({ tag }) => tag === this.tag?.tag);
    const mark = { role: 'img', 'aria-label': strings.ownTag, title: strings.ownTag };
    const rows = tags.map(({ tag, probability, own }) => {
      const lead = own ? element('span', mark, '✓') : element('span');
      return { lead, text: tag, share: probability, figure: numbers.percent(probability) };
    });
    this.bars.show(rows, Math.max(0, index));
    this.choose(Math.max(0, index));
  }

  showNothing(reason: string, offer?: RunCommand): void {
    this.shown = this.tag = undefined;
    this.element.classList.add('nothing');
    this.title.textContent = '';
    this.caption.textContent = this.strings.tagsCaption;
    this.empty.replaceChildren(withOffer(reason, offer, this.strings, this.run));
  }

  private choose(index: number): void {
    const { strings, numbers } = this;
    const { tags, lines } = this.shown!.reasons;
    const tag = (this.tag = tags[index]!);
    this.why.textContent = filled(strings.whyWord, tag.tag);
    this.sentence.textContent = reasonSentence(lines, tag, strings, numbers);
    this.words.weigh(tag, this.word);
    this.pooled.hidden = !tag.ofNetwork;
    this.table.replaceChildren(reasonTable(lines, tag, strings, numbers));
    this.showFacts(this.word);
  }

  private look(index: number): void {
    this.word = index;
    this.showFacts(index);
  }

  private showFacts(index: number | undefined): void {
    const { shown, tag, strings, numbers } = this;
    const facts = index === undefined ? undefined : reasonFacts(shown!.reasons.lines, tag!, index, strings, numbers);
    this.facts.replaceChildren(facts ?? element('p', { class: 'hint' }, strings.chooseAReason));
  }
}
