// Long lists, a few milliseconds at a time: whoever is on this thread has keystrokes to answer.

/** Milliseconds at a stretch. */
const atOnce = 3;

export async function forEachInSlices<T>(items: Iterable<T>, visit: (item: T) => void): Promise<void> {
  let begin = performance.now();
  for (const item of items) {
    visit(item);
    if (performance.now() - begin < atOnce) continue;
    await new Promise(setImmediate);
    begin = performance.now();
  }
}
