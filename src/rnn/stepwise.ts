// Long work as a generator that yields between its steps, so that whoever runs it decides what may come in between.

/** All of it at once. */
export function finish<T>(work: Generator<unknown, T>): T {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}
