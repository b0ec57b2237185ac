// Of the files below a folder those that are open to learning: none that is hidden, and none that git ignores, whatever the
// globs of the notes say.

import path from 'node:path';
import { isHidden } from '../text/secretFiles';
import { GitIgnored } from './gitIgnored';

/** Milliseconds at a stretch: whoever asks has keystrokes to answer. */
const atOnce = 3;

export async function openFiles(files: readonly string[], folder: string): Promise<string[]> {
  const ignored = new GitIgnored(folder);
  const open: string[] = [];
  let begin = performance.now();
  for (const file of files) {
    if (!isHidden(path.relative(folder, file)) && !ignored.ignores(file)) open.push(file);
    if (performance.now() - begin < atOnce) continue;
    await new Promise(setImmediate);
    begin = performance.now();
  }
  return open;
}
