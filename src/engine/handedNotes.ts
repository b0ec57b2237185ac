// Notes that are no files of this machine. The editor hands them over, and whoever reads notes finds them here by their
// addresses: as with the disk, there is one such place for a process. A thread gets those that it is to read.

import type { HandedNote } from './protocol/notes';

/** As it was handed over; another version has another number. */
export type KeptNote = HandedNote & { readonly version: number };

let kept: ReadonlyMap<string, KeptNote> = new Map();
let versions = 0;

/** They take the place of those before. */
export function handOver(notes: readonly HandedNote[]): void {
  kept = new Map(
    notes.map((note) => {
      const before = kept.get(note.path);
      const version = before && isSame(before, note) ? before.version : ++versions;
      return [note.path, { ...note, version }];
    }),
  );
}

export function handedNote(path: string): KeptNote | undefined {
  return kept.get(path);
}

export function handedAmong(paths: readonly string[]): KeptNote[] {
  return kept.size === 0 ? [] : paths.flatMap((path) => kept.get(path) ?? []);
}

function isSame(one: HandedNote, other: HandedNote): boolean {
  if ('reason' in one || 'reason' in other) return false;
  return Buffer.compare(one.bytes, other.bytes) === 0;
}
