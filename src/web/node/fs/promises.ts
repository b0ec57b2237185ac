// node:fs/promises, as far as the engine uses it, over the storage that the extension keeps.

import { askForFile, fileError, type FileStat } from '../../files';

export async function readFile(path: string, encoding?: 'utf8'): Promise<Uint8Array | string> {
  const bytes = await askForFile<Uint8Array>({ kind: 'read', path });
  return encoding ? new TextDecoder().decode(bytes) : bytes;
}

export function writeFile(path: string, text: string): Promise<void> {
  return askForFile({ kind: 'write', path, bytes: new TextEncoder().encode(text) });
}

export async function stat(path: string) {
  const { size, mtimeMs, isFolder } = await askForFile<FileStat>({ kind: 'stat', path });
  return { size, mtimeMs, isDirectory: () => isFolder, isFile: () => !isFolder, isSymbolicLink: () => false };
}

export async function mkdir(path: string, options?: { readonly recursive: boolean }): Promise<void> {
  if (!options?.recursive && (await exists(path))) throw fileError('EEXIST', path);
  await askForFile({ kind: 'makeFolder', path });
}

export function readdir(path: string): Promise<string[]> {
  return askForFile({ kind: 'list', path });
}

export async function rm(path: string, options?: { readonly force?: boolean }): Promise<void> {
  if (options?.force && !(await exists(path))) return;
  await askForFile({ kind: 'remove', path });
}

/** As that is how a file is replaced, whoever watches it hears of it, in other windows too. */
export async function rename(path: string, to: string): Promise<void> {
  await askForFile({ kind: 'move', path, to });
  const watchers = new BroadcastChannel(to);
  watchers.postMessage(undefined);
  watchers.close();
}

export function copyFile(path: string, to: string): Promise<void> {
  return askForFile({ kind: 'copy', path, to });
}

/** There are none: who would make one makes a copy then. */
export function link(path: string): Promise<void> {
  return Promise.reject(fileError('ENOSYS', path));
}

export function realpath(path: string): Promise<string> {
  return Promise.resolve(path);
}

/** What has been written is kept when the promise of that has resolved: there is nothing to wait for. */
export async function open(path: string, flags: string) {
  if (flags !== 'w') await stat(path);
  return {
    writeFile: (text: string) => writeFile(path, text),
    sync: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

export default {
  ...{ readFile, writeFile, stat, lstat: stat, mkdir, readdir, rm },
  ...{ rename, copyFile, link, realpath, open },
};
