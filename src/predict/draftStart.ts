// Where a draft goes on from: one of the ways to read the text before the cursor, drawn by how probable it is. The word
// that is being typed is finished first, and may be finished already.

import type { Random } from '../rnn/random';
import type { TextRead } from './evidence';
import type { Predictor, ProbsAfter } from './predictor';
import type { TextReader } from './reading';

export interface DraftStart {
  readonly read: TextRead;
  readonly reader: TextReader;
  textOf(id: number): string;
  /** Ids that are no token of a text. */
  readonly never: readonly number[];
  /** What the first token may be; undefined: anything. */
  readonly allowed: readonly number[] | undefined;
  /** The characters of the first token that stand there already. */
  readonly typed: string;
  /** What is written before the first token: a space that a mark asks for, or nothing. */
  readonly lead: string;
  readonly previous: string | undefined;
}

/** @param lines prose before the cursor; the last one is being written. @param random undefined: the most probable way. */
export function draftStart(
  predictor: Predictor,
  lines: readonly string[],
  probsAfter: ProbsAfter,
  random: Random | undefined,
): DraftStart {
  const text = predictor.reader.read(lines);
  const ways = text.readings.flatMap((reading) => {
    const way = predictor.follow(text.common, reading.path, probsAfter);
    if (way === 0) return [];
    const probs = probsAfter(reading.read);
    const ids = predictor.possible.after(reading).ids.filter((id) => probs[id] > 0);
    const finished = { reading, allowed: [], mass: way * predictor.newWords.probability(reading.typed) };
    const goesOn = { reading, allowed: ids, mass: way * ids.reduce((sum, id) => sum + probs[id], 0) };
    return reading.typed !== '' && reading.next !== 'longer' ? [goesOn, finished] : [goesOn];
  });
  const total = ways.reduce((sum, { mass }) => sum + mass, 0);
  let left = random ? random.uniform(0, total) : 0;
  const drawn = random
    ? ways.find(({ mass }) => (left -= mass) < 0)
    : ways.reduce((best, way) => (way.mass > best.mass ? way : best), ways[0]);
  const { reading, allowed = [] } = drawn ?? { reading: text.readings[0] };
  const { read, typed, lead, previous, next } = reading;
  const { own, ...apart } = predictor.apart(read);
  if (typed !== '' && allowed.length === 0) {
    const after = apart.reader.after(apart.read, typed);
    return { ...apart, read: after, allowed: undefined, typed: '', lead, previous: typed };
  }
  const mayBe = typed === '' && next === 'any' ? undefined : allowed.map(own);
  return { ...apart, allowed: mayBe, typed, lead, previous };
}
