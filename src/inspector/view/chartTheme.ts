// The theme's colours for the chart's canvas, which cannot read CSS variables itself, and the moment when they change.

/** The colours that lossChart.css names, as the browser resolves them. */
export interface ChartTheme {
  readonly train: string;
  readonly valid: string;
  readonly axis: string;
  readonly grid: string;
  readonly background: string;
  readonly font: string;
}

export function chartTheme(chart: HTMLElement): ChartTheme {
  const probe = document.createElement('span');
  chart.append(probe);
  const colour = (name: string) => {
    probe.className = `chart-${name}`;
    return getComputedStyle(probe).color;
  };
  const { fontFamily } = getComputedStyle(chart);
  const theme = {
    train: colour('train'),
    valid: colour('valid'),
    axis: colour('axis'),
    grid: colour('grid'),
    background: colour('background'),
    font: `11px ${fontFamily}`,
  };
  probe.remove();
  return theme;
}

/** VS Code marks the theme on the body and sets its colours as variables on the root element: either may change alone. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  const attributeFilter = ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'];
  observer.observe(document.body, { attributes: true, attributeFilter });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
