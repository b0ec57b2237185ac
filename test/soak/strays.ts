// What no finished work leaves behind in the folder of a model, and in those below it.

import fs from 'node:fs';
import path from 'node:path';
import { lockFile, runsLockFile } from '../../src/engine/folderLock';
import { previousFile, settingsFile } from '../../src/engine/modelSettings';
import { kinds, numberOf } from '../../src/engine/runFiles';
import { writerOf } from '../../src/engine/sealedFile';

export function straysIn(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return files.filter((file) => {
    const name = path.basename(file);
    const isNumbers = kinds.some((kind) => numberOf(kind, name) !== undefined);
    if (isNumbers) return !namedIn(path.join(folder, path.dirname(file))).has(name);
    return writerOf(name) !== undefined || name === lockFile || name === runsLockFile;
  });
}

/** Files of numbers that belong to one of the two generations. */
function namedIn(folder: string): Set<string> {
  const settings = [settingsFile, previousFile]
    .map((name) => path.join(folder, name))
    .filter((file) => fs.existsSync(file));
  return new Set(
    settings.flatMap((file) => {
      const { files } = JSON.parse(fs.readFileSync(file, 'utf8')) as { files: Record<string, unknown> };
      return Object.values(files).map(String);
    }),
  );
}
