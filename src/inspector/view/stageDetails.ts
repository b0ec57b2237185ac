// What a chosen stage computes: its equation with the shapes of what takes part, its values to be read one by one, and what
// the network keeps it in, by PyTorch's names.

import type { TensorSummary, Unrolled, UnrolledStep } from '../../engine/protocol/inspection';
import type { ViewStrings } from '../protocol';
import { greatestOf, ReadableStrip, stripColours } from './activationStrip';
import { element, factList, filled, type Fact } from './element';
import { equation, equations, gateNames } from './equations';
import type { Numbers } from './numbers';
import { inputLabel, tokenLabel } from './tokenText';
import type { Choice } from './unrolledGrid';
import './stageDetails.css';

const stripWidth = 264;
/** Padding and border on both sides. */
const stripFrame = 8;
const strongest = 8;

export class StageDetails {
  readonly element: HTMLElement;
  private shown: Unrolled | undefined;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
  ) {
    this.element = element('section', { class: 'stage-details', 'aria-label': strings.stageTitle });
  }

  show(unrolled: Unrolled, choice: Choice, threshold: number): void {
    this.shown = unrolled;
    const { stage, layer } = choice;
    const { cell, activation, numLayers } = unrolled.config;
    const step = unrolled.steps[choice.step]!;
    const name = this.stageName(choice);
    const word = element('p', { class: 'at-word', dir: 'auto' }, inputLabel(step.input, this.strings));
    const formulas = equations(stage, cell, activation, layer).map((text) => element('li', {}, equation(text)));
    const ofLayer = numLayers > 1 && ['state', 'W', 'gates', 'U'].includes(stage);
    const layerName = filled(this.strings.layer, this.numbers.integer(layer + 1));
    this.element.replaceChildren(
      element('div', { class: 'head' }, element('h2', {}, ofLayer ? `${name} · ${layerName}` : name), word),
      element('ul', { class: 'equations' }, ...formulas),
      element('div', { class: 'stage-content' }, ...this.content(step, choice, threshold)),
    );
  }

  private stageName({ stage }: Choice): string {
    const { strings } = this;
    return {
      input: strings.stageInput,
      U: strings.stageU,
      W: strings.stageW,
      gates: this.shown!.config.cell === 'rnn' ? strings.stageSum : strings.stageGates,
      state: strings.stageState,
      V: strings.stageV,
      output: strings.stageOutput,
      loss: strings.stageLoss,
    }[stage];
  }

  private content(step: UnrolledStep, { stage, layer }: Choice, threshold: number): HTMLElement[] {
    switch (stage) {
      case 'input':
        return this.input(step);
      case 'U':
      case 'W':
      case 'V':
        return this.matrix(stage, layer);
      case 'gates':
        return this.gates(step, layer);
      case 'state':
        return this.state(step, layer, threshold);
      case 'output':
        return [this.caption(this.strings.explainOutput), this.outputTable(step)];
      case 'loss':
        return this.loss(step);
    }
  }

  private input({ input, embedding }: UnrolledStep): HTMLElement[] {
    const { vocabSize, embedSize } = this.shown!.config;
    const [number, words, size] = [input.id, vocabSize, embedSize].map((value) => this.numbers.integer(value));
    const unknown = input.unknown ? [this.caption(this.strings.unknownExplained)] : [];
    return [
      this.caption(filled(this.strings.explainInput, number!, words!)),
      ...unknown,
      this.strip('e', embedding, greatestOf(embedding), undefined, filled(this.strings.embeddingOf, size!)),
    ];
  }

  private matrix(symbol: 'U' | 'W' | 'V', layer: number): HTMLElement[] {
    const { strings } = this;
    const { cell, tied, hiddenSize: n, vocabSize: m, numLayers } = this.shown!.config;
    const below = layer === 0 ? m : n;
    const shape = { U: [n, below], W: [n, n], V: [m, n] }[symbol].map((size) => this.numbers.integer(size)).join(' × ');
    const names = {
      U: [...(layer === 0 ? ['encoder.weight'] : []), `rnn.weight_ih_l${layer}`],
      W: [`rnn.weight_hh_l${layer}`],
      V: [tied ? 'encoder.weight' : 'decoder.weight'],
    }[symbol];
    const letters = { U: layer === 0 ? 'n × m' : 'n × n', W: 'n × n', V: 'm × n' }[symbol];
    const each =
      symbol === 'V' || cell === 'rnn' ? [] : [{ label: strings.oneForEach, value: gateNames[cell].join(' ') }];
    const explained = {
      U: layer === 0 ? strings.explainU : strings.explainUAbove,
      W: strings.explainW,
      V: tied ? strings.explainTied : strings.explainV,
    }[symbol];
    const kept = this.shown!.tensors.filter(({ name }) => names.includes(name));
    const facts: Fact[] = [{ label: numLayers > 1 ? strings.shape : letters, value: shape }, ...each];
    return [this.caption(explained), factList(facts), this.tensorTable(kept)];
  }

  private gates({ layers }: UnrolledStep, layer: number): HTMLElement[] {
    const { cell } = this.shown!.config;
    const explained = { rnn: this.strings.explainSum, gru: this.strings.explainGru, lstm: this.strings.explainLstm }[
      cell
    ];
    const strips = layers[layer]!.gates.map((values, g) =>
      this.strip(gateNames[cell][g]!, values, cell === 'rnn' ? greatestOf(values) : 1),
    );
    return [this.caption(explained), ...strips];
  }

  private state({ layers }: UnrolledStep, layer: number, threshold: number): HTMLElement[] {
    const { h, c } = layers[layer]!;
    const byStrength = h.map((_, unit) => unit).sort((a, b) => Math.abs(h[b]!) - Math.abs(h[a]!));
    const rows = byStrength.slice(0, strongest).map((unit) => {
      return [this.numbers.integer(unit + 1), this.numbers.activation(h[unit]!)];
    });
    const memory = c.length > 0 ? [this.strip('c', c, greatestOf(c))] : [];
    return [
      this.caption(this.strings.explainState),
      this.strip('s', h, Math.max(1, greatestOf(h)), threshold),
      ...memory,
      element(
        'div',
        {},
        element('h3', {}, this.strings.strongestUnits),
        this.table([this.strings.unit, this.strings.activation], rows),
      ),
    ];
  }

  private loss({ target, top }: UnrolledStep): HTMLElement[] {
    const { strings, numbers } = this;
    if (!target) return [this.caption(strings.nothingFollows)];
    const probability = Math.exp(target.logprob);
    const facts: Fact[] = [
      { label: strings.probability, value: numbers.percent(probability) },
      { label: strings.rank, value: numbers.integer(target.rank) },
      { label: strings.lossTitle, value: numbers.loss(-target.logprob), note: `= −ln ${numbers.percent(probability)}` },
    ];
    const word = element('p', { class: 'at-word', dir: 'auto' }, tokenLabel(target.text, strings));
    const unknown = target.unknown ? [this.caption(strings.unknownExplained)] : [];
    const expected = filled(strings.expectedMost, top[0]!.text.trim(), numbers.percent(top[0]!.probability));
    return [this.caption(strings.explainLoss), word, ...unknown, factList(facts), this.caption(expected)];
  }

  private outputTable({ top, target }: UnrolledStep): HTMLElement {
    const { strings, numbers } = this;
    const rows = top.map(({ text, logit, probability }) => {
      const word = element('span', { dir: 'auto' }, tokenLabel(text, strings));
      word.classList.toggle('stands-here', text === target?.text);
      return [word, numbers.activation(logit), numbers.percent(probability)];
    });
    return this.table([strings.wordHead, strings.logit, strings.probability], rows);
  }

  private tensorTable(tensors: readonly TensorSummary[]): HTMLElement {
    const { strings, numbers } = this;
    const rows = tensors.map(({ name, shape, frobenius, spectral }) => [
      element('code', {}, name),
      shape.map((size) => numbers.integer(size)).join(' × '),
      numbers.significant(frobenius),
      spectral.map((value) => numbers.significant(value)).join(' · ') || '–',
    ]);
    return this.table([strings.inPyTorch, strings.shape, strings.frobenius, strings.spectral], rows);
  }

  private table(heads: readonly string[], rows: readonly (readonly (string | Node)[])[]): HTMLElement {
    return element(
      'div',
      { class: 'table-box' },
      element(
        'table',
        {},
        element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
        element(
          'tbody',
          {},
          ...rows.map((cells) => element('tr', {}, ...cells.map((cell) => element('td', {}, cell)))),
        ),
      ),
    );
  }

  private strip(
    letter: string,
    values: readonly number[],
    scale: number,
    threshold?: number,
    title?: string,
  ): HTMLElement {
    const name = `${letter}ₜ`;
    // Hidden, the pane has no width; it is filled again when it is seen.
    const width = Math.min(stripWidth, (this.element.clientWidth || stripWidth) - stripFrame);
    const options = { colours: stripColours(), width, scale, threshold };
    const strip = new ReadableStrip(this.strings, this.numbers, name, values, options);
    const size = filled(this.strings.unitsOf, name, this.numbers.integer(values.length));
    return element('div', { class: 'named-strip' }, element('h3', {}, title ?? size), strip.element);
  }

  private caption(text: string): HTMLElement {
    return element('p', { class: 'caption' }, text);
  }
}
