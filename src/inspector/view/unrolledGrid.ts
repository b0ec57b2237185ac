// The unrolled network as the textbook draws it: a column for every word, read from the bottom up, and the state handed on
// from left to right. It is a grid (WAI-ARIA): one stage of one step is chosen, by a click, by Tab, or with the arrow keys.

import type { Unrolled, UnrolledLayer, UnrolledStep } from '../../engine/protocol/inspection';
import type { ViewStrings } from '../protocol';
import {
  greatestOf,
  stripCanvas,
  stripColours,
  type StripColours,
  type StripOptions,
  unitText,
} from './activationStrip';
import { element, filled } from './element';
import { equation, gateNames, type Stage } from './equations';
import type { Numbers } from './numbers';
import { inputLabel, tokenLabel } from './tokenText';
import './unrolledGrid.css';

/** What is chosen: a stage of a step, and of which layer where a layer has it. */
export interface Choice {
  readonly step: number;
  readonly stage: Stage;
  /** From 0, the bottom. */
  readonly layer: number;
}

interface Row {
  readonly stage: Stage;
  readonly layer: number;
  readonly cells: readonly HTMLElement[];
}

const stripWidth = 112;
const gateWidth = 54;
const topWords = 3;
/** In pixels, about. */
const namesWidth = 90;
const stepWidth = 170;

export class UnrolledGrid {
  readonly element: HTMLElement;
  private readonly table: HTMLElement;
  private rows: readonly Row[] = [];
  private shown: Unrolled | undefined;
  private chosen: Choice = { step: 0, stage: 'state', layer: 0 };
  private threshold: number | undefined;
  private colours: StripColours = { positive: '', negative: '', frame: '' };

  /** @param onChoose another stage or step has been chosen. */
  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    private readonly onChoose: (choice: Choice) => void,
  ) {
    this.table = element('div', { class: 'unrolled', role: 'grid', 'aria-label': strings.unrolledTitle });
    this.table.addEventListener('keydown', (event) => this.move(event));
    this.table.addEventListener('focusin', (event) => this.chooseCell(event.target as HTMLElement));
    this.element = element('div', { class: 'unrolled-box' }, this.table);
  }

  /** Draws everything anew, with this choice. */
  show(unrolled: Unrolled, choice: Choice, threshold: number): void {
    const hadFocus = this.table.contains(document.activeElement);
    this.shown = unrolled;
    this.threshold = threshold;
    this.colours = stripColours();
    this.rows = this.makeRows(unrolled);
    this.table.style.setProperty('--steps', String(unrolled.steps.length));
    // W stands beside the state that it leads to, on the same line.
    let line = 0;
    this.table.replaceChildren(...this.rows.map((row) => this.rowElement(row, row.stage === 'W' ? line : ++line)));
    this.choose(choice);
    if (hadFocus) this.chosenCell()?.focus({ preventScroll: true });
  }

  /** Marks what is chosen, and brings it into sight within the box. */
  choose(choice: Choice): void {
    this.chosenCell()?.setAttribute('tabindex', '-1');
    this.chosen = choice;
    for (const { cells } of this.rows) {
      cells.forEach((cell, step) => {
        cell.setAttribute('aria-selected', 'false');
        cell.classList.toggle('of-step', step === choice.step);
      });
    }
    const cell = this.chosenCell();
    if (!cell) return;
    cell.setAttribute('aria-selected', 'true');
    cell.setAttribute('tabindex', '0');
    const { left, right } = cell.getBoundingClientRect();
    const box = this.element.getBoundingClientRect();
    // The names of the rows cover the left; on the right, where there is room, the next step is in sight as well.
    const after = box.width > 2 * stepWidth ? stepWidth : 0;
    if (left < box.left + namesWidth) this.element.scrollLeft += left - box.left - namesWidth;
    else if (right > box.right - after) this.element.scrollLeft += right - box.right + after;
  }

  /** The rows from top to bottom: outputs above, words below, the layers between. */
  private makeRows(unrolled: Unrolled): Row[] {
    const layers = unrolled.steps[0]!.layers.map((_, layer) => layer).reverse();
    const top = layers[0]!;
    const row = (stage: Stage, layer: number, cell: (step: UnrolledStep, t: number) => HTMLElement): Row => {
      return { stage, layer, cells: unrolled.steps.map((step, t) => cell(step, t)) };
    };
    return [
      row('loss', top, (step) => this.loss(step)),
      row('output', top, (step) => this.output(step)),
      row('V', top, () => this.arrow('V', '↑', this.strings.stageV)),
      ...layers.flatMap((layer) => [
        row('state', layer, (step) => this.state(step, layer)),
        row('W', layer, (_, t) => this.arrow('W', t === 0 ? '⇢' : '→', this.strings.stageW)),
        row('gates', layer, (step) => this.gates(step, layer)),
        row('U', layer, () => this.arrow('U', '↑', this.strings.stageU)),
      ]),
      row('input', 0, (step) => this.input(step)),
    ];
  }

  private rowElement({ stage, layer, cells }: Row, line: number): HTMLElement {
    const layers = this.shown!.config.numLayers;
    const symbols: Readonly<Record<Stage, string>> = {
      loss: 'L_t',
      output: 'p_t',
      V: 'V',
      state: 's_t',
      W: 'W',
      gates: gateNames[this.shown!.config.cell].map((name) => `${name}_t`).join(' '),
      U: 'U',
      input: 'x_t',
    };
    const number = layers > 1 && ['state', 'gates'].includes(stage) ? `^{(${layer + 1})}` : '';
    const header = element('div', { class: 'row-name', role: 'rowheader' }, equation(symbols[stage] + number));
    header.classList.toggle('unseen', stage === 'W');
    header.style.gridRow = String(line);
    cells.forEach((cell, t) => {
      cell.setAttribute('role', 'gridcell');
      cell.setAttribute('tabindex', '-1');
      cell.classList.add('cell', `stage-${stage}`);
      cell.classList.toggle('at-caret', t === this.shown!.at);
      cell.style.gridRow = String(line);
      cell.style.gridColumn = String(stage === 'W' ? 2 * t + 2 : 2 * t + 3);
    });
    return element('div', { class: `row row-${stage}`, role: 'row' }, header, ...cells);
  }

  private arrow(name: string, mark: string, label: string): HTMLElement {
    return element(
      'div',
      { 'aria-label': label },
      element('span', { class: 'arrow', 'aria-hidden': 'true' }, mark),
      name,
    );
  }

  private loss({ target }: UnrolledStep): HTMLElement {
    if (!target) return element('div', { class: 'open' }, '…');
    const word = element('span', { class: 'target', dir: 'auto' }, tokenLabel(target.text, this.strings));
    return element('div', {}, word, element('span', { class: 'number' }, this.numbers.loss(-target.logprob)));
  }

  private output({ top }: UnrolledStep): HTMLElement {
    const most = top[0]!.probability;
    const words = top.slice(0, topWords).map(({ text, probability }) => {
      const bar = element('span', { class: 'output-bar', 'aria-hidden': 'true' });
      bar.style.setProperty('--length', `${(100 * probability) / most}%`);
      const word = element('span', { class: 'output-word', dir: 'auto' }, tokenLabel(text, this.strings));
      return element('span', { class: 'output-line' }, bar, word, this.numbers.percent(probability));
    });
    return element('div', {}, ...words);
  }

  private state({ input, layers }: UnrolledStep, layer: number): HTMLElement {
    const { h } = layers[layer]!;
    const scale = this.scaleOfStates();
    const cell = element('div', { 'aria-label': this.stateText(input.text, h) });
    cell.append(this.strip('s', h, { width: stripWidth, scale, threshold: this.threshold }));
    return cell;
  }

  private gates({ layers }: UnrolledStep, layer: number): HTMLElement {
    const { gates } = layers[layer]!;
    const { cell } = this.shown!.config;
    const width = gates.length === 1 ? stripWidth : gateWidth;
    const scale = cell === 'rnn' ? this.scaleOfGates(layer) : 1;
    const strips = gates.map((values, g) => {
      const name = gateNames[cell][g]!;
      const strip = this.strip(name, values, { width, scale });
      return element('span', { class: 'gate' }, strip, element('span', { class: 'gate-name' }, name));
    });
    return element('div', {}, element('span', { class: 'unseen' }, this.strings.stageGates), ...strips);
  }

  private input({ input }: UnrolledStep): HTMLElement {
    const word = element('span', { class: 'input-word', dir: 'auto' }, inputLabel(input, this.strings));
    word.classList.toggle('unknown', input.unknown);
    const id = filled(this.strings.wordNumber, this.numbers.integer(input.id));
    return element('div', { title: input.text }, word, element('span', { class: 'number' }, id));
  }

  private strip(letter: string, values: readonly number[], options: Omit<StripOptions, 'colours'>): HTMLElement {
    const say = (unit: number, value: number) => unitText(this.strings, this.numbers, `${letter}ₜ`, unit, value);
    return stripCanvas(values, { ...options, colours: this.colours }, say);
  }

  private stateText(word: string, h: readonly number[]): string {
    const above = h.filter((value) => value > this.threshold!).length;
    const counts = [above, h.length].map((count) => this.numbers.integer(count));
    return filled(this.strings.stateSummary, word, ...counts, this.numbers.activation(this.threshold!));
  }

  /** tanh keeps states within ±1, ReLU does not. */
  private scaleOfStates(): number {
    const { cell, activation } = this.shown!.config;
    if (cell !== 'rnn' || activation === 'tanh') return 1;
    return this.greatest(({ h }) => h);
  }

  private scaleOfGates(layer: number): number {
    return this.greatest(({ gates }) => gates[0]!, layer);
  }

  private greatest(values: (layer: UnrolledLayer) => readonly number[], only?: number): number {
    const layers = this.shown!.steps.flatMap((step) => (only === undefined ? step.layers : [step.layers[only]!]));
    return greatestOf(layers.map((layer) => greatestOf(values(layer))));
  }

  private chosenCell(): HTMLElement | undefined {
    return this.rows.find((row) => this.isRow(row, this.chosen))?.cells[this.chosen.step];
  }

  private isRow({ stage, layer }: Row, choice: Choice): boolean {
    const ofLayer = ['state', 'W', 'gates', 'U'].includes(stage);
    return stage === choice.stage && (!ofLayer || layer === choice.layer);
  }

  private chooseCell(cell: HTMLElement): void {
    for (const { stage, layer, cells } of this.rows) {
      const step = cells.indexOf(cell);
      if (step >= 0) this.onChoose({ step, stage, layer });
    }
  }

  private move(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = this.rows.findIndex((row) => this.isRow(row, this.chosen));
    const { step } = this.chosen;
    const targets: Readonly<Record<string, readonly [row: number, step: number]>> = {
      ArrowRight: [at, step + 1],
      ArrowLeft: [at, step - 1],
      ArrowUp: [at - 1, step],
      ArrowDown: [at + 1, step],
      Home: [at, 0],
      End: [at, this.rows[at]!.cells.length - 1],
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.rows[target[0]]?.cells[target[1]]?.focus();
  }
}
