// Note files to notes. Files that cannot be used are listed with the reason, not thrown about. What was read stays for the
// next call, as long as the file's time and size stay.

import type { Note } from '../text/corpus';
import { ForgottenFiles } from './forgottenFiles';
import { noteStats, UnusableFile } from './noteBytes';
import { ProblemError } from './problem';
import type { TokenUnit } from '../text/units';
import type { CorpusFile, SkippedFile } from './protocol/notes';
import { readInThread } from './readerJobs';
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

  /** @param scripts where readerThread.js is. */
  constructor(private readonly scripts: string) {}

  /** Of the last time: every file that was to be read. */
  get looked(): readonly (ReadNote | SkippedFile)[] {
    return this.latest;
  }

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

  /** What is new or has changed is read in a thread. @param progress called with the number read so far. */
  async read(
    files: readonly string[],
    unit: TokenUnit,
    progress?: (filesRead: number) => void,
  ): Promise<{ notes: ReadNote[]; skipped: SkippedFile[] }> {
    const results = new Map<string, ReadNote | SkippedFile>();
    const stamps = new Map<string, string>();
    const found = (path: string, result: ReadNote | SkippedFile) => {
      results.set(path, result);
      progress?.(results.size);
    };
    for (const file of new Set(files)) {
      const known = await this.known(file, unit);
      if ('stamp' in known) stamps.set(file, known.stamp);
      else found(file, known);
    }
    await readInThread(this.scripts, [...stamps.keys()], unit, (path, reading) => {
      const result = 'reason' in reading ? { path, reason: reading.reason } : { path, ...reading };
      if (!('again' in reading)) this.cache.set(path, { stamp: stamps.get(path)!, result });
      found(path, result);
    });
    const read = files.map((file) => this.unlessForgotten(results.get(file)!));
    this.latest = read;
    const notes = read.filter((result): result is ReadNote => !('reason' in result));
    const skipped = read.filter((result): result is SkippedFile => 'reason' in result);
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

  /** It may have been said after the file was read, and before the others were. */
  private unlessForgotten(result: ReadNote | SkippedFile): ReadNote | SkippedFile {
    const { path } = result;
    if (!this.forgotten.has(path)) return result;
    this.cache.delete(path);
    return { path, reason: 'forgotten' };
  }

  /** What is known of a file; of one that has to be read, by what that version will be known. */
  private async known(path: string, unit: TokenUnit): Promise<ReadNote | SkippedFile | { readonly stamp: string }> {
    if (this.forgotten.has(path)) return { path, reason: 'forgotten' };
    try {
      const { size, mtimeMs } = await noteStats(path);
      const stamp = `${unit} ${size} ${mtimeMs}`;
      const cached = this.cache.get(path);
      return cached?.stamp === stamp ? cached.result : { stamp };
    } catch (error) {
      return { path, reason: UnusableFile.from(error).reason };
    }
  }
}
