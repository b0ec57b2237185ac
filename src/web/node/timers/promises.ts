// node:timers/promises, as far as the engine uses it.

import { setImmediate as nextTurn } from '../../globals';

export function setImmediate(): Promise<void> {
  return new Promise((resolve) => nextTurn(resolve));
}

export function setTimeout(milliseconds: number): Promise<void> {
  return new Promise((resolve) => globalThis.setTimeout(resolve, milliseconds));
}
