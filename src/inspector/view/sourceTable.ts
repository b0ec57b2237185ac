// The sum behind a probability, P(w) = Σ λ_i P_i(w): what each source says of a word, how much it is trusted here, and
// which share of the whole comes from it.

import type { ExplainedWord, SourceName, SourcePart } from '../../engine/protocol/suggestions';
import { originOf } from '../../predict/origins';
import type { ViewStrings } from '../protocol';
import { element, filled } from './element';
import type { Numbers } from './numbers';
import './sourceTable.css';

export function sourceTable(word: ExplainedWord, strings: ViewStrings, numbers: Numbers): HTMLElement {
  const row = ({ name, lambda, probability, share }: SourcePart) => {
    const swatch = element('span', { class: `swatch part ${originOf[name]}`, 'aria-hidden': 'true' });
    return element(
      'tr',
      {},
      element(
        'th',
        { scope: 'row' },
        swatch,
        sourceTexts(name, strings).name,
        element('span', { class: 'explained-source' }, sourceTexts(name, strings).explained),
      ),
      ...[lambda, probability, share].map((value) => element('td', {}, numbers.percent(value))),
    );
  };
  const columns = [strings.source, strings.trust, strings.says, strings.share];
  const together = element(
    'tr',
    { class: 'together' },
    element('th', { scope: 'row' }, strings.together),
    element('td'),
    ...[word.mixture, 1].map((value) => element('td', {}, numbers.percent(value))),
  );
  const table = element(
    'table',
    { class: 'sources' },
    element('thead', {}, element('tr', {}, ...columns.map((name) => element('th', { scope: 'col' }, name)))),
    element('tbody', {}, ...[...word.parts].sort((a, b) => b.share - a.share).map(row), together),
  );
  if (Math.abs(word.probability - word.mixture) < 1e-6) return table;
  const given = filled(strings.givenTyped, numbers.percent(word.probability));
  return element('div', {}, table, element('p', { class: 'caption' }, given));
}

function sourceTexts(name: SourceName, strings: ViewStrings): { readonly name: string; readonly explained: string } {
  return { name: strings[`${name}Source`], explained: strings[`${name}SourceExplained`] };
}
