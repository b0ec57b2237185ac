// node:fs, as far as the engine uses it. What is written at once here is only on its way to the storage; should it not get there,
// it is missed when it is sealed, before anything names it. Nothing can be read at once: for that, no file is there.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileError, sendFile } from '../files';
import { readFile } from './fs/promises';

export const constants = { O_RDONLY: 0 };

const written = new Map<number, { readonly path: string; readonly pieces: Uint8Array[] }>();
let opened = 0;

export function openSync(path: string): number {
  written.set(++opened, { path, pieces: [] });
  return opened;
}

/** The memory may be shared, and what is in it may change: it is copied. */
export function writeSync(descriptor: number, bytes: Uint8Array, from = 0, length = bytes.length - from): number {
  written.get(descriptor)!.pieces.push(bytes.slice(from, from + length));
  return length;
}

export function closeSync(descriptor: number): void {
  const file = written.get(descriptor);
  // It has been removed since it was opened.
  if (!file) return;
  written.delete(descriptor);
  sendFile({ kind: 'write', path: file.path, bytes: joined(file.pieces) });
}

export function writeFileSync(path: string, data: string | Uint8Array): void {
  sendFile({ kind: 'write', path, bytes: typeof data === 'string' ? new TextEncoder().encode(data) : joined([data]) });
}

export function mkdirSync(path: string): void {
  sendFile({ kind: 'makeFolder', path });
}

/** Of what is being written, as who writes it gives up: nothing of that is on its way yet. */
export function rmSync(path: string): void {
  for (const [descriptor, { path: at }] of written) if (at === path) written.delete(descriptor);
}

export function existsSync(): boolean {
  return false;
}

export function readFileSync(path: string): never {
  throw fileError('ENOENT', path);
}

export const statSync = readFileSync;

export async function* createReadStream(
  path: string,
  { highWaterMark }: { readonly highWaterMark: number },
): AsyncGenerator<Uint8Array> {
  const bytes = (await readFile(path)) as Uint8Array;
  for (let at = 0; at < bytes.length; at += highWaterMark) {
    await nextTurn();
    yield bytes.subarray(at, at + highWaterMark);
  }
}

/** Hears of what is moved there. */
export function watchFile(path: string, _options: unknown, changed: () => void): void {
  new BroadcastChannel(path).onmessage = changed;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

export default {
  ...{ constants, openSync, writeSync, closeSync, writeFileSync, mkdirSync, rmSync },
  ...{ existsSync, readFileSync, statSync },
};
