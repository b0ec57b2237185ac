// A failure that a person can act on: its message says what to do, and is shown without a stack.

export class HostError extends Error {
  override readonly name = 'HostError';
}

/** What a program prints before it exits with 1. */
export function explain(error: unknown): string {
  if (error instanceof HostError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
