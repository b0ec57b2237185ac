// Says what the signs on the chart mean, and how many of each there are: what a screen reader reads of them.

import type { ViewStrings } from '../protocol';
import { element, filled } from './element';
import type { Mark, MarkKind } from './marks';
import type { Numbers } from './numbers';
import { markSign } from './swatch';

const names: readonly (readonly [MarkKind, keyof ViewStrings])[] = [
  ['epoch', 'epochMarks'],
  ['checkpoint', 'checkpointMarks'],
  ['resume', 'resumeMarks'],
  ['rollback', 'rollbackMarks'],
];

export class MarkKey {
  readonly element = element('p', { class: 'mark-key' });
  private counts = '';

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
  ) {}

  show(marks: readonly Mark[]): void {
    const found = names.map(([kind, name]) => [kind, name, marks.filter((mark) => mark.kind === kind).length] as const);
    const counts = found.map(([, , count]) => count).join(' ');
    if (counts === this.counts) return;
    this.counts = counts;
    const entries = found.filter(([, , count]) => count > 0);
    this.element.replaceChildren(
      ...entries.map(([kind, name, count]) =>
        element('span', {}, markSign(kind), filled(this.strings[name], this.numbers.integer(count))),
      ),
    );
  }
}
