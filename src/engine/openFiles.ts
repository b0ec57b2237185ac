// Of the files below a folder those that are open to learning: none that is hidden, and none that git ignores, whatever the
// globs of the notes say.

import path from 'node:path';
import { isHidden } from '../text/secretFiles';
import { GitIgnored } from './gitIgnored';
import { forEachWithBreaths } from './breaths';

export async function openFiles(files: readonly string[], folder: string): Promise<string[]> {
  const ignored = new GitIgnored(folder);
  const open: string[] = [];
  await forEachWithBreaths(files, (file) => {
    if (!isHidden(path.relative(folder, file)) && !ignored.ignores(file)) open.push(file);
  });
  return open;
}
