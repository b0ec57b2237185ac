// Past runs on disk, beside the model and apart from it: a new model does not take them along, and a damaged list of them
// costs no model. The file is replaced in one step, by one process at a time; the oldest runs make room.

import fs from 'node:fs/promises';
import path from 'node:path';
import { FolderLock, runsLockFile } from './folderLock';
import type { RunRecord } from './protocol/curves';
import { withRun } from './runRecord';
import { replaceFile } from './sealedFile';

export const runsFile = 'runs.json';
const formatName = 'afterword-runs';
const formatVersion = 1;
/** Milliseconds; another process is done with it in a moment. */
const patience = 5000;

interface Kept {
  readonly format: string;
  readonly version: number;
  readonly runs: readonly RunRecord[];
}

export class RunStore {
  private writing: Promise<unknown> = Promise.resolve();
  private readonly lock: FolderLock;

  constructor(private readonly folder: string) {
    this.lock = new FolderLock(folder, runsLockFile);
  }

  /** The latest first; none where there is no list that can be read. */
  async load(): Promise<readonly RunRecord[]> {
    try {
      const { format, version, runs } = JSON.parse(await fs.readFile(path.join(this.folder, runsFile), 'utf8')) as Kept;
      return format === formatName && version === formatVersion ? runs : [];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        console.error(`${runsFile} cannot be read: ${String(error)}`);
      return [];
    }
  }

  /** Keeps a run, in place of what was known of it before. Calls are carried out one after the other. */
  put(record: RunRecord): Promise<void> {
    const put = this.writing.then(() => this.write(record));
    this.writing = put.catch(() => undefined);
    return put;
  }

  private async write(record: RunRecord): Promise<void> {
    const other = await this.lock.hold(patience);
    if (other) throw new Error(`process ${other.pid} on ${other.host} keeps its own`);
    try {
      const runs = withRun(await this.load(), record);
      await fs.mkdir(this.folder, { recursive: true });
      const kept: Kept = { format: formatName, version: formatVersion, runs };
      await replaceFile(path.join(this.folder, runsFile), JSON.stringify(kept));
    } finally {
      await this.lock.release();
    }
  }
}
