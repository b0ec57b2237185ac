// Notes as tags are learnt from: how each begins, and what it is tagged with. What was read stays for the next time, as long
// as the file's time and size stay.

import { formatOfPath } from '../../text/noteText';
import { type TagHabit, tagsOfNote } from '../../text/noteTags';
import { proseBlocks, type ProseFormat } from '../../text/prose';
import { tokensOf } from '../../text/examples/units';
import { noteStats, noteText } from '../noteBytes';

export interface TaggedNote {
  readonly path: string;
  /** Its first words, without capitals and without its tags. */
  readonly tokens: readonly string[];
  readonly tags: readonly string[];
  readonly habit: TagHabit | undefined;
}

/** What a note is about is said where it begins; more would only take longer. */
export const mostNoteTokens = 120;
/** A larger file, in bytes, is no note that somebody tags. */
const largestFile = 2 * 2 ** 20;

export class TaggedNotes {
  private readonly known = new Map<string, { readonly stamp: string; readonly note: TaggedNote }>();

  drop(file: string): void {
    this.known.delete(file);
  }

  /** One by one; the event loop goes on between them. What cannot be read is left out. */
  async read(files: readonly string[]): Promise<TaggedNote[]> {
    const notes: TaggedNote[] = [];
    for (const file of files) {
      const note = await this.readFile(file).catch(() => undefined);
      if (note) notes.push(note);
    }
    return notes;
  }

  private async readFile(file: string): Promise<TaggedNote | undefined> {
    const { size, mtimeMs } = await noteStats(file);
    if (size > largestFile) return undefined;
    const stamp = `${size} ${mtimeMs}`;
    const known = this.known.get(file);
    if (known?.stamp === stamp) return known.note;
    const text = await noteText(file);
    if (text === undefined) return undefined;
    const note = taggedNote(file, text, formatOfPath(file));
    this.known.set(file, { stamp, note });
    return note;
  }
}

export function taggedNote(path: string, source: string, format: ProseFormat): TaggedNote {
  const { tags, habit, text } = tagsOfNote(source, format);
  const tokens = firstLines(text, format).flatMap((line) => line.tokens);
  return { path, tokens: tokens.slice(0, mostNoteTokens), tags, habit };
}

export interface NoteLine {
  /** As it is written. */
  readonly text: string;
  /** Without capitals. */
  readonly tokens: readonly string[];
}

/** As many lines of a note's prose as hold what is read of it. */
export function firstLines(text: string, format: ProseFormat): NoteLine[] {
  const found: NoteLine[] = [];
  let count = 0;
  for (const { lines } of proseBlocks(text, format)) {
    for (const line of lines) {
      const tokens = tokensOf(line, { unit: 'words', folded: true });
      found.push({ text: line, tokens });
      count += tokens.length;
    }
    if (count > mostNoteTokens) break;
  }
  return found;
}
