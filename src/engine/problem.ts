// An error with a code that a user interface can translate; its message says in English what is wrong and what to do.

import type { EngineProblem } from './protocol';

export class ProblemError extends Error {
  constructor(
    readonly code: EngineProblem['code'],
    message: string,
  ) {
    super(message);
  }

  static from(error: unknown): EngineProblem {
    if (error instanceof ProblemError) return { code: error.code, message: error.message };
    return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
  }
}
