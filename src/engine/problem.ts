// An error with a code that a user interface can translate; its message says in English what is wrong and what to do.

import type { EngineProblem } from './protocol/problem';

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

/** What has been learnt is not on disk. */
export function cannotBeSaved(error: unknown): EngineProblem {
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'cannotSave', message: `The model could not be saved (${reason}); the one on disk is unchanged` };
}

/** @param learningRate the highest from now on. */
export function rolledBack(learningRate: number): EngineProblem {
  const message = `The loss was no number, or far too large: training goes on from its last good weights, with a learning rate of ${learningRate.toPrecision(2)}`;
  return { code: 'rolledBack', message };
}

export const diverged: EngineProblem = {
  code: 'diverged',
  message:
    'The loss was no number, or far too large, at every lower learning rate that was tried: training has stopped, and its last good weights are kept. Try a lower learning rate',
};
