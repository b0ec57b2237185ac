// Long work on a thread that has keystrokes to answer, in steps: whenever it has had the thread for some milliseconds, others
// are served in between, so that nobody who types waits for what is being prepared.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { inTurn } from '../rnn/stepwise';

/** Milliseconds: a third of what a writer may wait for a suggestion at the median. */
const longest = 3;

/** @throws what the work throws. */
export function withBreaths<T>(work: Generator<unknown, T>): Promise<T> {
  let since = performance.now();
  return inTurn(work, async () => {
    if (performance.now() - since < longest) return;
    await nextTurn();
    since = performance.now();
  });
}

/** @throws what a visit throws. */
export function forEachWithBreaths<T>(items: Iterable<T>, visit: (item: T) => void): Promise<void> {
  function* visits(): Generator<undefined, void> {
    for (const item of items) {
      yield;
      visit(item);
    }
  }
  return withBreaths(visits());
}
