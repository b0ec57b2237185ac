// What the alignment says in numbers: the cell that is looked at, and all of them as a table; and how they are computed.

import type { ShorthandExpansion } from '../../engine/protocol/shorthand';
import type { ViewStrings } from '../protocol';
import { type Cell, wordAt, wordName } from './alignmentGrid';
import { element, factList, filled } from './element';
import type { Numbers } from './numbers';
import { tokenLabel } from './tokenText';

/** Source, target and weight of one cell. */
export function cellFacts(
  { source, target, attention }: ShorthandExpansion,
  { row, column }: Cell,
  strings: ViewStrings,
  numbers: Numbers,
): HTMLElement {
  const weights = attention[row]!;
  const weight = weights[column]!;
  const strongest = weights.indexOf(Math.max(...weights));
  return factList([
    { label: strings.writtenWord, value: wordName(target, row, strings) },
    { label: strings.partOfShorthand, value: source[column]!.trim() },
    {
      label: strings.attentionWeight,
      value: numbers.activation(weight),
      note: filled(strings.attentionShare, numbers.percent(weight)),
    },
    {
      label: strings.lookedAtMost,
      value: source[strongest]!.trim(),
      note: numbers.activation(weights[strongest]!),
    },
  ]);
}

/** A row for each word of the target, a column for each part of the source, percent of what was looked at. */
export function alignmentTable(
  { source, target, attention }: ShorthandExpansion,
  strings: ViewStrings,
  numbers: Numbers,
): HTMLElement {
  const heading = (scope: 'row' | 'col', token: string) => element('th', { scope }, tokenLabel(token, strings));
  const rows = attention.map((weights, t) =>
    element(
      'tr',
      {},
      heading('row', wordAt(target, t)),
      ...weights.map((weight) => element('td', {}, numbers.percent(weight))),
    ),
  );
  return element(
    'table',
    { class: 'alignment-table' },
    element('caption', { class: 'unseen' }, strings.attentionLabel),
    element('thead', {}, element('tr', {}, element('td'), ...source.map((token) => heading('col', token)))),
    element('tbody', {}, ...rows),
  );
}

export function alignmentExplained(strings: ViewStrings): HTMLElement {
  return element(
    'details',
    { class: 'explanation' },
    element('summary', {}, strings.howAttentionWorks),
    element('p', {}, strings.explainedAttention),
    element('p', { class: 'formula' }, 'aₜₛ = softmaxₛ(hₜ · eₛ)'),
    element('p', { class: 'formula' }, 'cₜ = Σₛ aₜₛ eₛ'),
    element('p', { class: 'formula' }, 'h̃ₜ = tanh(W [cₜ; hₜ])'),
    element('p', {}, strings.explainedBeam),
  );
}
