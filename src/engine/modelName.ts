// What a person calls a model, which is only ever shown: no file of the model has it for a name. And how large a file may be
// that one is brought in from: both are looked at before the engine is asked.

export const longestName = 60;

/** What Node reads in one piece. */
export const largestExchange = 2 ** 31 - 1;

/** @throws Error where it cannot be one. */
export function checkedName(value: unknown): string {
  const name = typeof value === 'string' ? value.trim() : '';
  if (name === '' || name.length > longestName || /\p{Cc}/u.test(name)) {
    throw new Error(`a name is a line of 1 to ${longestName} characters`);
  }
  return name;
}
