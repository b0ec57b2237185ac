// What a process holds when everything that nobody needs any more has been collected.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Memory {
  /** Megabytes, each. */
  readonly resident: number;
  readonly heap: number;
  /** Outside the heap, but held from it. */
  readonly external: number;
}

export function memoryInUse(): Memory {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: object) => void;
  // As V8 does before it gives up: compiled code and free pages go too, which it else keeps as long as there is room.
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const { rss, heapUsed, external } = process.memoryUsage();
  return { resident: rss / 1e6, heap: heapUsed / 1e6, external: external / 1e6 };
}
