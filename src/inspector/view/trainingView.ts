// The training tab: the curve of the model's run with its switches, past runs laid over it, and both as files. It holds
// what the host has sent; what is shown of it is the reader's choice, and every change is drawn with the next frame.

import type { Landmarks, LossPoint, RunRecord } from '../../engine/protocol/curves';
import type { TrainingStatus } from '../../engine/protocol/training';
import type { ExportedChart, ModelSummary, ViewStrings } from '../protocol';
import { ChartControls, xNames } from './chartControls';
import { type ChartChoices, readChoices } from './chartChoices';
import type { ChartedRun } from './curves';
import { element } from './element';
import { guidesOf } from './guides';
import { type Charted, LineChart } from './lineChart';
import { RunStyles } from './lineStyles';
import { appended } from './lossHistory';
import { MarkKey } from './markKey';
import { marksOf } from './marks';
import type { Numbers } from './numbers';
import { quantities } from './quantities';
import { RunList, runName } from './runList';
import { trainingCsv } from './trainingCsv';
import { trainingTable } from './trainingTable';

export interface TrainingActions {
  /** The choices have changed. */
  readonly chosen: () => void;
  readonly compare: () => void;
  readonly export: (chart: ExportedChart) => void;
}

const noLandmarks: Landmarks = { run: undefined, events: [], baselines: undefined };

export class TrainingView {
  readonly element: HTMLElement;
  private readonly styles = new RunStyles();
  private readonly controls: ChartControls;
  private readonly chart: LineChart;
  private readonly markKey: MarkKey;
  private readonly runList: RunList;
  private readonly title = element('h2', {});
  private readonly caption = element('p', { class: 'caption' });
  private readonly axisNames = element('div', { class: 'axis-names' });
  private readonly xName = element('p', { class: 'x-name' });
  private readonly table = element('div', { class: 'table-frame' });
  private readonly buttons: Readonly<Record<'csv' | 'png' | 'table', HTMLButtonElement>>;
  private history: readonly LossPoint[] = [];
  private landmarks = noLandmarks;
  private runs: readonly RunRecord[] = [];
  private model: ModelSummary | undefined;
  private busy = false;
  private current = readChoices(undefined);

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    private readonly actions: TrainingActions,
  ) {
    this.controls = new ChartControls(strings, numbers, this.current, (choices) => this.choose(choices));
    this.chart = new LineChart(
      strings,
      numbers,
      () => this.charted(),
      () => this.drawn(),
    );
    this.markKey = new MarkKey(strings, numbers);
    const choose = (runs: readonly string[]) => this.choose({ ...this.current, runs });
    this.runList = new RunList(strings, numbers, this.styles, choose, actions.compare);
    this.buttons = {
      csv: this.button('export-csv', strings.exportCsv, () => this.exportCsv()),
      png: this.button('export-png', strings.exportPng, () => this.exportPng()),
      table: this.button('show-table', strings.showTable, () =>
        this.choose({ ...this.current, table: !this.current.table }),
      ),
    };
    this.element = element('div', { class: 'training' }, this.section(), this.runList.element);
    this.show();
  }

  get points(): readonly LossPoint[] {
    return this.history;
  }

  get choices(): ChartChoices {
    return this.current;
  }

  /** @param kept as they were written down, perhaps by another version. */
  restore(kept: Partial<ChartChoices> | undefined): void {
    this.current = readChoices(kept);
    this.show();
  }

  addLosses(points: readonly LossPoint[], replace: boolean): void {
    this.history = appended(replace ? [] : this.history, points);
    this.chart.drawSoon();
  }

  setLandmarks(landmarks: Landmarks): void {
    this.landmarks = landmarks;
    this.show();
  }

  /** A run of a comparison is shown as soon as it begins: that is what it is made for. */
  setRuns(runs: readonly RunRecord[], replace: boolean): void {
    const others = replace ? [] : this.runs.filter(({ run }) => !runs.some((changed) => changed.run === run));
    const begun = replace ? [] : runs.filter(({ run }) => !this.runs.some((known) => known.run === run));
    const compared = begun.filter(({ purpose }) => purpose === 'comparison').map(({ run }) => run);
    this.runs = [...others, ...runs].sort((a, b) => (a.started < b.started ? 1 : -1));
    this.styles.setRuns(this.runs.map(({ run }) => run));
    if (compared.length > 0) this.choose({ ...this.current, runs: [...this.current.runs, ...compared] });
    else this.show();
  }

  setStatus(status: TrainingStatus, model: ModelSummary | undefined): void {
    const busy = status.state === 'training' || status.state === 'reading';
    const same = busy === this.busy && model?.vocabSize === this.model?.vocabSize;
    this.busy = busy;
    this.model = model;
    if (!same) this.show();
  }

  redress(): void {
    this.chart.redress();
  }

  private choose(choices: ChartChoices): void {
    this.current = choices;
    this.show();
    this.actions.chosen();
  }

  /** All that does not change with every point; the chart follows with the next frame. */
  private show(): void {
    const { strings, current } = this;
    const { title, caption, unit } = quantities[current.quantity];
    this.title.textContent = strings[title];
    this.caption.textContent = strings[caption];
    const second = current.quantity === 'loss' ? element('span', {}, strings.perplexity) : undefined;
    this.axisNames.replaceChildren(...[element('span', {}, strings[unit]), second].filter((one) => one !== undefined));
    this.xName.textContent = strings[xNames[current.x]];
    this.controls.show(current);
    this.runList.show(this.pastRuns(), current.runs, this.busy);
    this.buttons.table.setAttribute('aria-expanded', String(current.table));
    this.chart.drawSoon();
  }

  /** All but the one whose curve is the model's own. */
  private pastRuns(): readonly RunRecord[] {
    return this.runs.filter(({ run }) => run !== this.landmarks.run);
  }

  private charted(): Charted {
    const { current, landmarks } = this;
    const chosen = this.pastRuns().filter(({ run }) => current.runs.includes(run));
    // Where the model has no curve, the runs of a comparison bring their own.
    const baselines = landmarks.baselines ?? (this.history.length === 0 ? chosen[0]?.baselines : undefined);
    const vocabSize = this.model?.vocabSize ?? chosen[0]?.vocabSize;
    const guides = guidesOf(current.quantity, vocabSize, baselines ?? undefined, this.strings, this.numbers);
    return {
      runs: this.chartedRuns(chosen),
      choices: current,
      guides: guides.filter(({ onlyNear }) => onlyNear || current.baselines),
      marks: current.marks ? marksOf(this.history, landmarks.events, current.x) : [],
    };
  }

  private chartedRuns(chosen: readonly RunRecord[]): readonly ChartedRun[] {
    const { history: points, landmarks } = this;
    const own = { id: '', label: this.ownName(), points, baselines: landmarks.baselines, style: undefined };
    const past = chosen.map((record): ChartedRun => {
      const { run: id, points, baselines } = record;
      const style = this.styles.of(id);
      return { id, label: `${style.letter ?? ''} ${runName(record)}`, points, baselines, style };
    });
    return [own, ...past];
  }

  private drawn(): void {
    const { chart, current, markKey } = this;
    const { runs, marks } = chart.charted;
    const some = !chart.isEmpty;
    this.element.classList.toggle('no-points', !some);
    this.element.classList.toggle('nothing', !runs.some(({ points }) => points.length > 0));
    this.element.classList.toggle('narrow', chart.narrow);
    markKey.show(some ? marks : []);
    this.buttons.csv.disabled = this.buttons.png.disabled = !some;
    const table = current.table && some ? trainingTable(runs, current, this.strings, this.numbers) : '';
    this.table.replaceChildren(table);
  }

  private ownName(): string {
    const { model, strings } = this;
    return model === undefined ? strings.thisRun : runName(model);
  }

  private exportCsv(): void {
    this.actions.export({ format: 'csv', data: trainingCsv(this.chart.charted.runs) });
  }

  private exportPng(): void {
    const { title, axisNames, xName } = this;
    const data = this.chart.picture({
      title: `${title.textContent} · ${this.ownName()}`,
      unit: axisNames.firstElementChild?.textContent ?? '',
      x: xName.textContent,
    });
    if (data !== undefined) this.actions.export({ format: 'png', data });
  }

  private button(id: string, name: string, act: () => void): HTMLButtonElement {
    const button = element('button', { id, class: 'button', type: 'button' }, name);
    button.addEventListener('click', act);
    return button;
  }

  private section(): HTMLElement {
    const { csv, png, table } = this.buttons;
    return element(
      'section',
      { class: 'loss' },
      element('div', { class: 'head' }, this.title, this.chart.legend),
      this.caption,
      this.controls.element,
      this.axisNames,
      this.chart.element,
      this.xName,
      this.markKey.element,
      element('div', { class: 'chart-buttons' }, csv, png, table),
      this.table,
    );
  }
}
