// What the memory view says in numbers: one sentence about the whole way back, the facts of the word that is chosen, and
// all of it as a table, which is also the chart for those who do not see it.

import type { Memory, RememberedWord } from '../../engine/protocol/inspection';
import type { ViewStrings } from '../protocol';
import { element, type Fact, factList, filled } from './element';
import { connection, stepName } from './memoryStrip';
import type { Numbers } from './numbers';
import { scientific, shareOfWhole } from './scientific';

/** From this many times its size at the last step on, a gradient is said to explode. */
const exploded = 10;

/** "After 7 words, less than 1% of the gradient is left." */
export function readingSentence(
  { fadedAt, left, most, states }: RememberedWord,
  strings: ViewStrings,
  numbers: Numbers,
): string {
  const farthest = numbers.integer(states.length - 1);
  const stillLeft = filled(strings.gradientLeft, farthest, shareOfWhole(left, numbers));
  const faded =
    fadedAt === 1 ? strings.gradientFadedAtOnce : filled(strings.gradientFaded, numbers.integer(fadedAt ?? 0));
  const end = fadedAt === undefined ? stillLeft : faded;
  if (most.share < exploded) return end;
  const grown = filled(strings.gradientGrown, numbers.integer(most.k), scientific(most.share, numbers));
  return left > 1 ? grown : `${grown} ${end}`;
}

/** What the step k has to do with the word. */
export function stepFacts(
  { steps }: Memory,
  word: RememberedWord,
  k: number,
  strings: ViewStrings,
  numbers: Numbers,
): HTMLElement {
  const number = (value: number) => scientific(value, numbers);
  const ofStrongest = numbers.percent(connection(word, k));
  const ofLast = shareOfWhole(word.states[k]! / word.states[0]!, numbers);
  const bound = word.bounds[k];
  const [layer] = word.layers;
  const parts: readonly Fact[] =
    word.layers.length > 1 || layer![k]!.c === undefined
      ? []
      : [
          { label: '‖∂L/∂h‖', value: number(layer![k]!.h) },
          { label: '‖∂L/∂c‖', value: number(layer![k]!.c!) },
        ];
  const facts: readonly Fact[] = [
    { label: strings.wordsBack, value: numbers.integer(k) },
    {
      label: strings.connectivity,
      value: number(word.inputs[k]!),
      note: filled(strings.ofStrongest, ofStrongest),
    },
    { label: strings.gradient, value: number(word.states[k]!), note: filled(strings.ofLastStep, ofLast) },
    ...parts,
    ...(bound === undefined ? [] : [{ label: strings.gradientBound, value: number(bound) }]),
  ];
  const name = element('h3', { class: 'step-name' }, element('bdi', {}, stepName(steps[k]!, strings)));
  return element('div', { class: 'step-facts' }, name, factList(facts));
}

/** Every number, a row for every step. */
export function memoryTable(
  { steps }: Memory,
  word: RememberedWord,
  strings: ViewStrings,
  numbers: Numbers,
): HTMLElement {
  const number = (value: number | undefined) => (value === undefined ? '' : scientific(value, numbers));
  const several = word.layers.length > 1;
  const columns = word.layers.flatMap((norms, l): { name: string; at: (k: number) => number | undefined }[] => {
    const layer = several ? ` ${filled(strings.layer, numbers.integer(l + 1))}` : '';
    const whole = { name: `‖∂L/∂s‖${layer}`, at: (k: number) => norms[k]!.state };
    if (norms[0]!.c === undefined) return [whole];
    return [
      whole,
      { name: `‖∂L/∂h‖${layer}`, at: (k) => norms[k]!.h },
      { name: `‖∂L/∂c‖${layer}`, at: (k) => norms[k]!.c },
    ];
  });
  const named = [
    ...columns,
    { name: strings.gradientBound, at: (k: number) => word.bounds[k] },
    { name: strings.connectivity, at: (k: number) => word.inputs[k] },
  ];
  const heading = (text: string) => element('th', { scope: 'col' }, text);
  const rows = steps.map((step, k) =>
    element(
      'tr',
      {},
      element('td', {}, numbers.integer(k)),
      element('th', { scope: 'row' }, element('bdi', {}, stepName(step, strings))),
      ...named.map(({ at }) => element('td', {}, number(at(k)))),
    ),
  );
  return element(
    'table',
    { class: 'memory-table' },
    element(
      'thead',
      {},
      element('tr', {}, heading('k'), heading(strings.word), ...named.map(({ name }) => heading(name))),
    ),
    element('tbody', {}, ...rows),
  );
}
