// What a run has held out, so that what the model is worth can be measured on it afterwards. Notes change, and a later run
// may divide them otherwise: so it is kept which piece of which note it was, and only what is still there, word for word, is
// measured on. On disk stand places and digests, no text.

import type { Note } from '../text/corpus';
import { noteDigest } from './learntNotes';
import type { TrainedFile } from './trainedFiles';
import type { NoteSplit } from './trainingText';

/** The end of a note, or all of it. */
export interface HeldOut {
  readonly path: string;
  /** Sentences before it, and its own. */
  readonly from: number;
  readonly sentences: number;
  readonly digest: string;
}

/** The runs that one goes on from: what they have held out; undefined: that is not known. */
export interface RunsBefore {
  readonly heldOut: readonly HeldOut[] | undefined;
  readonly trainedOn: readonly TrainedFile[] | undefined;
}

/**
 * In steps. @param notes all that were divided.
 * @param before undefined: it is a new run. Else what these may have learnt is not held out any more.
 * @returns undefined where that cannot be known.
 */
export function* recordingHeldOut(
  { valid }: NoteSplit,
  notes: readonly Note[],
  before: RunsBefore | undefined,
): Generator<undefined, readonly HeldOut[] | undefined> {
  const isNew = before && newSince(before);
  if (before && !isNew) return undefined;
  const lengths = new Map(notes.map(({ path, sentences }) => [path, sentences.length]));
  const pieces: HeldOut[] = [];
  for (const piece of valid) {
    yield;
    const { path, sentences } = piece;
    const from = (lengths.get(path) ?? sentences.length) - sentences.length;
    const held = { path, from, sentences: sentences.length, digest: noteDigest(piece) };
    if (!isNew || isNew(held)) pieces.push(held);
  }
  return pieces;
}

/** Whether none of the runs before has learnt a piece; undefined: that cannot be known. */
function newSince({ heldOut, trainedOn }: RunsBefore): ((piece: HeldOut) => boolean) | undefined {
  if (!heldOut || !trainedOn) return undefined;
  const held = new Map(heldOut.map(({ path, digest }) => [path, digest]));
  const given = new Set(trainedOn.map(({ path }) => path));
  return ({ path, digest }) => held.get(path) === digest || !given.has(path);
}

/** Notes as they are now: the pieces that are still as they were held out, and the rest. */
export function divideAsHeldOut(notes: readonly Note[], heldOut: readonly HeldOut[]): NoteSplit {
  const pieces = new Map(heldOut.map((piece) => [piece.path, piece]));
  const [train, valid]: [Note[], Note[]] = [[], []];
  for (const note of notes) {
    const piece = pieces.get(note.path);
    const from = piece && placeOf(note, piece);
    if (from === undefined) {
      train.push(note);
      continue;
    }
    const { path, sentences } = note;
    const to = from + piece!.sentences;
    const rest = [...sentences.slice(0, from), ...sentences.slice(to)];
    valid.push({ path, sentences: sentences.slice(from, to) });
    if (rest.length > 0) train.push({ path, sentences: rest });
  }
  return { train, valid };
}

/** Where it begins: what was written since stands behind it, or before it. */
function placeOf({ path, sentences }: Note, piece: HeldOut): number | undefined {
  const places = [piece.from, sentences.length - piece.sentences];
  return places.find((from) => {
    const found = from < 0 ? [] : sentences.slice(from, from + piece.sentences);
    return found.length === piece.sentences && noteDigest({ path, sentences: found }) === piece.digest;
  });
}
