// Which files are notes, as the settings say it: for the folders as a whole, and for one document.

import * as vscode from 'vscode';
import { openFiles } from '../engine/openFiles';
import type { NoteFolder } from '../engine/protocol';
import { forEachWithBreaths } from '../engine/breaths';
import { expandBraces, joinGlobs } from './globs';
import { noteGlobs } from './settings';

/** Full paths, sorted, so that the same folders always give the same list. Local files only. */
export async function findNotes(): Promise<string[]> {
  const found = await Promise.all(
    localFolders().map(async (folder) => {
      const { include, exclude } = noteGlobs(folder.uri);
      return openFiles(await filesIn(folder, include, exclude), folder.uri.fsPath);
    }),
  );
  return found.flat().sort();
}

/** What says of every file whether it is a note. */
export function noteFolders(): NoteFolder[] {
  return localFolders().map(({ uri }) => {
    const { include, exclude } = noteGlobs(uri);
    return { folder: uri.fsPath, include: include.flatMap(expandBraces), exclude: exclude.flatMap(expandBraces) };
  });
}

/** Those that may be learnt from: no hidden ones, and none that git ignores. */
export async function openNote(uri: vscode.Uri): Promise<string[]> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder && uri.scheme === 'file' ? openFiles([uri.fsPath], folder.uri.fsPath) : [];
}

/** Documents in which words are suggested: prose, and not excluded from the notes. */
export const proseSelector: vscode.DocumentSelector = ['file', 'untitled'].flatMap((scheme) =>
  ['markdown', 'plaintext'].map((language) => ({ scheme, language })),
);

/** A document outside the folder, or not yet saved, is judged by its language alone. */
export function isCovered(document: vscode.TextDocument): boolean {
  if (vscode.languages.match(proseSelector, document) === 0) return false;
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  if (!folder || document.uri.scheme !== 'file') return true;
  const matches = (globs: readonly string[]) =>
    globs.flatMap(expandBraces).some((glob) => {
      const pattern = new vscode.RelativePattern(folder, glob);
      return vscode.languages.match({ pattern }, document) > 0;
    });
  const { include, exclude } = noteGlobs(folder.uri);
  return matches(include) && !matches(exclude);
}

function localFolders(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
}

/** A folder of the workspace that lies in another one has its own settings. */
async function filesIn(
  folder: vscode.WorkspaceFolder,
  include: readonly string[],
  exclude: readonly string[],
): Promise<string[]> {
  const glob = joinGlobs(include);
  if (glob === undefined) return [];
  const pattern = new vscode.RelativePattern(folder, glob);
  const files: string[] = [];
  await forEachWithBreaths(await vscode.workspace.findFiles(pattern, joinGlobs(exclude) ?? null), (uri) => {
    if (vscode.workspace.getWorkspaceFolder(uri) === folder) files.push(uri.fsPath);
  });
  return files;
}
