// One training step, tried on a copy of the network: a button, the learning rate, and what came of it: the loss of every
// word before and after, the gradients, and how far the weights moved.

import type { TriedStepAnswer } from '../../engine/protocol/inspection';
import type { FromView, ViewStrings } from '../protocol';
import { element, factList, filled } from './element';
import type { Numbers } from './numbers';
import { tokenLabel } from './tokenText';
import './tryStepPanel.css';

const learningRates: readonly number[] = [0.0001, 0.001, 0.003, 0.01, 0.1];
const usualRate = 0.003;

export class TryStepPanel {
  readonly element: HTMLElement;
  private readonly button: HTMLButtonElement;
  private readonly rate: HTMLSelectElement;
  private readonly result = element('div', { class: 'step-result', 'aria-live': 'polite' });

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    private readonly post: (message: FromView) => void,
  ) {
    this.button = element('button', { type: 'button', class: 'button' }, strings.tryStep);
    this.rate = element('select', { class: 'select', 'aria-label': strings.learningRate });
    for (const rate of learningRates) {
      this.rate.append(element('option', { value: String(rate) }, String(rate)));
    }
    this.rate.value = String(usualRate);
    this.button.addEventListener('click', () => {
      this.button.disabled = true;
      this.result.replaceChildren(element('p', { class: 'hint' }, strings.tryingStep));
      post({ type: 'ask', question: { kind: 'tryStep', learningRate: Number(this.rate.value) } });
    });
    this.element = element(
      'section',
      { class: 'try-step', 'aria-label': strings.oneStep },
      element('h2', {}, strings.oneStep),
      element('p', { class: 'caption' }, strings.oneStepCaption),
      element(
        'div',
        { class: 'control-row' },
        this.button,
        element('label', {}, `${strings.learningRate} `, this.rate),
      ),
      this.result,
    );
  }

  /** Other words are shown: what was tried was about others. */
  clear(): void {
    if (this.button.disabled) this.post({ type: 'callOff', kind: 'tryStep' });
    this.button.disabled = false;
    this.result.replaceChildren();
  }

  showNone(reason: string | undefined): void {
    this.button.disabled = false;
    this.result.replaceChildren();
    if (reason !== undefined) this.result.append(element('p', { class: 'hint' }, reason));
  }

  show(tried: TriedStepAnswer): void {
    this.button.disabled = false;
    this.result.replaceChildren(this.facts(tried), this.words(tried), this.parameters(tried));
  }

  private facts({ lossBefore, lossAfter, gradNorm, gradClip, learningRate, parameters }: TriedStepAnswer): HTMLElement {
    const { strings, numbers } = this;
    const clipped = gradClip > 0 && gradNorm > gradClip;
    const moved = Math.sqrt(parameters.reduce((sum, { updateNorm }) => sum + updateNorm ** 2, 0));
    return factList([
      {
        label: strings.lossBeforeAfter,
        value: `${numbers.loss(mean(lossBefore))} → ${numbers.loss(mean(lossAfter))}`,
        note: filled(strings.meanOverWords, numbers.integer(lossBefore.length)),
      },
      {
        label: strings.gradientNorm,
        value: numbers.significant(gradNorm),
        note: clipped ? filled(strings.clippedTo, numbers.significant(gradClip)) : strings.notClipped,
      },
      {
        label: strings.updateNorm,
        value: numbers.significant(moved),
        note: filled(strings.adamWithRate, String(learningRate)),
      },
    ]);
  }

  private words({ tokens, lossBefore, lossAfter, arriving }: TriedStepAnswer): HTMLElement {
    const { strings, numbers } = this;
    const total = tokens.map((_, t) => Math.sqrt(arriving.reduce((sum, steps) => sum + steps[t]! ** 2, 0)));
    const most = Math.max(...total, Number.MIN_VALUE);
    const rows = tokens.map((text, t) => {
      const bar = element('span', { class: 'step-bar', 'aria-hidden': 'true' });
      bar.style.setProperty('--length', `${(100 * total[t]!) / most}%`);
      const value = element('span', { class: 'step-value' }, numbers.significant(total[t]!));
      return element(
        'tr',
        {},
        element('th', { scope: 'row', dir: 'auto' }, tokenLabel(text, strings)),
        element('td', {}, numbers.loss(lossBefore[t]!)),
        element('td', {}, numbers.loss(lossAfter[t]!)),
        element('td', { class: 'with-bar' }, bar, value),
      );
    });
    return this.table([strings.wordToPredict, strings.before, strings.after, strings.gradientArriving], rows);
  }

  private parameters({ parameters }: TriedStepAnswer): HTMLElement {
    const { strings, numbers } = this;
    const rows = parameters.map(({ name, shape, gradNorm, updateNorm }) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, element('code', {}, name)),
        element('td', {}, shape.map((size) => numbers.integer(size)).join(' × ')),
        element('td', {}, numbers.significant(gradNorm)),
        element('td', {}, numbers.significant(updateNorm)),
      ),
    );
    return this.table([strings.inPyTorch, strings.shape, strings.gradientNorm, strings.updateNorm], rows);
  }

  private table(heads: readonly string[], rows: readonly HTMLElement[]): HTMLElement {
    const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
    const table = element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
    return element('div', { class: 'table-box' }, table);
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
