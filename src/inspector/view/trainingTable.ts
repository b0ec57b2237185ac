// The curves as a table, for those who read numbers rather than lines: at some places, as many as one reads.

import { finite, thinned } from '../../engine/lossCurve';
import type { ViewStrings } from '../protocol';
import type { ChartChoices } from './chartChoices';
import type { ChartedRun } from './curves';
import { element } from './element';
import type { Numbers } from './numbers';
import { quantities } from './quantities';

export const mostRows = 40;

export function trainingTable(
  runs: readonly ChartedRun[],
  { quantity }: ChartChoices,
  strings: ViewStrings,
  numbers: Numbers,
): HTMLElement {
  const { series, format } = quantities[quantity];
  const names = series.map(({ name }) => strings[name]);
  const head = [strings.runsTitle, strings.wordsSeen, strings.epoch, strings.minutes, ...names];
  const rows = runs.flatMap((run) =>
    thinned(run.points, mostRows).map((point) => [
      run.label,
      numbers.integer(point.tokens),
      numbers.oneDecimal(point.epoch),
      numbers.oneDecimal(point.elapsedSeconds / 60),
      ...series.map(({ value }) => {
        const found = finite(value(point));
        return found === undefined ? '–' : format(found, numbers);
      }),
    ]),
  );
  const cells = (tag: 'td' | 'th', texts: readonly string[], attributes = {}) =>
    texts.map((text) => element(tag, attributes, text));
  return element(
    'table',
    { class: 'numbers' },
    element('caption', {}, `${strings[quantities[quantity].title]}. ${strings.tableCaption}`),
    element('thead', {}, element('tr', {}, ...cells('th', head, { scope: 'col' }))),
    element('tbody', {}, ...rows.map((row) => element('tr', {}, ...cells('td', row)))),
  );
}
