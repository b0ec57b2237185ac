// Work that nobody waits for.

export function inBackground(work: Promise<void>): void {
  work.catch(logged);
}

/** Should it fail, what was there before goes on answering, and the log says why. */
export function logged(error: unknown): void {
  console.error(`The notes could not be counted, weighed or learnt on: ${String(error)}`);
}
