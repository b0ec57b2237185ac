// The list of past runs, to be laid over the model's own one, and the button that compares cells.

import type { RunRecord } from '../../engine/protocol/curves';
import type { ViewStrings } from '../protocol';
import { element, filled } from './element';
import type { RunStyles } from './lineStyles';
import type { Numbers } from './numbers';
import { swatch } from './swatch';
import './runList.css';

export class RunList {
  readonly element: HTMLElement;
  private readonly list = element('ul', { class: 'runs' });
  private readonly empty: HTMLElement;
  private readonly compare: HTMLButtonElement;
  /** What each line was made of, so that a focused box stays where it is while a run goes on. */
  private readonly lines = new Map<string, { text: string; element: HTMLElement; box: HTMLInputElement }>();

  /** @param choose the runs whose boxes are ticked have changed. */
  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    private readonly styles: RunStyles,
    private readonly choose: (runs: readonly string[]) => void,
    compare: () => void,
  ) {
    this.empty = element('p', { class: 'no-runs' }, strings.noRuns);
    this.compare = element(
      'button',
      { id: 'compare', class: 'button', type: 'button', title: strings.compareExplained },
      strings.compare,
    );
    this.compare.addEventListener('click', compare);
    this.list.addEventListener('change', () => this.choose(this.ticked()));
    this.element = element(
      'section',
      { class: 'past-runs' },
      element('div', { class: 'head' }, element('h2', { id: 'runs-title' }, strings.runsTitle), this.compare),
      element('p', { class: 'caption' }, strings.runsCaption),
      this.list,
      this.empty,
    );
    this.list.setAttribute('aria-labelledby', 'runs-title');
  }

  show(runs: readonly RunRecord[], chosen: readonly string[], busy: boolean): void {
    this.compare.disabled = busy;
    this.empty.hidden = runs.length > 0;
    this.list.hidden = runs.length === 0;
    for (const run of this.lines.keys()) if (!runs.some((known) => known.run === run)) this.remove(run);
    const lines = runs.map((run) => this.line(run));
    for (const { box } of lines) box.checked = chosen.includes(box.value);
    const elements = lines.map((line) => line.element);
    const same =
      elements.length === this.list.children.length && elements.every((one, at) => one === this.list.children[at]);
    if (!same) this.list.replaceChildren(...elements);
  }

  private ticked(): string[] {
    return [...this.lines].filter(([, { box }]) => box.checked).map(([run]) => run);
  }

  private remove(run: string): void {
    this.lines.get(run)?.element.remove();
    this.lines.delete(run);
  }

  private line(run: RunRecord) {
    const text = runText(run, this.strings, this.numbers);
    const known = this.lines.get(run.run);
    if (known !== undefined) {
      if (known.text !== text) known.element.querySelector('.run-text')!.textContent = text;
      known.text = text;
      return known;
    }
    const style = this.styles.of(run.run);
    const box = element('input', { type: 'checkbox', value: run.run });
    const letter = element('b', {}, style.letter);
    const label = element('label', {}, box, swatch(style), letter, element('span', { class: 'run-text' }, text));
    const made = { text, element: element('li', {}, label), box };
    this.lines.set(run.run, made);
    return made;
  }
}

/** "GRU 256": the short name of a run, at its curve. */
export function runName({ cell, numLayers, hiddenSize }: Pick<RunRecord, 'cell' | 'numLayers' | 'hiddenSize'>): string {
  return `${cell.toUpperCase()} ${numLayers > 1 ? `${numLayers} × ${hiddenSize}` : String(hiddenSize)}`;
}

function runText(run: RunRecord, strings: ViewStrings, numbers: Numbers): string {
  const { cell, numLayers, hiddenSize, seed, minutes, epochs, validPerplexity, started, purpose } = run;
  const units = numLayers > 1 ? `${numLayers} × ${numbers.integer(hiddenSize)}` : numbers.integer(hiddenSize);
  const byEpochs = epochs === undefined ? strings.runUnlimited : filled(strings.runEpochs, numbers.significant(epochs));
  const budget = minutes === undefined ? byEpochs : numbers.duration(minutes * 60);
  const outline = filled(strings.runOutline, cell.toUpperCase(), units, String(seed), budget);
  const perplexity = validPerplexity ?? undefined;
  const parts = [
    outline,
    ...(perplexity === undefined ? [] : [filled(strings.perplexityIs, numbers.perplexity(perplexity))]),
    ...(purpose === 'comparison' ? [strings.comparedRun] : []),
    numbers.moment(new Date(started)),
  ];
  return parts.join(' · ');
}
