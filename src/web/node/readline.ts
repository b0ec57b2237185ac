// node:readline, as far as the engine's client uses it: the lines of the engine's error output, which from a worker come one by one.

import { Listeners } from '../listeners';

export class ErrorLines extends Listeners<{ line: [string] }> {
  put(line: string): void {
    this.tell('line', line);
  }
}

export function createInterface(lines: ErrorLines): ErrorLines {
  return lines;
}
