// The network: unrolled over the words around the caret, what its chosen stage computes, and below it what can be tried on
// it. The step at the caret is chosen first; buttons and keys go through the words one at a time.

import type { Unrolled } from '../../engine/protocol/inspection';
import type { Answer, FromView, NetworkShown, Question, ViewStrings } from '../protocol';
import { element, filled } from './element';
import type { Numbers } from './numbers';
import { SimilarPanel } from './similarPanel';
import { StageDetails } from './stageDetails';
import { TryStepPanel } from './tryStepPanel';
import { type Choice, UnrolledGrid } from './unrolledGrid';
import './networkView.css';

export class NetworkView {
  readonly element: HTMLElement;
  private readonly grid: UnrolledGrid;
  private readonly details: StageDetails;
  private readonly tryStep: TryStepPanel;
  private readonly similar: SimilarPanel;
  private readonly title = element('span', { class: 'where' });
  private readonly model = element('p', { class: 'caption' });
  private readonly reason = element('p', { class: 'empty' });
  private readonly back: HTMLButtonElement;
  private readonly forth: HTMLButtonElement;
  private shown: Unrolled | undefined;
  private choice: Choice = { step: 0, stage: 'state', layer: 0 };

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    post: (message: FromView) => void,
  ) {
    this.grid = new UnrolledGrid(strings, numbers, (choice) => this.choose(choice));
    this.details = new StageDetails(strings, numbers);
    this.tryStep = new TryStepPanel(strings, numbers, post);
    this.similar = new SimilarPanel(
      strings,
      numbers,
      () => this.redraw(),
      (words) => this.pattern(words),
      post,
    );
    this.back = this.stepButton('←', strings.previousWord, -1);
    this.forth = this.stepButton('→', strings.nextWord, 1);
    const steps = element('div', { class: 'control-row' }, this.back, this.forth);
    const panels = element('div', { class: 'panels' }, this.tryStep.element, this.similar.element);
    this.element = element(
      'section',
      { class: 'network' },
      element('div', { class: 'head' }, element('h2', {}, strings.networkTab), this.title),
      element('p', { class: 'caption' }, strings.networkCaption),
      this.reason,
      element('div', { class: 'network-content' }, this.model, steps, this.grid.element, this.details.element, panels),
    );
    this.showNothing(strings.looking);
  }

  show({ title, unrolled }: NetworkShown): void {
    const sameWords = this.shown !== undefined && wordsOf(this.shown) === wordsOf(unrolled);
    const top = unrolled.config.numLayers - 1;
    const { stage } = this.choice;
    const layer = this.shown ? Math.min(this.choice.layer, top) : top;
    // While it learns the same words are read by other weights: what the reader looks at stays.
    this.choice = sameWords ? this.choice : { step: unrolled.at, stage, layer };
    this.shown = unrolled;
    if (!sameWords) {
      this.tryStep.clear();
      this.similar.clear();
    }
    this.element.classList.remove('no-network');
    this.title.textContent = title;
    this.model.textContent = this.modelText(unrolled);
    this.redraw();
  }

  showNothing(reason: string): void {
    this.shown = undefined;
    this.element.classList.add('no-network');
    this.title.textContent = '';
    this.reason.textContent = reason;
    this.tryStep.clear();
    this.similar.clear();
  }

  answer(answer: Answer): void {
    if (answer.kind === 'tryStep') this.tryStep.show(answer.tried);
    if (answer.kind === 'similar') this.similar.show(answer.found);
  }

  noAnswer(kind: Question['kind'], reason: string | undefined): void {
    if (kind === 'tryStep') this.tryStep.showNone(reason);
    if (kind === 'similar') this.similar.showNone(reason);
  }

  answering(done: number): void {
    this.similar.showProgress(done);
  }

  /** Draws what canvases show anew: the theme, or the threshold, is another. */
  redraw(): void {
    if (!this.shown) return;
    this.grid.show(this.shown, this.choice, this.similar.threshold);
    this.showChoice();
  }

  private choose(choice: Choice): void {
    const { step, stage, layer } = this.choice;
    if (step === choice.step && stage === choice.stage && layer === choice.layer) return;
    this.choice = choice;
    this.grid.choose(choice);
    this.showChoice();
  }

  private showChoice(): void {
    const { step, layer } = this.choice;
    this.details.show(this.shown!, this.choice, this.similar.threshold);
    this.back.disabled = step === 0;
    this.forth.disabled = step === this.shown!.steps.length - 1;
    const states = this.shown!.steps.slice(Math.max(0, step - this.similar.length + 1), step + 1);
    const units = states[0]!.layers[layer]!.h.map((_, unit) => unit);
    const above = units.filter((unit) =>
      states.every(({ layers }) => layers[layer]!.h[unit]! > this.similar.threshold),
    );
    this.similar.showCount(above.length, units.length);
  }

  private pattern(words: number): Extract<Question, { kind: 'similar' }> | undefined {
    if (!this.shown) return undefined;
    const { step, layer } = this.choice;
    const { threshold } = this.similar;
    const from = Math.max(0, step - words + 1);
    return { kind: 'similar', layer, threshold, from, to: step };
  }

  private stepButton(mark: string, label: string, by: number): HTMLButtonElement {
    const button = element(
      'button',
      { type: 'button', class: 'button' },
      by < 0 ? `${mark} ${label}` : `${label} ${mark}`,
    );
    button.addEventListener('click', () => this.choose({ ...this.choice, step: this.choice.step + by }));
    return button;
  }

  private modelText({ config }: Unrolled): string {
    const { cell, numLayers, hiddenSize, vocabSize } = config;
    const [n, m] = [hiddenSize, vocabSize].map((size) => this.numbers.integer(size));
    const units = numLayers > 1 ? `${numLayers} × ${n}` : n!;
    return filled(this.strings.networkSizes, cell.toUpperCase(), units, m!);
  }
}

function wordsOf({ steps, at }: Unrolled): string {
  return JSON.stringify([at, ...steps.map(({ input }) => input.text)]);
}
