// What there is to learn of tags from a writer's notes: examples, or how much is missing. Where too few notes have tags, the
// folder that a note lies in is its one label.

import path from 'node:path';
import { splitNotes } from '../../text/corpus';
import type { Example } from '../../text/examples/example';
import { type TagHabit, usualHabit } from '../../text/noteTags';
import type { TagsMissing } from '../protocol/tags';
import type { TaggedNote } from './taggedNotes';

/** Less than this says nothing about the notes to come. */
export const needed = { notes: 20, tags: 2, notesOfTag: 3 } as const;

/** Of the notes, to tell when learning turns into learning by heart. */
const validShare = 0.1;

export interface TagLesson {
  readonly from: 'tags' | 'folders';
  /** In the order of their spelling. */
  readonly labels: readonly string[];
  readonly train: readonly Example[];
  readonly valid: readonly Example[];
  /** What each note says, by its path: another time it tells what has changed. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
  /** How most notes are tagged. */
  readonly habit: TagHabit;
}

export function tagLesson(notes: readonly TaggedNote[], seed: number): TagLesson | TagsMissing {
  const readable = notes.filter(({ tokens }) => tokens.length > 0);
  const tagged = readable.filter(({ tags }) => tags.length > 0);
  const byTags = lessonOf(tagged, 'tags', seed);
  if (!('missing' in byTags)) return byTags;
  const byFolders = lessonOf(inFolders(readable), 'folders', seed);
  if (!('missing' in byFolders)) return byFolders;
  return tagged.length > 0 ? byTags : { missing: { notes: needed.notes, tags: needed.tags } };
}

function lessonOf(tagged: readonly TaggedNote[], from: TagLesson['from'], seed: number): TagLesson | TagsMissing {
  const spelling = spellings(tagged);
  const labels = [...spelling.values()].sort();
  const missing = {
    notes: Math.max(0, needed.notes - tagged.length),
    tags: Math.max(0, needed.tags - labels.length),
  };
  if (missing.notes > 0 || missing.tags > 0) return { missing };
  const known = (tags: readonly string[]) => tags.flatMap((tag) => spelling.get(tag.toLowerCase()) ?? []);
  const learnt = tagged.map((note) => ({ ...note, tags: known(note.tags) })).filter(({ tags }) => tags.length > 0);
  const split = splitNotes(learnt, validShare, seed);
  const taught = new Set(split.train.flatMap(({ tags }) => tags));
  // What no note teaches cannot be held out either.
  const [held, kept] = [split.valid.filter(isTaught), split.valid.filter((note) => !isTaught(note))];
  function isTaught({ tags }: TaggedNote): boolean {
    return tags.every((tag) => taught.has(tag));
  }
  return {
    from,
    labels,
    train: [...split.train, ...kept].map(example),
    valid: held.map(example),
    tags: Object.fromEntries(learnt.map((note) => [note.path, note.tags])),
    habit: commonHabit(tagged),
  };
}

function example({ path, tokens, tags }: TaggedNote): Example {
  return { source: tokens, targets: tags, place: path };
}

/** Tags that stand on enough notes, each as most notes spell it, by how they are spelled without capitals. */
function spellings(notes: readonly TaggedNote[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const tag of notes.flatMap(({ tags }) => tags)) {
    const spelled = counts.get(tag.toLowerCase()) ?? new Map<string, number>();
    counts.set(tag.toLowerCase(), spelled.set(tag, (spelled.get(tag) ?? 0) + 1));
  }
  const found = new Map<string, string>();
  for (const [folded, spelled] of counts) {
    const total = [...spelled.values()].reduce((sum, count) => sum + count, 0);
    if (total >= needed.notesOfTag) found.set(folded, mostFrequent(spelled));
  }
  return found;
}

function commonHabit(notes: readonly TaggedNote[]): TagHabit {
  const counts = new Map<string, number>();
  for (const { habit } of notes) {
    if (habit) counts.set(JSON.stringify(habit), (counts.get(JSON.stringify(habit)) ?? 0) + 1);
  }
  return counts.size > 0 ? (JSON.parse(mostFrequent(counts)) as TagHabit) : usualHabit;
}

function mostFrequent(counts: ReadonlyMap<string, number>): string {
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

/**
 * Each note below the folder that holds all of them, with the name of the nearest folder around it that holds enough notes:
 * some writers give each note, with its pictures, a folder of its own.
 */
function inFolders(notes: readonly TaggedNote[]): TaggedNote[] {
  const folders = notes.map((note) => path.dirname(note.path));
  const root = folders.reduce((common, folder) => commonFolder(common, folder), folders[0] ?? '');
  const around = folders.map((folder) => foldersUpTo(root, folder));
  const counts = new Map<string, number>();
  for (const folder of around.flat()) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return notes.flatMap((note, i) => {
    const found = around[i].find((folder) => counts.get(folder)! >= needed.notesOfTag);
    return found === undefined ? [] : [{ ...note, tags: [path.basename(found)] }];
  });
}

/** The folder itself and those that it lies in, the nearest first, without the root. */
function foldersUpTo(root: string, folder: string): string[] {
  return folder === root ? [] : [folder, ...foldersUpTo(root, path.dirname(folder))];
}

function commonFolder(a: string, b: string): string {
  let common = a;
  while (b !== common && !b.startsWith(common.endsWith(path.sep) ? common : common + path.sep)) {
    common = path.dirname(common);
  }
  return common;
}
