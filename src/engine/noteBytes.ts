// The bytes of a file that is named as a note, whatever stands behind the name. A pipe or a device is never opened, as it
// could keep us waiting or have no end; of a file no more is read than it held when it was looked at; and what is written
// meanwhile is read again, as half a note is none.

import { constants, type Stats } from 'node:fs';
import fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeNote } from '../text/noteText';
import { baseName, isHidden, isSecretFile } from '../text/secretFiles';
import { handedNote } from './handedNotes';
import type { SkipReason } from './protocol/notes';

/** A file larger than this (five million words) is data, not a note. */
const largestFile = 32 * 2 ** 20;
/** Milliseconds within which a file system may give two versions the same time. */
const tick = 20;
const mostTries = 3;
/** Should a name come to stand for a pipe after it was looked at, opening it must not wait. Windows has no such flag. */
const flags = constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0);

/** Why a file is not read. */
export class UnusableFile extends Error {
  constructor(readonly reason: SkipReason) {
    super(reason);
  }

  static from(error: unknown): UnusableFile {
    if (error instanceof UnusableFile) return error;
    return new UnusableFile(reasonsByCode[(error as NodeJS.ErrnoException).code ?? ''] ?? 'unreadable');
  }
}

const reasonsByCode: Readonly<Record<string, SkipReason>> = {
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  ELOOP: 'gone',
  EACCES: 'noPermission',
  EPERM: 'noPermission',
  EISDIR: 'notAFile',
};

/** Size and time of a note; that of one that was handed over is its version. @throws UnusableFile where it must not or cannot be read. */
export async function noteStats(path: string): Promise<Pick<Stats, 'size' | 'mtimeMs'>> {
  const handed = handedNote(path);
  if (handed && 'reason' in handed) throw new UnusableFile(handed.reason);
  if (isHidden(baseName(path))) throw new UnusableFile('hidden');
  if (isSecretFile(path)) throw new UnusableFile('secret');
  if (handed) return { size: handed.bytes.length, mtimeMs: handed.version };
  try {
    const stats = await fs.lstat(path);
    if (!stats.isSymbolicLink()) return checked(stats);
    // A link is a note as far as what it leads to is one.
    const target = await fs.realpath(path);
    if (isSecretFile(target)) throw new UnusableFile('secret');
    return checked(await fs.stat(target));
  } catch (error) {
    throw UnusableFile.from(error);
  }
}

/** @throws UnusableFile. */
export async function noteBytes(path: string): Promise<Uint8Array> {
  await noteStats(path);
  const handed = handedNote(path);
  if (handed && 'bytes' in handed) return handed.bytes;
  try {
    for (let tries = 0; tries < mostTries; tries++) {
      if (tries > 0) await sleep(tick);
      const bytes = await readOnce(path);
      if (bytes) return bytes;
    }
  } catch (error) {
    throw UnusableFile.from(error);
  }
  throw new UnusableFile('changing');
}

/** The text of a note; undefined: it cannot be read. */
export async function noteText(path: string): Promise<string | undefined> {
  const bytes = await noteBytes(path).catch(() => undefined);
  const decoded = bytes && decodeNote(bytes);
  return decoded && 'text' in decoded ? decoded.text : undefined;
}

/** undefined: it changed meanwhile, or so short a time ago that nobody could tell. */
async function readOnce(path: string): Promise<Uint8Array | undefined> {
  const file = await fs.open(path, flags);
  try {
    const before = checked(await file.stat());
    const bytes = new Uint8Array(before.size);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    const after = await file.stat();
    const same = length === before.size && after.size === before.size && after.mtimeMs === before.mtimeMs;
    const age = Date.now() - after.mtimeMs;
    return same && !(age >= 0 && age < tick) ? bytes : undefined;
  } finally {
    await file.close();
  }
}

/** @throws UnusableFile. */
function checked(stats: Stats): Stats {
  if (!stats.isFile()) throw new UnusableFile('notAFile');
  if (stats.size > largestFile) throw new UnusableFile('tooLarge');
  return stats;
}
