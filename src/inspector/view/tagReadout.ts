// What the tags view says in numbers: one sentence about the words that moved the decision most, the facts of the word that
// is looked at, and all of it as a table, for those who do not see the lines.

import type { ReadLine, ReasonedTag } from '../../engine/protocol/tags';
import type { ViewStrings } from '../protocol';
import { element, factList, filled } from './element';
import type { Numbers } from './numbers';
import { shareOf, sideOf, wordsOf } from './noteReasons';

const mostNamed = 3;
/** A word that says so much less than the strongest is not worth naming. */
const leastShare = 0.1;

/** "Most for it: soup +0.41, salt +0.2. Most against it: race −0.1." */
export function reasonSentence(
  lines: readonly ReadLine[],
  { contributions }: ReasonedTag,
  strings: ViewStrings,
  numbers: Numbers,
): string {
  // A word may stand at several places.
  const sums = new Map<string, number>();
  for (const [i, { text }] of wordsOf(lines).entries()) {
    const word = text.toLowerCase();
    if (/[\p{L}\p{N}]/u.test(word)) sums.set(word, (sums.get(word) ?? 0) + contributions[i]!);
  }
  const least = leastShare * Math.max(...[...sums.values()].map(Math.abs));
  const strongest = (sign: 1 | -1) => {
    const words = [...sums].filter(([, value]) => sign * value > 0 && sign * value >= least);
    words.sort(([, a], [, b]) => sign * (b - a));
    return numbers.list(words.slice(0, mostNamed).map(([word, value]) => `${word} ${numbers.signed(value)}`));
  };
  const [speaksFor, against] = [strongest(1), strongest(-1)];
  return [
    speaksFor === '' ? '' : filled(strings.mostFor, speaksFor),
    against === '' ? '' : filled(strings.mostAgainst, against),
  ].join(' ');
}

/** What one word has to do with the tag. */
export function reasonFacts(
  lines: readonly ReadLine[],
  tag: ReasonedTag,
  index: number,
  strings: ViewStrings,
  numbers: Numbers,
): HTMLElement {
  const { text, known } = wordsOf(lines)[index]!;
  const value = tag.contributions[index]!;
  const share = filled(strings.ofStrongest, numbers.percent(Math.abs(shareOf(tag, index))));
  const note = `${sideOf(value, strings)} · ${share}`;
  const facts = factList([
    { label: strings.gradientTimesInputName, value: numbers.signed(value), note },
    ...partsOf(tag).map(({ name, of }) => ({ label: strings[name], value: numbers.signed(of(index)) })),
  ]);
  const name = element('h3', {}, element('bdi', {}, text));
  return element('div', {}, name, facts, known ? undefined : element('p', { class: 'caption' }, strings.unknownToTags));
}

/** Where two opinions are pooled, what comes from each; they add up. */
function partsOf({ contributions, ofNetwork }: ReasonedTag) {
  if (!ofNetwork) return [];
  return [
    { name: 'partOfNetwork', of: (index: number) => ofNetwork[index]! },
    { name: 'partOfSingleWords', of: (index: number) => contributions[index]! - ofNetwork[index]! },
  ] as const;
}

/** A row for every word, in the order of the note. */
export function reasonTable(
  lines: readonly ReadLine[],
  tag: ReasonedTag,
  strings: ViewStrings,
  numbers: Numbers,
): HTMLElement {
  const parts = partsOf(tag);
  const heading = (text: string) => element('th', { scope: 'col' }, text);
  const rows = wordsOf(lines).map(({ text }, i) => {
    const value = tag.contributions[i]!;
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, element('bdi', {}, text)),
      element('td', {}, numbers.signed(value)),
      ...parts.map(({ of }) => element('td', {}, numbers.signed(of(i)))),
      element('td', {}, sideOf(value, strings)),
    );
  });
  return element(
    'table',
    { class: 'reason-table' },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        heading(strings.word),
        heading(strings.gradientTimesInputName),
        ...parts.map(({ name }) => heading(strings[name])),
        heading(strings.forOrAgainst),
      ),
    ),
    element('tbody', {}, ...rows),
  );
}
