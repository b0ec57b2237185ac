// Reads one broken text after the other, in a thread that may be ended when it hangs; tells of each before it begins and
// after.

import { parentPort, workerData } from 'node:worker_threads';
import { Random } from '../../src/rnn/random';
import { brokenKinds } from './brokenTexts';
import { readEverywhere } from './readers';

/** From which text of a kind on; each has its own chance, so that it is the same whoever reads it. */
export interface Task {
  readonly kind: number;
  readonly from: number;
  readonly seed: number;
}

export type Told =
  | { readonly begins: number }
  | { readonly ends: number; readonly read: boolean; readonly milliseconds: number; readonly error?: string };

const { kind, from, seed } = workerData as Task;
const { count, size, make, isText } = brokenKinds[kind]!;
const tell = (told: Told) => parentPort!.postMessage(told);

for (let i = from; i < count; i++) {
  const bytes = make(new Random(seed + 100_000 * kind + i), size);
  tell({ begins: i });
  const begin = performance.now();
  try {
    const read = readEverywhere(bytes);
    const error = isText && !read && bytes.length < 4000 ? 'it is a text, and was refused' : undefined;
    tell({ ends: i, read, milliseconds: performance.now() - begin, ...(error ? { error } : {}) });
  } catch (error) {
    tell({
      ends: i,
      read: false,
      milliseconds: performance.now() - begin,
      error: (error as Error).stack ?? String(error),
    });
  }
}
