// A run in a thread that shares no memory with whoever steers it: it is alone, and hears what it is told between its updates,
// where it also waits while it is held.

import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { control, type SteeringOrder } from './trainingJob';
import type { TrainingLoop } from './trainingLoop';

/** Milliseconds: what it is told while it waits is heard so soon. */
const glance = 20;

/** @param flags its own, which the orders that it hears are written to. */
export async function runInTurns(
  run: ReturnType<TrainingLoop['run']>,
  flags: Int32Array,
  listen: (hear: (order: SteeringOrder) => void) => void,
): Promise<void> {
  listen(({ place, value }) => (flags[place] = value));
  for (const state of run) {
    if (state === 'paused') await sleep(glance);
    else await nextTurn();
    const since = performance.now();
    while (flags[control.held] !== 0) await sleep(glance);
    // That is no time in which the run learnt.
    flags[control.heldTime] += Math.round(performance.now() - since);
  }
}
