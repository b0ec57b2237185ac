// Which notes a network has learnt from, so that it can go on with what is new. On disk stand digests only: of a text that
// has been learnt, nothing but that it has.

import { createHash } from 'node:crypto';
import type { Note } from '../text/corpus';
import type { Sentence } from '../text/tokenize';

/** Base64 digits of a digest that are kept: 72 bits, so that no two notes share them. */
const digits = 12;

export class LearntNotes {
  private readonly digests: Set<string>;
  /** By path, the last version that was learnt while this process ran. */
  private readonly versions = new Map<string, Note>();

  constructor(digests: Iterable<string> = []) {
    this.digests = new Set(digests);
  }

  add(notes: Iterable<Note>): void {
    for (const note of notes) {
      this.digests.add(noteDigest(note));
      this.versions.set(note.path, note);
    }
  }

  /** What has not been learnt: new notes, and of changed ones the sentences that were not there before. */
  freshOf(notes: readonly Note[]): readonly Note[] {
    return notes.flatMap((note) => {
      if (this.digests.has(noteDigest(note))) {
        this.versions.set(note.path, note);
        return [];
      }
      const before = this.versions.get(note.path);
      if (!before) return [note];
      const known = new Set(before.sentences.map(spelling));
      const sentences = note.sentences.filter((sentence) => !known.has(spelling(sentence)));
      return sentences.length > 0 ? [{ path: note.path, sentences }] : [];
    });
  }

  remove(path: string): void {
    const version = this.versions.get(path);
    if (version) this.digests.delete(noteDigest(version));
    this.versions.delete(path);
  }

  toJSON(): string[] {
    return [...this.digests];
  }
}

/** A note is read once for each version, and its digest is taken once. */
const digests = new WeakMap<Note, string>();

/** Of what it says, wherever it stands. */
export function noteDigest(note: Note): string {
  const known = digests.get(note);
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for (const sentence of note.sentences) hash.update(spelling(sentence)).update('\n');
  const digest = hash.digest('base64').slice(0, digits);
  digests.set(note, digest);
  return digest;
}

function spelling({ tokens }: Sentence): string {
  return tokens.join(' ');
}
