// The theme's colours for the chart's canvas, which cannot read CSS variables itself, and the moment when they change.

import { type ChartColour, chartColours } from './lineStyles';

const groundColours = ['axis', 'grid', 'background', 'text'] as const;

/** The colours that lineChart.css names, as the browser resolves them, and the axes' font. */
export type ChartTheme = Readonly<Record<ChartColour | (typeof groundColours)[number] | 'font', string>>;

export function chartTheme(chart: HTMLElement): ChartTheme {
  const probe = document.createElement('span');
  chart.append(probe);
  const colours = [...chartColours, ...groundColours].map((name) => {
    probe.className = `chart-${name}`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  const { fontFamily } = getComputedStyle(chart);
  return { ...Object.fromEntries(colours), font: `11px ${fontFamily}` } as ChartTheme;
}

/** VS Code marks the theme on the body and sets its colours as variables on the root element: either may change alone. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  const attributeFilter = ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'];
  observer.observe(document.body, { attributes: true, attributeFilter });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
