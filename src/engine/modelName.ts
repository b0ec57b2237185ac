// What a person calls a model. It is only ever shown: no file and no folder has it for a name.

export const longestName = 60;

/** @throws Error where it cannot be one. */
export function checkedName(value: unknown): string {
  const name = typeof value === 'string' ? value.trim() : '';
  if (name === '' || name.length > longestName || /\p{Cc}/u.test(name)) {
    throw new Error(`a name is a line of 1 to ${longestName} characters`);
  }
  return name;
}
