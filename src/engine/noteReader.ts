// Note files to notes: read, decoded, reduced to prose, cut into tokens. Files that cannot be used are listed with the
// reason, not thrown about. What was read stays for the next call, as long as the file's time and size stay.

import type { Note } from '../text/corpus';
import { decodeNote, formatOfPath } from '../text/noteText';
import { isWord } from '../text/tokenize';
import { cutText } from '../text/units';
import { ForgottenFiles } from './forgottenFiles';
import { noteBytes, noteStats, UnusableFile } from './noteBytes';
import { ProblemError } from './problem';
import type { CorpusFile, SkippedFile, TokenUnit } from './protocol';
import { skipReasons } from './skipReasons';

/** Files between two reports. */
const progressStep = 50;

export interface ReadNote extends Note {
  readonly words: number;
}

interface Cached {
  readonly stamp: string;
  readonly result: ReadNote | SkippedFile;
}

export class NoteReader {
  private readonly cache = new Map<string, Cached>();
  /** Files that their owner does not want to be learnt from. */
  readonly forgotten = new ForgottenFiles();
  private latest: readonly (ReadNote | SkippedFile)[] = [];

  /** Of the last time: every file that was to be read. */
  get files(): CorpusFile[] {
    return this.latest.map((file) =>
      'reason' in file ? { ...file, words: 0 } : { path: file.path, words: file.words },
    );
  }

  /** Nothing of a file's text is kept here. */
  drop(path: string): void {
    this.cache.delete(path);
    this.latest = this.latest.filter((file) => file.path !== path);
  }

  /** Reads files one by one; the event loop goes on between them. @param progress called with the number read so far. */
  async read(
    files: readonly string[],
    unit: TokenUnit,
    progress?: (filesRead: number) => void,
  ): Promise<{ notes: ReadNote[]; skipped: SkippedFile[] }> {
    const results: (ReadNote | SkippedFile)[] = [];
    for (const file of files) {
      results.push(await this.readFile(file, unit));
      progress?.(results.length);
    }
    this.latest = results;
    const notes = results.filter((result): result is ReadNote => !('reason' in result));
    const skipped = results.filter((result): result is SkippedFile => 'reason' in result);
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
    const first = skipped.find(({ reason }) => reason !== 'noProse');
    const why = first ? `; ${first.path}: ${skipReasons[first.reason]}` : '';
    throw new ProblemError(
      'noProse',
      `There is no prose to learn from in ${files.length === 1 ? 'this file' : `these ${files.length} files`}${why}`,
    );
  }

  private async readFile(path: string, unit: TokenUnit): Promise<ReadNote | SkippedFile> {
    if (this.forgotten.has(path)) return { path, reason: 'forgotten' };
    try {
      const { size, mtimeMs } = await noteStats(path);
      const stamp = `${unit} ${size} ${mtimeMs}`;
      const known = this.cache.get(path);
      if (known?.stamp === stamp) return known.result;
      const decoded = decodeNote(await noteBytes(path));
      const result = 'skipped' in decoded ? { path, reason: decoded.skipped } : readNote(path, decoded.text, unit);
      this.cache.set(path, { stamp, result });
      return result;
    } catch (error) {
      return { path, reason: UnusableFile.from(error).reason };
    }
  }
}

function readNote(path: string, text: string, unit: TokenUnit): ReadNote | SkippedFile {
  const sentences = cutText(text, unit, formatOfPath(path));
  const words = sentences.reduce(
    (sum, { tokens }) => sum + (unit === 'words' ? tokens.filter(isWord).length : tokens.length),
    0,
  );
  return words > 0 ? { path, sentences, words } : { path, reason: 'noProse' };
}
