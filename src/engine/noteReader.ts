// Note files to notes: read, decoded, reduced to prose, cut into tokens. Files that cannot be used are listed with the
// reason, not thrown about. What was read stays for the next call, as long as the file's time and size stay.

import fs from 'node:fs/promises';
import { ProblemError } from './problem';
import type { SkippedFile, TokenUnit } from './protocol';
import type { Note } from '../text/corpus';
import { decodeNote, formatOfPath } from '../text/noteText';
import { isWord } from '../text/tokenize';
import { cutText } from '../text/units';

/** A file larger than this (five million words) is data, not a note. */
const largestFile = 32 * 2 ** 20;
/** Files between two reports. */
const progressStep = 50;

/** Why a file is not read, in words. */
const skipReasons: Readonly<Record<SkippedFile['reason'], string>> = {
  binary: 'it is no text',
  notUtf8: 'it is not in UTF-8: save it as UTF-8',
  tooDense: 'it holds long lines without words',
  tooLarge: 'it is larger than 32 MB: divide it',
  unreadable: 'it cannot be read: look at its permissions',
};

export interface ReadNote extends Note {
  readonly words: number;
}

interface Cached {
  readonly stamp: string;
  readonly result: ReadNote | SkippedFile;
}

export class NoteReader {
  private readonly cache = new Map<string, Cached>();

  /** Reads files one by one; the event loop goes on between them. @param progress called with the number read so far. */
  async read(
    files: readonly string[],
    unit: TokenUnit,
    progress?: (filesRead: number) => void,
  ): Promise<{ notes: ReadNote[]; skipped: SkippedFile[] }> {
    const notes: ReadNote[] = [];
    const skipped: SkippedFile[] = [];
    for (const [index, file] of files.entries()) {
      const result = await this.readFile(file, unit);
      if ('reason' in result) skipped.push(result);
      else if (result.words > 0) notes.push(result);
      progress?.(index + 1);
    }
    return { notes, skipped };
  }

  /**
   * The same where there must be something to learn from. @param progress called now and then.
   * @throws ProblemError noNotes, noProse: names the first file that could not be read, and why.
   */
  async readToLearn(
    files: readonly string[],
    unit: TokenUnit,
    progress: (filesRead: number) => void,
  ): Promise<readonly Note[]> {
    if (files.length === 0)
      throw new ProblemError('noNotes', 'There are no notes here: .md, .markdown, .mdx, .txt or .text files');
    progress(0);
    const { notes, skipped } = await this.read(files, unit, (filesRead) => {
      if (filesRead % progressStep === 0) progress(filesRead);
    });
    if (notes.length > 0) return notes;
    const [first] = skipped;
    const why = first ? `; ${first.path}: ${skipReasons[first.reason]}` : '';
    throw new ProblemError(
      'noProse',
      `There is no prose to learn from in ${files.length === 1 ? 'this file' : `these ${files.length} files`}${why}`,
    );
  }

  private async readFile(path: string, unit: TokenUnit): Promise<ReadNote | SkippedFile> {
    try {
      const { size, mtimeMs } = await fs.stat(path);
      if (size > largestFile) return { path, reason: 'tooLarge' };
      const stamp = `${unit} ${size} ${mtimeMs}`;
      const known = this.cache.get(path);
      if (known?.stamp === stamp) return known.result;
      const decoded = decodeNote(await fs.readFile(path));
      const result = 'skipped' in decoded ? { path, reason: decoded.skipped } : readNote(path, decoded.text, unit);
      this.cache.set(path, { stamp, result });
      return result;
    } catch {
      return { path, reason: 'unreadable' };
    }
  }
}

function readNote(path: string, text: string, unit: TokenUnit): ReadNote {
  const sentences = cutText(text, unit, formatOfPath(path));
  const words = sentences.reduce(
    (sum, { tokens }) => sum + (unit === 'words' ? tokens.filter(isWord).length : tokens.length),
    0,
  );
  return { path, sentences, words };
}
