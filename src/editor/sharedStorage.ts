// Where the model of a folder is kept, whichever window has it open. VS Code gives a second window on the same folder a
// storage of its own, named like the first one's with -1, -2, … behind it, so that they do not disturb each other. A model
// knows how to be shared (engine/folderLock.ts), and what has been learnt must not depend on which window was opened first.

import { existsSync } from 'node:fs';
import path from 'node:path';

/** @param folder …/<workspace>/<extension>, as VS Code names it. */
export function sharedStorage(folder: string): string {
  const workspace = path.dirname(folder);
  const first = /^(.+)-[1-9]$/.exec(path.basename(workspace))?.[1];
  if (first === undefined) return folder;
  const ofFirst = path.join(path.dirname(workspace), first);
  return existsSync(ofFirst) ? path.join(ofFirst, path.basename(folder)) : folder;
}
