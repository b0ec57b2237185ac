// Where in the notes the counts of a word come from: the places where it followed the words that it would follow now, as
// many of them as can be found together. Near files come first: the document's own, then those of its folder.

import path from 'node:path';
import type { Note } from '../text/corpus';
import { formatOfPath } from '../text/noteText';
import { type Place, placeInFile } from '../text/placeInFile';
import { joinedText } from '../text/tokenize';
import { specials, unk } from '../text/vocabulary';
import type { Counted } from './counting';
import { noteText } from './noteBytes';
import type { Occurrence, Occurrences, OccurrencesRequest } from './protocol/suggestions';

const mostPlaces = 5;
/** Words of the notes that are looked at between two pauses: some milliseconds. */
const wordsAtOnce = 500_000;
/** Characters of a sentence that are shown before and after the word. */
const [shownBefore, shownAfter] = [70, 50];

/** @param pause lets others go on; it throws where the answer is not wanted any more. */
export async function findOccurrences(
  counted: Counted | undefined,
  { word, context, file }: OccurrencesRequest,
  pause: () => Promise<void>,
): Promise<Occurrences> {
  const none = { context: [], count: 0, places: [] };
  if (!counted) return none;
  const { notes, lexicon, counts } = counted;
  const { foldedOf } = counts.words;
  // As they are counted also without case. −1: no note holds it.
  const foldedId = (token: string) => {
    const special = (specials as readonly string[]).indexOf(token);
    const id = special > unk ? special : lexicon.idOf(token);
    return id === unk || id >= counts.vocabSize ? -1 : foldedOf[id];
  };
  const target = foldedId(word);
  if (target < 0) return none;
  const wanted = context.map(foldedId);

  let [longest, count, looked] = [0, 0, 0];
  let found: { note: Note; at: number }[] = [];
  for (const index of nearestFirst(notes, file)) {
    const { inputs, targets } = counts.streams[index];
    for (let at = 0; at < targets.length; at++) {
      if (++looked % wordsAtOnce === 0) await pause();
      if (foldedOf[targets[at]] !== target) continue;
      let length = 0;
      while (length < wanted.length && foldedOf[inputs[at - length]] === wanted[wanted.length - 1 - length]) length++;
      if (length < longest) continue;
      if (length > longest) [longest, count, found] = [length, 0, []];
      count++;
      if (found.length < mostPlaces) found.push({ note: notes[index], at });
    }
  }
  const places = await inFiles(found, pause);
  return { context: longest === 0 ? [] : context.slice(-longest), count, places };
}

/** Numbers of the notes, by how many folders their files are apart from this one. */
function nearestFirst(notes: readonly Note[], file: string | undefined): number[] {
  const numbers = notes.map((_, index) => index);
  if (file === undefined) return numbers;
  const here = file.split(path.sep);
  const distances = notes.map((note) => {
    const there = note.path.split(path.sep);
    let same = 0;
    while (same < here.length && here[same] === there[same]) same++;
    return here.length + there.length - 2 * same;
  });
  return numbers.sort((a, b) => distances[a] - distances[b] || a - b);
}

/** Those of them that their files still hold. */
async function inFiles(
  found: readonly { note: Note; at: number }[],
  pause: () => Promise<void>,
): Promise<Occurrence[]> {
  const places: Occurrence[] = [];
  for (const { note, at } of found) {
    await pause();
    const { path: file, sentences } = note;
    const [sentence, token] = positionOf(note, at);
    const place = await placeOf(note, sentence, token, pause);
    if (place) places.push({ file, ...place, ...aroundWord(sentences[sentence].tokens, token) });
  }
  return places;
}

export async function placeOf(
  { path: file, sentences }: Note,
  sentence: number,
  token: number,
  pause: () => Promise<void>,
): Promise<Place | undefined> {
  const text = await noteText(file);
  if (text === undefined) return undefined;
  const looking = placeInFile(text, formatOfPath(file), sentences, sentence, token);
  for (;;) {
    const step = looking.next();
    if (step.done) return step.value;
    await pause();
  }
}

/** The event `at` of a note's stream: each sentence has one for every token and one for its end. */
export function positionOf({ sentences }: Note, at: number): [sentence: number, token: number] {
  let token = at;
  let sentence = 0;
  while (token > sentences[sentence].tokens.length) token -= sentences[sentence++].tokens.length + 1;
  return [sentence, token];
}

/** A sentence around one of its tokens, as it reads. */
export function aroundWord(tokens: readonly string[], at: number): Pick<Occurrence, 'before' | 'word' | 'after'> {
  const textAt = (i: number) => joinedText(tokens[i - 1], tokens[i]);
  const word = tokens[at];
  let [first, last] = [at, at];
  let before = textAt(at).slice(0, -word.length);
  while (first > 0 && before.length < shownBefore) before = textAt(--first) + before;
  let after = '';
  while (last + 1 < tokens.length && after.length < shownAfter) after += textAt(++last);
  return {
    before: first > 0 ? `… ${before.trimStart()}` : before,
    word,
    after: last + 1 < tokens.length ? `${after.trimEnd()} …` : after,
  };
}
