// Which files are notes, as the settings say it: for the folders as a whole, and for one document.

import * as vscode from 'vscode';
import { openFiles } from '../engine/openFiles';
import type { NoteFolder } from '../engine/protocol/notes';
import { forEachWithBreaths } from '../engine/breaths';
import { expandBraces, joinGlobs } from './globs';
import { isOnDisk } from './onDisk';
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
  return localFolders().map(({ uri }) => ({ folder: uri.fsPath, ...plainGlobs(uri) }));
}

/** The settings' globs, without braces. */
export function plainGlobs(folder: vscode.Uri): Pick<NoteFolder, 'include' | 'exclude'> {
  const { include, exclude } = noteGlobs(folder);
  return { include: include.flatMap(expandBraces), exclude: exclude.flatMap(expandBraces) };
}

/** Those that may be learnt from: no hidden ones, and none that git ignores. */
export async function openNote(uri: vscode.Uri): Promise<string[]> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder && isOnDisk(uri) ? openFiles([uri.fsPath], folder.uri.fsPath) : [];
}

/** Languages in which words are suggested, if the document is one that people write: see isProse. */
export const proseSelector: vscode.DocumentSelector = ['markdown', 'plaintext'].map((language) => ({ language }));

/** A file, one that is to become a file, or one of a folder behind another file system; no comment, and no output. */
export function isProse(document: vscode.TextDocument): boolean {
  const { uri } = document;
  const written = ['file', 'untitled'].includes(uri.scheme) || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return written && vscode.languages.match(proseSelector, document) > 0;
}

/** Prose that is not excluded from the notes. A document outside the folder, or not yet saved, is judged as prose alone. */
export function isCovered(document: vscode.TextDocument): boolean {
  if (!isProse(document)) return false;
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  if (!folder) return true;
  const { include, exclude } = plainGlobs(folder.uri);
  return matches(document, include) && !matches(document, exclude);
}

/** Globs are read from the document's folder, or, outside of all, from the root of its file system. */
export function matches(document: vscode.TextDocument, globs: readonly string[]): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  return globs.flatMap(expandBraces).some((glob) => {
    const pattern = folder ? new vscode.RelativePattern(folder, glob) : glob;
    return vscode.languages.match({ pattern }, document) > 0;
  });
}

function localFolders(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => isOnDisk(uri));
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
