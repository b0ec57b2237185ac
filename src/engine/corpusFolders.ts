// The corpus by folders: what lies in one of them, its folders with all that is below them summed up, and the first of its
// files. A folder at a time, as it is unfolded: there may be a hundred thousand files.

import path from 'node:path';
import type { CorpusFile, CorpusFolder, CorpusFolderRequest, CorpusSubfolder } from './protocol/notes';

/** Files between two pauses: a millisecond. */
const filesAtOnce = 5000;
/** More are in the order of their characters' codes: as people sort them takes a microsecond for each comparison. */
const mostSorted = 2000;

/** The top of one root is what lies in it, that of several the roots. */
export function* contentsOf(
  files: readonly CorpusFile[],
  { roots, folder, most }: Omit<CorpusFolderRequest, 'part'>,
): Generator<undefined, CorpusFolder> {
  const here = folder ?? (roots.length === 1 ? roots[0] : undefined);
  const root = here === undefined ? undefined : rootOf(here, roots);
  const folders = new Map<string, CorpusSubfolder>();
  const own: CorpusFile[] = [];
  for (const [index, file] of files.entries()) {
    if (index % filesAtOnce === 0) yield;
    const child = childOn(file.path);
    if (child === file.path) own.push(file);
    else if (child !== undefined) {
      const { files: count, words } = folders.get(child) ?? { files: 0, words: 0 };
      folders.set(child, { path: child, files: count + 1, words: words + file.words });
    }
  }
  return {
    folders: inOrder([...folders.values()]),
    files: inOrder(own).slice(0, most),
    more: Math.max(0, own.length - most),
  };

  /** The folder or file of this place on the way to a file; undefined: that lies elsewhere. */
  function childOn(file: string): string | undefined {
    const its = rootOf(file, roots);
    // What lies in no folder of the workspace any more stands at the top.
    if (folder === undefined && its === undefined) return file;
    if (here === undefined) return its;
    if (its !== root || !isBelow(file, here)) return undefined;
    const end = file.indexOf(separatorOf(file), here.length + 1);
    return end < 0 ? file : file.slice(0, end);
  }
}

/** The innermost. */
function rootOf(place: string, roots: readonly string[]): string | undefined {
  let found: string | undefined;
  for (const root of roots) {
    if ((place === root || isBelow(place, root)) && root.length > (found?.length ?? -1)) found = root;
  }
  return found;
}

function isBelow(place: string, folder: string): boolean {
  return place.length > folder.length && place[folder.length] === separatorOf(place) && place.startsWith(folder);
}

/** An address has its own on every system. */
function separatorOf(place: string): string {
  return path.isAbsolute(place) ? path.sep : '/';
}

const names = new Intl.Collator(undefined, { numeric: true });

function inOrder<T extends { readonly path: string }>(places: T[]): T[] {
  const byCode = (a: T, b: T) => (a.path < b.path ? -1 : 1);
  const byName = (a: T, b: T) => names.compare(a.path, b.path);
  return places.sort(places.length > mostSorted ? byCode : byName);
}
