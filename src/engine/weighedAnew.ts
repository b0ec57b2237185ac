// Answers of some of the sources, each time weighed anew: on the held-out notes of the training text, or on others.

import type { SourceName } from '../predict/evidence';
import type { Note } from '../text/corpus';
import { Answerer } from './answerer';
import type { Counted } from './counting';
import { ProblemError } from './problem';
import type { Session } from './session';
import { divideNotes } from './trainingText';

/**
 * @param without sources to leave out, each time.
 * @param held notes that the run has not learnt from; undefined: those that it held out.
 * @throws ProblemError noNotes, noModel.
 */
export async function weighedAnew(
  session: Session,
  without: readonly (readonly SourceName[])[],
  held?: readonly Note[],
): Promise<Answerer[]> {
  const { network } = session.parts();
  const counted = countedOf(session);
  const split = held ? { train: counted.notes, valid: held } : divideNotes(counted.notes, session.seed());
  const fits = await session.fitWithout(split, without);
  return without.map((names) => new Answerer(network, counted, fits, new Set(names)));
}

/** @throws ProblemError noNotes. */
export function countedOf(session: Session): Counted {
  const { counted } = session.parts();
  if (counted) return counted;
  throw new ProblemError('noNotes', 'This model was kept without its notes: train it with afterword train');
}
