// Which files below the folders of the notes look like notes and are left out all the same, by their names, by git or by the
// settings. The engine walks through the folders itself: a list of them all would keep the editor's thread busy.

import fs from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import { globMatcher } from '../text/globMatcher';
import { isHidden } from '../text/secretFiles';
import { forEachWithBreaths } from './breaths';
import { GitIgnored } from './gitIgnored';
import type { NoteFolder, SkippedFile, SkipReason } from './protocol/notes';

/** Nobody looks for what is left out there. */
const notEntered = new Set(['node_modules', '.git', '.hg', '.svn']);

/** @param pause lets others go on; it throws where the answer is not wanted any more. */
export async function findLeftOut(folders: readonly NoteFolder[], pause: () => Promise<void>): Promise<SkippedFile[]> {
  const roots = folders.map(({ folder }) => folder);
  const found: SkippedFile[] = [];
  for (const { folder, include, exclude } of folders) {
    const [isNote, isExcluded] = [globMatcher(include), globMatcher(exclude)];
    const ignored = new GitIgnored(folder);
    const reasonOf = (file: string, relative: string): SkipReason | undefined => {
      if (isHidden(relative)) return 'hidden';
      if (isExcluded(relative)) return 'excluded';
      return ignored.ignores(file) ? 'ignored' : undefined;
    };
    // One that lies in another one has settings of its own.
    const others = roots.filter((root) => root !== folder);
    for await (const files of filesBelow(folder, others)) {
      await forEachWithBreaths(files, (file) => {
        const relative = path.relative(folder, file).replaceAll(path.sep, '/');
        const reason = isNote(relative) ? reasonOf(file, relative) : undefined;
        if (reason) found.push({ path: file, reason });
      });
      await pause();
    }
  }
  return found;
}

/** Folder by folder. Links are followed, each folder is entered once; what may not be read is passed by. */
async function* filesBelow(top: string, others: readonly string[]): AsyncGenerator<string[]> {
  const waiting = [top];
  const entered = new Set<string>();
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const real = await fs.realpath(folder).catch(() => undefined);
    if (real === undefined || entered.has(real)) continue;
    entered.add(real);
    const files: string[] = [];
    for (const entry of await fs.readdir(folder, { withFileTypes: true }).catch((): Dirent[] => [])) {
      const place = path.join(folder, entry.name);
      if (!(await isFolder(entry, place))) files.push(place);
      else if (!notEntered.has(entry.name) && !others.includes(place)) waiting.push(place);
    }
    yield files;
  }
}

async function isFolder(entry: Dirent, place: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return fs.stat(place).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
