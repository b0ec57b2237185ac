// What nobody needs any more in the folder of a model: what dead processes have left unfinished, and numbers that no
// generation names.

import fs from 'node:fs/promises';
import path from 'node:path';
import { FolderLock, isAlive, runsLockFile } from './folderLock';
import { type ModelFiles, named } from './modelSettings';
import { kinds, numberOf } from './runFiles';
import { writerOf } from './sealedFile';

/** None where there is no folder. */
export async function namesIn(folder: string): Promise<string[]> {
  return fs.readdir(folder).catch((): string[] => []);
}

/** Whoever would have given it its name is dead. */
export async function removeTemporary(folder: string): Promise<void> {
  await new FolderLock(folder, runsLockFile).sweep();
  for (const name of await namesIn(folder)) {
    const writer = writerOf(name);
    if (writer !== undefined && !isAlive(writer)) await remove(folder, name);
  }
}

/** Numbers that no generation names any more, among them those of a process that died; a later checkpoint may be on its way. */
export async function removeOthers(
  folder: string,
  ...generations: (ModelFiles | undefined | 'no run is under way')[]
): Promise<void> {
  const files = generations.filter((each) => typeof each === 'object');
  const kept = new Set(files.flatMap(named));
  const trainings = files.map(({ training }) => (training ? numberOf('training', training)! : Infinity));
  const last = generations.includes('no run is under way') ? Infinity : Math.min(Infinity, trainings[0]);
  for (const name of await namesIn(folder)) {
    if (kept.has(name)) continue;
    const old = (numberOf('training', name) ?? Infinity) < last;
    const other = kinds.some((kind) => kind !== 'training' && numberOf(kind, name) !== undefined);
    if (old || other) await remove(folder, name);
  }
}

async function remove(folder: string, name: string): Promise<void> {
  await fs.rm(path.join(folder, name), { force: true }).catch(() => undefined);
}
