// Long work as a generator that yields between its steps, so that whoever runs it decides what may come in between.

/** All of it at once. */
export function finish<T>(work: Generator<unknown, T>): T {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

/** Step by step. @param pause before each: lets others be served. @throws what `pause` throws, and the rest is left undone. */
export async function inTurn<T>(work: Generator<unknown, T>, pause: () => Promise<unknown>): Promise<T> {
  for (;;) {
    await pause();
    const step = work.next();
    if (step.done) return step.value;
  }
}
