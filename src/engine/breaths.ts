// Long work on the engine's main thread, in steps: whenever it has had the thread for some milliseconds, requests are
// answered in between, so that nobody who types waits for what is being prepared.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { inTurn } from '../rnn/stepwise';

/** A third of what a writer may wait for a suggestion at the median. */
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
