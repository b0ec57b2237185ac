// The switches of the chart: plain controls of the browser, in the theme's colours, each with its name.

import type { ViewStrings } from '../protocol';
import { type ChartChoices, smoothings, type XAxis, xAxes } from './chartChoices';
import { element } from './element';
import type { Numbers } from './numbers';
import { quantities, type Quantity, quantityNames } from './quantities';
import './chartControls.css';

export const xNames: Readonly<Record<XAxis, keyof ViewStrings>> = {
  words: 'wordsSeen',
  minutes: 'minutes',
  epochs: 'epochs',
};

export class ChartControls {
  readonly element: HTMLElement;
  private readonly quantity: HTMLSelectElement;
  private readonly x: HTMLSelectElement;
  private readonly log = checkbox('log');
  private readonly marks = checkbox('marks');
  private readonly baselines = checkbox('baselines');
  private readonly smoothing = element('input', { id: 'smoothing', type: 'range', min: '0', step: '1' });
  private choices: ChartChoices;

  /** @param change another choice has been made. */
  constructor(
    strings: ViewStrings,
    private readonly numbers: Numbers,
    choices: ChartChoices,
    change: (choices: ChartChoices) => void,
  ) {
    this.choices = choices;
    this.quantity = select('quantity', quantityNames, (name) => strings[quantities[name].title]);
    this.x = select('x-axis', xAxes, (name) => strings[xNames[name]]);
    this.smoothing.max = String(smoothings.length - 1);
    this.element = element(
      'div',
      { class: 'chart-controls' },
      labelled(strings.chartQuantity, this.quantity),
      labelled(strings.chartX, this.x),
      labelled(strings.smoothing, this.smoothing, strings.smoothingExplained),
      labelled(strings.logScale, this.log),
      labelled(strings.showMarks, this.marks),
      labelled(strings.showBaselines, this.baselines, strings.baselinesExplained),
    );
    // `input` comes while a slider is being drawn, and for all others when they change.
    this.element.addEventListener('input', () => change(this.read()));
    this.show(choices);
  }

  show(choices: ChartChoices): void {
    this.choices = choices;
    this.quantity.value = choices.quantity;
    this.x.value = choices.x;
    this.log.checked = choices.log[choices.quantity];
    this.marks.checked = choices.marks;
    this.baselines.checked = choices.baselines;
    this.baselines.disabled = quantities[choices.quantity].ofLoss === undefined;
    this.smoothing.value = String(smoothings.findIndex((weight) => weight === choices.smoothing));
    this.smoothing.setAttribute('aria-valuetext', this.numbers.significant(choices.smoothing));
  }

  private read(): ChartChoices {
    const { choices } = this;
    const quantity = this.quantity.value as Quantity;
    // Another quantity has a scale of its own.
    const log = quantity === choices.quantity ? { ...choices.log, [quantity]: this.log.checked } : choices.log;
    return {
      ...choices,
      ...{ quantity, log, x: this.x.value as XAxis, smoothing: smoothings[Number(this.smoothing.value)] ?? 0 },
      ...{ marks: this.marks.checked, baselines: this.baselines.checked },
    };
  }
}

function select<T extends string>(id: string, values: readonly T[], name: (value: T) => string): HTMLSelectElement {
  return element('select', { id }, ...values.map((value) => element('option', { value }, name(value))));
}

function checkbox(id: string): HTMLInputElement {
  return element('input', { id, type: 'checkbox' });
}

/** A control within its label; a box stands before its name, the others after it. */
function labelled(name: string, control: HTMLElement, explained?: string): HTMLElement {
  const text = element('span', {}, name);
  const parts = control instanceof HTMLInputElement && control.type === 'checkbox' ? [control, text] : [text, control];
  return element('label', explained === undefined ? {} : { title: explained }, ...parts);
}
