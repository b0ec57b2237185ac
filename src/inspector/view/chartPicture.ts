// The chart as a picture: what is on its canvas, on the theme's background, with its title above and its legend below.

import type { ChartTheme } from './chartTheme';
import type { Curve } from './curves';

export interface Captions {
  readonly title: string;
  readonly unit: string;
  readonly x: string;
}

const margin = 12;
const lineHeight = 18;
const swatchWidth = 26;

/** A data URL of a PNG. @param chart in the screen's pixels. @param legend a line for each curve. */
export function chartPicture(
  chart: HTMLCanvasElement,
  curves: readonly Curve[],
  legend: readonly string[],
  captions: Captions,
  theme: ChartTheme,
): string {
  const ratio = devicePixelRatio;
  const width = chart.width / ratio + 2 * margin;
  const below = margin + lineHeight * (curves.length + 1) + chart.height / ratio + 2 * lineHeight;
  const picture = document.createElement('canvas');
  picture.width = Math.round(width * ratio);
  picture.height = Math.round((below + margin) * ratio);
  const ctx = picture.getContext('2d')!;
  ctx.scale(ratio, ratio);
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, width, below + margin);
  ctx.fillStyle = theme.text;
  ctx.font = theme.font.replace('11px', 'bold 13px');
  ctx.textBaseline = 'top';
  ctx.fillText(captions.title, margin, margin);
  ctx.font = theme.font;
  ctx.fillText(captions.unit, margin, margin + lineHeight);
  const top = margin + 2 * lineHeight;
  ctx.drawImage(chart, margin, top, chart.width / ratio, chart.height / ratio);
  let y = top + chart.height / ratio;
  ctx.textAlign = 'center';
  ctx.fillText(captions.x, width / 2, y);
  ctx.textAlign = 'left';
  for (const [index, { style }] of curves.entries()) {
    y += lineHeight;
    ctx.strokeStyle = theme[style.colour];
    ctx.lineWidth = 2;
    ctx.setLineDash([...style.dash]);
    ctx.beginPath();
    ctx.moveTo(margin, y + 6);
    ctx.lineTo(margin + swatchWidth, y + 6);
    ctx.stroke();
    ctx.fillText(legend[index] ?? '', margin + swatchWidth + 8, y);
  }
  return picture.toDataURL('image/png');
}
