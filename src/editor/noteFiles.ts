// Which files are notes, as the settings say it: for the folder as a whole, and for one document.

import * as vscode from 'vscode';
import { openFiles } from '../engine/openFiles';
import { expandBraces, joinGlobs } from './globs';
import type { Settings } from './settings';

type Scope = Pick<Settings, 'include' | 'exclude'>;

/** Full paths, sorted, so that the same folder always gives the same list. Local files only. */
export async function findNotes({ include, exclude }: Scope, token?: vscode.CancellationToken): Promise<string[]> {
  const glob = joinGlobs(include);
  if (glob === undefined) return [];
  const found = await vscode.workspace.findFiles(glob, joinGlobs(exclude) ?? null, undefined, token);
  return (await openNotes(found)).sort();
}

/** Those that may be learnt from: no hidden ones, and none that git ignores. */
export async function openNotes(found: readonly vscode.Uri[]): Promise<string[]> {
  const byFolder = new Map<string, string[]>();
  for (const uri of found) {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (uri.scheme !== 'file' || !folder) continue;
    const files = byFolder.get(folder.uri.fsPath) ?? [];
    files.push(uri.fsPath);
    byFolder.set(folder.uri.fsPath, files);
  }
  const open = await Promise.all([...byFolder].map(([folder, files]) => openFiles(files, folder)));
  return open.flat();
}

/** Documents in which words are suggested: prose, and not excluded from the notes. */
export const proseSelector: vscode.DocumentSelector = ['file', 'untitled'].flatMap((scheme) =>
  ['markdown', 'plaintext'].map((language) => ({ scheme, language })),
);

/** A document outside the folder, or not yet saved, is judged by its language alone. */
export function isCovered(document: vscode.TextDocument, { include, exclude }: Scope): boolean {
  if (vscode.languages.match(proseSelector, document) === 0) return false;
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  if (!folder || document.uri.scheme !== 'file') return true;
  const matches = (globs: readonly string[]) =>
    globs.flatMap(expandBraces).some((glob) => {
      const pattern = new vscode.RelativePattern(folder, glob);
      return vscode.languages.match({ pattern }, document) > 0;
    });
  return matches(include) && !matches(exclude);
}
