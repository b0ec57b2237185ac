// What the network alone gives a word where it has read everything, the last word only, or nothing: as small bars on one
// scale. The difference between the first and the second is what the recurrent state carries.

import type { Chance, ExplainedWord, NetworkAlone } from '../../engine/protocol/suggestions';
import type { ViewStrings } from '../protocol';
import { contextText } from './contextText';
import { element, filled } from './element';
import type { Numbers } from './numbers';
import './networkMemory.css';

/** A factor that is less than this says little. */
const remarkable = 1.25;

export function networkMemory(word: ExplainedWord, strings: ViewStrings, numbers: Numbers): HTMLElement {
  const { network } = word;
  if (!network) return element('p', { class: 'caption' }, strings.countsOnly);
  const last = contextText(word.context.slice(-1));
  const rows: [name: string, chance: Chance][] = [
    [strings.withAll, network.withAll],
    [last === '' ? strings.withLineStart : filled(strings.withLastWord, last), network.withLastWord],
    [strings.withNothing, network.withNothing],
  ];
  const most = Math.max(...rows.map(([, { probability }]) => probability), Number.MIN_VALUE);
  return element(
    'div',
    {},
    element(
      'table',
      { class: 'memory' },
      element('thead', {}, element('tr', {}, ...heads(strings).map((name) => element('th', { scope: 'col' }, name)))),
      element('tbody', {}, ...rows.map(([name, chance]) => row(name, chance, most, numbers))),
    ),
    element('p', { class: 'caption' }, sentence(network, strings, numbers)),
  );
}

function heads({ contextRead, probability, rank }: ViewStrings): string[] {
  return [contextRead, probability, rank];
}

function row(name: string, { probability, rank }: Chance, most: number, numbers: Numbers): HTMLElement {
  const bar = element('span', { class: 'memory-bar', 'aria-hidden': 'true' });
  bar.style.setProperty('--length', `${(100 * probability) / most}%`);
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, element('bdi', {}, name)),
    element('td', {}, element('span', { class: 'memory-track' }, bar), numbers.percent(probability)),
    element('td', {}, probability > 0 ? numbers.integer(rank) : '–'),
  );
}

function sentence({ withAll, withLastWord }: NetworkAlone, strings: ViewStrings, numbers: Numbers): string {
  if (withAll.probability === 0) return strings.networkSilent;
  const factor = withAll.probability / withLastWord.probability;
  if (factor >= remarkable) return filled(strings.remembersFor, numbers.factor(factor));
  if (factor <= 1 / remarkable) return filled(strings.remembersAgainst, numbers.factor(1 / factor));
  return strings.remembersLittle;
}
