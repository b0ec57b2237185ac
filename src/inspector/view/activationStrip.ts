// Activations as a strip of small cells, one a unit, folded into rows: positive ones whole and in one hue, negative ones
// with a gap across their middle and in the other, the stronger the further from zero. What the canvas shows is also said:
// the value under the pointer, and with the arrow keys the value of any unit.

import { element, filled } from './element';
import type { Numbers } from './numbers';
import type { ViewStrings } from '../protocol';
import { resolvedColour } from './resolvedColour';
import './activationStrip.css';

export interface StripColours {
  readonly positive: string;
  readonly negative: string;
  readonly frame: string;
}

/** The theme's, as activationStrip.css names them. */
export function stripColours(): StripColours {
  const colour = (name: string) => resolvedColour(`strip-${name}`);
  return { positive: colour('positive'), negative: colour('negative'), frame: colour('frame') };
}

export interface StripOptions {
  readonly colours: StripColours;
  /** CSS pixels. */
  readonly width: number;
  /** The value that is drawn at full strength. */
  readonly scale: number;
  /** Units above it are framed. */
  readonly threshold?: number | undefined;
}

/** Columns of a strip of so many units: about as wide as high, in powers of two where it can be. */
export function columnsFor(units: number): number {
  return Math.min(units, 2 ** Math.ceil(Math.log2(Math.sqrt(Math.max(1, units)))));
}

/** The largest distance from zero: the scale of values that have no bounds. */
export function greatestOf(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
}

/** @param say what is said of the unit under the pointer. */
export function stripCanvas(
  values: readonly number[],
  options: StripOptions,
  say: (unit: number, value: number) => string,
): HTMLCanvasElement {
  const canvas = element('canvas', { class: 'strip', 'aria-hidden': 'true' });
  drawStrip(canvas, values, options);
  canvas.addEventListener('mousemove', (event) => {
    const unit = unitAt(canvas, event, values.length);
    canvas.title = unit === undefined ? '' : say(unit, values[unit]!);
  });
  return canvas;
}

export function drawStrip(
  canvas: HTMLCanvasElement,
  values: readonly number[],
  { colours, width, scale, threshold }: StripOptions,
): void {
  const columns = columnsFor(values.length);
  const cell = Math.max(2, Math.floor(width / columns));
  const rows = Math.ceil(values.length / columns);
  const ratio = window.devicePixelRatio;
  canvas.width = columns * cell * ratio;
  canvas.height = rows * cell * ratio;
  canvas.style.width = `${columns * cell}px`;
  canvas.style.height = `${rows * cell}px`;
  const context = canvas.getContext('2d')!;
  context.scale(ratio, ratio);
  const side = cell - (cell > 3 ? 1 : 0);
  values.forEach((value, unit) => {
    const x = (unit % columns) * cell;
    const y = Math.floor(unit / columns) * cell;
    context.globalAlpha = Math.min(1, Math.abs(value) / scale);
    context.fillStyle = value < 0 ? colours.negative : colours.positive;
    if (value < 0 && side > 2) {
      const bar = Math.floor((side - 1) / 2);
      context.fillRect(x, y, side, bar);
      context.fillRect(x, y + side - bar, side, bar);
    } else context.fillRect(x, y, side, side);
    if (threshold === undefined || value <= threshold) return;
    context.globalAlpha = 1;
    context.strokeStyle = colours.frame;
    context.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
  });
}

/** The unit under a point of the canvas. */
function unitAt(canvas: HTMLCanvasElement, event: MouseEvent, units: number): number | undefined {
  const columns = columnsFor(units);
  const cell = canvas.clientWidth / columns;
  const unit = Math.floor(event.offsetX / cell) + columns * Math.floor(event.offsetY / cell);
  return unit >= 0 && unit < units ? unit : undefined;
}

/** "sₜ, unit 17: 0.482" */
export function unitText(strings: ViewStrings, numbers: Numbers, name: string, unit: number, value: number): string {
  return filled(strings.unitValue, name, numbers.integer(unit + 1), numbers.activation(value));
}

/** A strip that can be read unit by unit: with the pointer, or, as it is a slider over its units, with the arrow keys. */
export class ReadableStrip {
  readonly element: HTMLElement;
  private readonly canvas = element('canvas', { class: 'strip', 'aria-hidden': 'true' });
  private readonly readout = element('p', { class: 'strip-readout' });
  private readonly slider: HTMLElement;
  private unit: number;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    private readonly name: string,
    private readonly values: readonly number[],
    options: StripOptions,
  ) {
    drawStrip(this.canvas, values, options);
    this.slider = element('div', {
      class: 'strip-slider',
      role: 'slider',
      tabindex: '0',
      'aria-label': name,
      'aria-valuemin': '1',
      'aria-valuemax': String(values.length),
    });
    this.slider.append(this.canvas);
    this.slider.addEventListener('keydown', (event) => this.move(event));
    this.canvas.addEventListener('mousemove', (event) => this.read(unitAt(this.canvas, event, values.length)));
    this.element = element('div', { class: 'readable-strip' }, this.slider, this.readout);
    // The strongest unit is what one looks for first.
    this.unit = values.reduce((most, value, i) => (Math.abs(value) > Math.abs(values[most]!) ? i : most), 0);
    this.read(this.unit);
  }

  private read(unit: number | undefined): void {
    if (unit === undefined) return;
    this.unit = unit;
    const text = unitText(this.strings, this.numbers, this.name, unit, this.values[unit]!);
    this.readout.textContent = text;
    this.slider.setAttribute('aria-valuenow', String(unit + 1));
    this.slider.setAttribute('aria-valuetext', text);
  }

  private move(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const columns = columnsFor(this.values.length);
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: this.unit + 1,
      ArrowLeft: this.unit - 1,
      ArrowDown: this.unit + columns,
      ArrowUp: this.unit - columns,
      Home: 0,
      End: this.values.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    if (target >= 0 && target < this.values.length) this.read(target);
  }
}
