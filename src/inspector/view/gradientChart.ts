// ‖∂L_t/∂s_{t−k}‖ over k on a logarithmic axis, a line for each layer, and the product of the Jacobians' norms, which none
// of them can exceed; the words themselves stand under the axis. Drawn as SVG in the pixels that there are: it follows
// the theme by itself.

import type { MemoryStep, RememberedWord } from '../../engine/protocol/inspection';
import type { ViewStrings } from '../protocol';
import { element, filled } from './element';
import { depth, logScale, type LogScale } from './gradientScale';
import { stepText } from './memoryStrip';
import { powerOfTen } from './scientific';
import './gradientChart.css';

const height = 190;
const left = 40;
/** Half a word's width, so that the last one ends where the page does. */
const right = 8;
const top = 6;
/** Pixels that a word under the axis needs. */
const labelWidth = 14;
/** Characters of it for which there is room. */
const labelLength = 12;

export interface ChartLine {
  /** Of the style sheet: its colour and its dashes. */
  readonly style: 'layer-0' | 'layer-1' | 'layer-2' | 'bound';
  readonly name: string;
  readonly values: readonly number[];
}

export class GradientChart {
  readonly element: HTMLElement;
  private readonly reading = element('p', { id: 'memory-reading', 'aria-live': 'polite' });
  private readonly plot = element('div', { id: 'gradients', role: 'img' });
  private readonly words = element('div', { class: 'step-words', 'aria-hidden': 'true' });
  private readonly legend = element('div', { class: 'legend' });
  private steps: readonly MemoryStep[] = [];
  private lines: readonly ChartLine[] = [];
  private selected: number | undefined;

  /** @param onSelect the k that the pointer is at. */
  constructor(
    private readonly strings: ViewStrings,
    private readonly onSelect: (k: number) => void,
  ) {
    this.element = element(
      'section',
      { class: 'gradients' },
      element('div', { class: 'head' }, element('h2', {}, strings.gradientTitle), this.legend),
      element('p', { class: 'caption' }, strings.gradientCaption),
      this.reading,
      this.plot,
      this.words,
      element('p', { class: 'x-name' }, strings.wordsBack),
    );
    const follow = (event: PointerEvent) => this.follow(event);
    this.plot.addEventListener('pointermove', follow);
    this.plot.addEventListener('pointerdown', follow);
    new ResizeObserver(() => this.draw()).observe(this.plot);
  }

  /** @param reading what the chart says, in words. */
  show(steps: readonly MemoryStep[], word: RememberedWord, reading: string, selected: number | undefined): void {
    this.steps = steps;
    this.lines = chartLines(word, this.strings);
    this.selected = selected;
    this.legend.replaceChildren(...this.lines.map(({ style, name }) => entry(style, name)));
    this.reading.textContent = reading;
    this.plot.setAttribute('aria-label', `${this.strings.gradientTitle}. ${reading}`);
    this.draw();
  }

  select(k: number | undefined): void {
    this.selected = k;
    this.draw();
  }

  private get width(): number {
    return this.plot.clientWidth;
  }

  private get stepWidth(): number {
    return (this.width - left - right) / this.steps.length;
  }

  private x(k: number): number {
    return left + (k + 0.5) * this.stepWidth;
  }

  private draw(): void {
    // Nothing is drawn in a tab that is not seen.
    if (this.width === 0 || this.steps.length === 0) return;
    const [bound, ...layers] = [...this.lines].reverse();
    const scale = logScale(
      layers.flatMap(({ values }) => values),
      bound!.values,
    );
    const y = (value: number) => {
      const at = depth(scale, value);
      return at === undefined ? undefined : top + at * (height - 2 * top);
    };
    const picture = svg('svg', { width: this.width, height, 'aria-hidden': 'true' });
    picture.append(this.clip(), ...this.axis(scale), ...this.marker());
    for (const line of this.lines) picture.append(this.line(line, y));
    this.plot.replaceChildren(picture);
    this.drawWords();
  }

  private axis({ ticks, low, high }: LogScale): SVGElement[] {
    return ticks.flatMap((exponent) => {
      const y = top + ((high - exponent) / (high - low)) * (height - 2 * top);
      const name = svg('text', { class: 'tick', x: left - 6, y: y + 4, 'text-anchor': 'end' });
      name.textContent = powerOfTen(exponent);
      return [svg('line', { class: 'grid', x1: left, x2: this.width, y1: y, y2: y }), name];
    });
  }

  private line({ style, values }: ChartLine, y: (value: number) => number | undefined): SVGElement {
    const places = values.map((value, k) => [this.x(k), y(value)] as const).filter(([, at]) => at !== undefined);
    const group = svg('g', { class: `line ${style}`, 'clip-path': 'url(#plot-area)' });
    group.append(svg('polyline', { points: places.map(([x, at]) => `${x.toFixed(1)},${at!.toFixed(1)}`).join(' ') }));
    const value = this.selected === undefined ? undefined : values[this.selected];
    const at = value === undefined ? undefined : y(value);
    if (at !== undefined) group.append(svg('circle', { cx: this.x(this.selected!), cy: at, r: 4 }));
    return group;
  }

  private marker(): SVGElement[] {
    if (this.selected === undefined) return [];
    const x = this.x(this.selected);
    return [svg('line', { class: 'marker', x1: x, x2: x, y1: 0, y2: height })];
  }

  /** Lines end where the plot does. */
  private clip(): SVGElement {
    const clip = svg('clipPath', { id: 'plot-area' });
    clip.append(svg('rect', { x: left, y: 0, width: Math.max(0, this.width - left), height }));
    return clip;
  }

  /** As many words as there is room for, the selected one always. */
  private drawWords(): void {
    const every = Math.ceil(labelWidth / this.stepWidth);
    const { selected } = this;
    const isShown = (k: number) => {
      if (k === selected) return true;
      return k % every === 0 && (selected === undefined || Math.abs(k - selected) >= every);
    };
    const labels = [...this.steps.entries()]
      .filter(([k]) => isShown(k))
      .map(([k, step]) => {
        const label = element('span', { class: 'step-word' }, `${k} `, element('bdi', {}, shortened(stepText(step))));
        label.classList.toggle('selected', k === selected);
        label.style.setProperty('--x', `${this.x(k).toFixed(1)}px`);
        return label;
      });
    this.words.replaceChildren(...labels);
  }

  private follow({ clientX }: PointerEvent): void {
    const x = clientX - this.plot.getBoundingClientRect().left - left;
    const k = Math.floor(x / this.stepWidth);
    if (k >= 0 && k < this.steps.length && k !== this.selected) this.onSelect(k);
  }
}

/** The layers' lines, and last the bound. */
function chartLines({ layers, bounds }: RememberedWord, strings: ViewStrings): ChartLine[] {
  const name = (l: number) => (layers.length > 1 ? filled(strings.gradientOfLayer, String(l + 1)) : strings.gradient);
  const lines = layers.map((norms, l): ChartLine => {
    const style = (['layer-0', 'layer-1', 'layer-2'] as const)[l % 3]!;
    return { style, name: name(l), values: norms.map(({ state }) => state) };
  });
  return [...lines, { style: 'bound', name: strings.gradientBound, values: bounds }];
}

function entry(style: string, name: string): HTMLElement {
  const swatch = svg('svg', { class: `line ${style}`, width: 22, height: 8, 'aria-hidden': 'true' });
  swatch.append(svg('polyline', { points: '0,4 22,4' }));
  return element('span', { class: 'entry' }, swatch, name);
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > labelLength ? `${characters.slice(0, labelLength - 1).join('')}…` : text;
}

function svg(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
