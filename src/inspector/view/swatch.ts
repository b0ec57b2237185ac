// A short piece of a line as it is drawn in the chart: its colour and its dash. And the signs of marks.

import type { LineStyle } from './lineStyles';

const svg = 'http://www.w3.org/2000/svg';
const [width, height] = [26, 10];

export function swatch({ colour, dash }: LineStyle): SVGElement {
  const line = made('line', { x1: '0', x2: String(width), y1: '5', y2: '5', 'stroke-dasharray': dash.join(' ') });
  return picture(`swatch chart-${colour}`, [line]);
}

/** The sign of a mark, as chartGuides.ts draws it. */
export function markSign(kind: 'epoch' | 'checkpoint' | 'resume' | 'rollback'): SVGElement {
  const signs = {
    epoch: [made('line', { x1: '13', x2: '13', y1: '0', y2: '10', opacity: '0.4' })],
    checkpoint: [made('path', { d: 'M13 2 L9 9 L17 9 Z', class: 'filled' })],
    resume: [
      made('line', { x1: '13', x2: '13', y1: '0', y2: '10', 'stroke-dasharray': '3 2' }),
      made('circle', { cx: '13', cy: '3', r: '3', class: 'filled' }),
    ],
    rollback: [
      made('line', { x1: '13', x2: '13', y1: '0', y2: '10', 'stroke-dasharray': '3 2' }),
      made('path', { d: 'M16 0 L10 3 L16 6 Z', class: 'filled' }),
    ],
  };
  return picture('swatch chart-axis', signs[kind]);
}

function picture(name: string, parts: readonly SVGElement[]): SVGElement {
  const shape = { viewBox: `0 0 ${width} ${height}`, width: String(width), height: String(height) };
  const whole = made('svg', { ...shape, class: name, 'aria-hidden': 'true' });
  whole.append(...parts);
  return whole;
}

function made(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(svg, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element as SVGElement;
}
