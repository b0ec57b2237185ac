// Files that say whether they are whole: a file of numbers is known by its length and digest, a file of settings ends with
// its own. What has been written is on disk, not on its way there, before anything names it.

import { createHash } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';

/** By which a file is known. */
export interface Seal {
  readonly bytes: number;
  readonly sha256: string;
}

const ending = /,"checksum":"([0-9a-f]{64})"\}$/;

/** Of a file, once all of it is on disk. Reads in pieces: requests are answered in between. */
export async function sealOnDisk(file: string): Promise<Seal> {
  const handle = await fs.open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** @throws Error where it is not the file that was sealed; of another length, it is not even read. */
export async function readSealed(file: string, seal: Seal | undefined): Promise<Buffer> {
  const name = path.basename(file);
  if (!seal) return fs.readFile(file);
  const { size } = await fs.stat(file);
  if (size !== seal.bytes) throw new Error(`${name} has ${size} bytes, not ${seal.bytes}`);
  const bytes = await fs.readFile(file);
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest !== seal.sha256) throw new Error(`${name} is not as it was written: its checksum differs`);
  return bytes;
}

/** The text of an object, with a checksum as its last entry. */
export function sealedJson(value: object): string {
  const text = JSON.stringify(value);
  const digest = createHash('sha256').update(text).digest('hex');
  return `${text.slice(0, -1)},"checksum":"${digest}"}`;
}

/** @returns undefined: it has none. @throws Error where it has one and it differs. */
export function checksumOf(text: string): string | undefined {
  const [found, checksum] = ending.exec(text) ?? [];
  if (found === undefined) return undefined;
  const body = `${text.slice(0, -found.length)}}`;
  if (createHash('sha256').update(body).digest('hex') === checksum) return checksum;
  throw new Error('it is not as it was written: its checksum differs');
}

/** In one step: whenever a process dies, the file is the old one or the new one, whole. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = temporaryName(file);
  try {
    const handle = await fs.open(temporary, 'w');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(temporary, file);
  } catch (error) {
    await fs.rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    done(temporary);
  }
  await syncFolder(path.dirname(file));
}

/** The names in a folder are on disk, too. Windows cannot be told to, and does not need to be. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

let made = 0;

/** What has been begun under a temporary name. Who ends in the midst of it leaves nothing behind. */
const begun = new Set<string>();
process.on('exit', () => {
  for (const file of begun) rmSync(file, { recursive: true, force: true });
});

/** Tells which process it belongs to. Whoever has it says when it is done. */
export function temporaryName(file: string): string {
  const name = `${file}.${process.pid}-${++made}.tmp`;
  begun.add(name);
  return name;
}

/** Nothing has this name any more. */
export function done(temporary: string): void {
  begun.delete(temporary);
}

/** The process that a temporary file belongs to; undefined: it is none. */
export function writerOf(name: string): number | undefined {
  const digits = /\.(\d+)-\d+\.tmp$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
