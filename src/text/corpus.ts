// Notes as a model reads them: counted, divided into training and held-out text, and encoded as one stream of ids with
// the target of every position beside it. Batches and windows are cut from the stream elsewhere.
import { isWord, type Sentence } from './tokenize';
import type { TokenUnit } from './units';
import type { WordIds } from './lexicon';
import { sharedInts } from './sharedIds';
import { end, lineStart, start, unk } from './vocabulary';

export interface Note {
  readonly path: string;
  readonly sentences: readonly Sentence[];
}

/** One position per token and one per sentence end: inputs `<p>|<s>`, w1 … wn; targets w1 … wn, `</s>`. */
export interface TokenStream {
  readonly inputs: Int32Array; // [positions]
  readonly targets: Int32Array; // [positions]
  /** Tokens, without the sentence ends. */
  readonly words: number;
  /** Tokens among them that the vocabulary does not hold. */
  readonly unknown: number;
}

export interface Split<T> {
  readonly train: T[];
  readonly valid: T[];
}

/** As they are told to people: punctuation is none, unless the text is cut into characters. */
export function wordsOf({ sentences }: Pick<Note, 'sentences'>, unit: TokenUnit): number {
  const words = (tokens: readonly string[]) => (unit === 'words' ? tokens.filter(isWord).length : tokens.length);
  return sentences.reduce((sum, { tokens }) => sum + words(tokens), 0);
}

/** How often each token occurs. @param counts of other notes, to which these are added. */
export function countTokens(notes: Iterable<Note>, counts = new Map<string, number>()): Map<string, number> {
  for (const { sentences } of notes) {
    for (const { tokens } of sentences) {
      for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
    }
  }
  return counts;
}

/** Shared memory: the threads that count and weigh read it where it is. @param take gives room for so many ids. */
export function encodeNotes(notes: readonly Note[], vocabulary: WordIds, take = sharedInts): TokenStream {
  let positions = 0;
  for (const { sentences } of notes) for (const { tokens } of sentences) positions += tokens.length + 1;
  const [inputs, targets] = [take(positions), take(positions)];
  let at = 0;
  let ends = 0;
  let unknown = 0;
  for (const { sentences } of notes) {
    for (const { tokens, startsLine } of sentences) {
      inputs[at] = startsLine ? lineStart : start;
      for (const token of tokens) {
        const id = vocabulary.idOf(token);
        if (id === unk) unknown++;
        targets[at++] = id;
        inputs[at] = id;
      }
      targets[at++] = end;
      ends++;
    }
  }
  return { inputs, targets, words: positions - ends, unknown };
}

/**
 * Holds out about `validShare` of the notes, each by its path alone: adding a note moves no other. Among a few notes it
 * may hold out none (see `splitSentences`); it never holds out all.
 */
export function splitNotes<T extends { path: string }>(
  notes: readonly T[],
  validShare: number,
  seed: number,
): Split<T> {
  const places = notes.map(({ path }) => hashToUnit(path, seed));
  const last = places.reduce((most, place, index) => (place > places[most]! ? index : most), 0);
  const held = places.map((place, index) => place < validShare && index !== last);
  return { train: notes.filter((_, index) => !held[index]), valid: notes.filter((_, index) => held[index]) };
}

/**
 * Holds out the last sentences of the notes, about `validShare` of all: for one note, or so few that none could be spared
 * whole. Of fewer than twenty sentences none is held out, as nothing could be told from them; else at least one.
 */
export function splitSentences(notes: readonly Note[], validShare: number): Split<Note> {
  const total = notes.reduce((sum, { sentences }) => sum + sentences.length, 0);
  const wanted = total < 20 ? 0 : Math.min(total - 1, Math.max(1, Math.round(total * validShare)));
  const train: Note[] = [];
  const valid: Note[] = [];
  let seen = 0;
  for (const { path, sentences } of notes) {
    // Shares of short notes add up: every so often one gives a sentence.
    const heldBefore = Math.floor((seen * wanted) / Math.max(1, total));
    seen += sentences.length;
    const held = Math.floor((seen * wanted) / Math.max(1, total)) - heldBefore;
    const cut = sentences.length - held;
    if (cut > 0) train.push({ path, sentences: sentences.slice(0, cut) });
    if (held > 0) valid.push({ path, sentences: sentences.slice(cut) });
  }
  return { train, valid };
}

/** A number in [0, 1) that depends on the text and the seed alone: FNV-1a, then murmur3's finaliser to spread the bits. */
function hashToUnit(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
