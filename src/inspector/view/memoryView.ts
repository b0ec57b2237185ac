// The memory view: which word is explained, what it hangs on in the text, and the gradient on its way back to those words.
// One step is looked at, in the text and in the chart alike. Without a text it says why there is none.

import type { Memory, RememberedWord } from '../../engine/protocol/inspection';
import type { MemoryShown, ViewStrings } from '../protocol';
import { element } from './element';
import { GradientChart } from './gradientChart';
import { memoryExplained } from './memoryExplained';
import { memoryTable, readingSentence, stepFacts } from './memoryReadout';
import { MemoryStrip } from './memoryStrip';
import type { Numbers } from './numbers';
import { endOfSentence, unknownWord } from './tokenText';
import './folded.css';
import './memoryView.css';

export class MemoryView {
  readonly element: HTMLElement;
  private readonly title = element('span', { class: 'where' });
  private readonly reason = element('p', { class: 'empty' });
  private readonly choice: HTMLSelectElement;
  private readonly strip: MemoryStrip;
  private readonly facts = element('div', { id: 'memory-step' });
  private readonly chart: GradientChart;
  private readonly table = element('div', { class: 'table' });
  private memory: Memory | undefined;
  /** Which of the words is explained. */
  private chosen = 0;
  /** The step that is looked at. */
  private k: number | undefined;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
  ) {
    this.choice = element('select', { id: 'explained-word' });
    this.choice.addEventListener('change', () => this.explain(this.choice.selectedIndex));
    this.strip = new MemoryStrip(strings, numbers, (k) => this.look(k));
    this.chart = new GradientChart(strings, (k) => this.look(k));
    const asked = element(
      'p',
      { class: 'asked' },
      element('label', { for: this.choice.id }, strings.explainedWord),
      this.choice,
    );
    this.element = element(
      'section',
      { class: 'memory' },
      element('div', { class: 'head' }, element('h2', {}, strings.memoryTitle), this.title),
      element('p', { class: 'caption' }, strings.memoryCaption),
      this.reason,
      element(
        'div',
        { class: 'body' },
        asked,
        this.strip.element,
        this.facts,
        this.chart.element,
        element('details', {}, element('summary', {}, strings.numbersAsTable), this.table),
        memoryExplained(strings),
      ),
    );
    this.showNothing(strings.looking);
  }

  /** The word that was explained goes on being explained while the same text is read. */
  show({ title, memory }: MemoryShown): void {
    const before = this.memory;
    const goesOn = before !== undefined && sameText(before, memory);
    const text = before?.words[this.chosen]?.text;
    const still = goesOn ? memory.words.findIndex((word) => word.text === text) : -1;
    if (!goesOn) this.k = undefined;
    this.memory = memory;
    this.element.classList.remove('no-memory');
    this.title.textContent = title;
    this.choice.replaceChildren(...memory.words.map((word) => element('option', {}, this.wordWithShare(word))));
    this.explain(Math.max(0, still));
  }

  showNothing(reason: string): void {
    this.memory = undefined;
    this.element.classList.add('no-memory');
    this.title.textContent = '';
    this.reason.textContent = reason;
  }

  private explain(index: number): void {
    const { memory, strings, numbers } = this;
    const word = memory?.words[index];
    if (word === undefined) return;
    this.chosen = this.choice.selectedIndex = index;
    const reading = readingSentence(word, strings, numbers);
    this.strip.show(memory!.steps, word, this.k);
    this.chart.show(memory!.steps, word, reading, this.k);
    this.table.replaceChildren(memoryTable(memory!, word, strings, numbers));
    this.showFacts();
  }

  private look(k: number): void {
    this.k = k;
    this.strip.select(k);
    this.chart.select(k);
    this.showFacts();
  }

  private showFacts(): void {
    const { memory, k, strings, numbers } = this;
    const word = memory!.words[this.chosen]!;
    const facts = k === undefined ? undefined : stepFacts(memory!, word, k, strings, numbers);
    this.facts.replaceChildren(facts ?? element('p', { class: 'hint' }, strings.chooseAStep));
  }

  private wordWithShare({ text, probability }: RememberedWord): string {
    const { strings } = this;
    const special: Readonly<Record<string, string>> = {
      [endOfSentence]: `⏎ ${strings.endOfSentence}`,
      [unknownWord]: strings.unknownWord,
    };
    return `${special[text] ?? text.trim()} · ${this.numbers.percent(probability)}`;
  }
}

function sameText(one: Memory, other: Memory): boolean {
  return one.steps.length === other.steps.length && one.steps.every(({ text }, k) => text === other.steps[k]!.text);
}
