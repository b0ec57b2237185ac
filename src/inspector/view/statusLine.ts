// The head of the inspector: what training is doing, how far it is, the model in one line, and the buttons that make
// sense now. It asks for commands through `run`; what they did comes back as the next status.

import type { ComparedCell, TrainingProgress, TrainingStatus } from '../../engine/protocol/training';
import type { ModelSummary, RunCommand, ViewStrings } from '../protocol';
import { element, factList, filled, type Fact } from './element';
import type { Numbers } from './numbers';
import './statusLine.css';

const commands: readonly RunCommand[] = ['resume', 'learn', 'pause', 'stop'];

export class StatusLine {
  private readonly dot = element('span', { class: 'dot', 'aria-hidden': 'true' });
  /** Alone in being announced: numbers that change every second would drown out all else. */
  private readonly state = element('span', { class: 'state', role: 'status' });
  private readonly percent = element('span', { class: 'percent' });
  private readonly bar = element('div', {
    class: 'progress',
    role: 'progressbar',
    'aria-valuemin': '0',
    'aria-valuemax': '100',
  });
  private readonly details = element('div', { class: 'details' });
  private readonly buttons: ReadonlyMap<RunCommand, HTMLButtonElement>;
  readonly element: HTMLElement;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    run: (command: RunCommand) => void,
  ) {
    this.buttons = new Map(
      commands.map((command) => {
        const button = element('button', { id: command, class: 'button', type: 'button' }, strings[command]);
        button.addEventListener('click', () => run(command));
        return [command, button];
      }),
    );
    const label = element('div', { class: 'label' }, this.dot, this.state, this.percent);
    const controls = element('div', { class: 'controls' }, ...this.buttons.values());
    this.bar.append(element('div', { class: 'done' }));
    this.element = element(
      'header',
      { id: 'status' },
      element('h1', { class: 'unseen' }, strings.inspector),
      element('div', { class: 'head' }, label, controls),
      this.bar,
      this.details,
    );
    this.show({ state: 'idle' }, undefined);
  }

  show(status: TrainingStatus, model: ModelSummary | undefined): void {
    this.element.dataset.state = status.state === 'training' && status.paused ? 'paused' : status.state;
    const state = stateText(status, model, this.strings, this.numbers);
    // Only a real change is written, or a screen reader would say it again and again.
    if (this.state.textContent !== state) this.state.textContent = state;
    this.showFraction(fractionDone(status), state);
    const summary = model && modelText(model, this.strings, this.numbers);
    const problem = status.state === 'failed' ? status.problem.message : undefined;
    this.details.replaceChildren(
      element('p', { class: 'problem' }, problem),
      factList(this.facts(status, model)),
      element('p', { class: 'model' }, summary),
      element('p', { class: 'size-reason' }, model && sizeReasonText(model, this.strings, this.numbers)),
    );
    this.offer(offered(status, model));
  }

  private showFraction(fraction: number | undefined, label: string): void {
    this.bar.hidden = fraction === undefined;
    this.percent.textContent = fraction === undefined ? '' : this.numbers.wholePercent(fraction);
    this.bar.setAttribute('aria-label', label);
    this.bar.setAttribute('aria-valuenow', String(Math.floor((fraction ?? 0) * 100)));
    this.bar.style.setProperty('--done', `${(fraction ?? 0) * 100}%`);
  }

  private facts(status: TrainingStatus, model: ModelSummary | undefined): Fact[] {
    const { strings, numbers } = this;
    const progress = status.state === 'training' ? status.progress : undefined;
    const measured = status.state === 'finished' ? status.validPerplexity : progress?.validPerplexity;
    const perplexity = measured ?? model?.validPerplexity;
    const facts: Fact[] = [];
    if (perplexity !== undefined) facts.push({ label: strings.validPerplexity, value: numbers.perplexity(perplexity) });
    return progress === undefined
      ? facts
      : [...facts, ...this.speed(progress, status.state === 'training' && status.paused)];
  }

  private speed(progress: TrainingProgress, paused: boolean): Fact[] {
    const { strings, numbers } = this;
    const epoch = { label: strings.epoch, value: numbers.oneDecimal(progress.epoch) };
    if (paused) return [epoch];
    return [
      epoch,
      { label: strings.wordsPerSecond, value: numbers.compact(progress.wordsPerSecond) },
      { label: strings.timeLeft, value: numbers.duration(progress.secondsLeft) },
    ];
  }

  /** Shows these buttons and no others; a keyboard user whose button went stays among the buttons. */
  private offer(now: readonly RunCommand[]): void {
    const focused = [...this.buttons.values()].find((button) => button === document.activeElement);
    for (const [command, button] of this.buttons) {
      button.hidden = !now.includes(command);
      button.classList.toggle('primary', command === now[0] && command !== 'stop');
    }
    if (focused?.hidden === true) this.buttons.get(now[0]!)?.focus();
  }
}

/** The commands that make sense in a state, the likeliest first. */
function offered(status: TrainingStatus, model: ModelSummary | undefined): readonly RunCommand[] {
  if (status.state === 'reading') return ['stop'];
  if (status.state === 'training') return [status.paused ? 'resume' : 'pause', 'stop'];
  return model?.resumable === true ? ['resume', 'learn'] : ['learn'];
}

function stateText(status: TrainingStatus, model: ModelSummary | undefined, strings: ViewStrings, numbers: Numbers) {
  switch (status.state) {
    case 'idle':
      return model === undefined ? strings.idle : strings.ready;
    case 'reading':
      return filled(strings.reading, numbers.integer(status.filesRead), numbers.integer(status.files));
    case 'training':
      if (status.paused) return strings.paused;
      return status.comparing === undefined ? strings.training : comparingText(status.comparing, strings, numbers);
    case 'finished':
      return {
        budget: strings.finished,
        earlyStopping: status.validPerplexity === undefined ? strings.finishedEarlyOnAll : strings.finishedEarly,
        stopped: strings.stopped,
      }[status.why];
    case 'failed':
      return strings.failed;
  }
}

function comparingText({ cell, number, of }: ComparedCell, strings: ViewStrings, numbers: Numbers) {
  return filled(strings.comparing, cell.toUpperCase(), numbers.integer(number), numbers.integer(of));
}

function fractionDone(status: TrainingStatus): number | undefined {
  if (status.state === 'reading') return status.filesRead / Math.max(1, status.files);
  return status.state === 'training' ? (status.progress?.fraction ?? 0) : undefined;
}

function modelText({ cell, numLayers, hiddenSize, vocabSize }: ModelSummary, strings: ViewStrings, numbers: Numbers) {
  const units = numLayers > 1 ? `${numLayers} × ${numbers.integer(hiddenSize)}` : numbers.integer(hiddenSize);
  return filled(strings.model, cell.toUpperCase(), units, numbers.integer(vocabSize));
}

function sizeReasonText({ hiddenSize, sizeReason }: ModelSummary, strings: ViewStrings, numbers: Numbers) {
  if (sizeReason?.minutes === undefined) return undefined;
  const { minutes, gflops, tokens, passes } = sizeReason;
  const [time, times] = [minutes, passes].map((value) => numbers.significant(value));
  const [width, speed] = [hiddenSize, gflops].map((value) => numbers.integer(value));
  return filled(strings.sizeReason, width, time, speed, numbers.compact(tokens), times);
}
