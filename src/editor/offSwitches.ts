// In which documents words are suggested, and the switches: everywhere, for a language, for a document. Off means that
// nothing is asked of the engine, as ghost text, in the list or for shorthand.

import path from 'node:path';
import * as vscode from 'vscode';
import { globOf, withGlob } from './excludeGlobs';
import { isCovered, isProse, matches, proseSelector } from './noteFiles';
import { pathIn } from './chosenNote';
import { remembered } from './remembered';
import { disabledFor, offGlobs, writeEnabled, writeGlobs } from './settings';

/** Where messages of commits are written; there suggestions are off until they are switched on for the language. */
const commitSelector: vscode.DocumentSelector = ['git-commit', 'scminput'];

/** Documents in which words can be suggested. */
export const suggestSelector: vscode.DocumentSelector = [proseSelector, commitSelector].flat();

/** In place of a glob: documents that have no file yet. */
const untitled = 'untitled';

export const offPlaces = ['everywhere', 'language', 'document'] as const;
export type OffPlace = (typeof offPlaces)[number];

/** Whether words are suggested in this document. */
export const suggestsIn = remembered(
  (document) => offWhere(document) === undefined && (isCommit(document) || isCovered(document)),
);

/** The document that the caret is in, if suggestions can be switched on and off there. */
export function documentHere(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && (isCommit(document) || isProse(document)) ? document : undefined;
}

/** By which switch suggestions are off in this document, or at all; undefined: they are on. */
export function offWhere(document: vscode.TextDocument | undefined): OffPlace | undefined {
  return disabledFor(document) ?? (document && isOffIn(document) ? 'document' : undefined);
}

export async function switchOff(place: OffPlace, document: vscode.TextDocument | undefined): Promise<void> {
  if (place !== 'document') return writeEnabled(false, place, document);
  const folder = folderOf(document!);
  await writeGlobs('offIn', folder?.uri, withGlob(offGlobs(folder?.uri), globFor(document!)));
}

/** All switches that are off here. @returns a glob that the document matches beside others: that one is left. */
export async function switchOn(document: vscode.TextDocument | undefined): Promise<string | undefined> {
  for (const place of offPlaces) {
    if (offWhere(document) !== place) continue;
    if (place !== 'document') await writeEnabled(true, place, document);
    else return leaveOffIn(document!);
  }
  return undefined;
}

async function leaveOffIn(document: vscode.TextDocument): Promise<string | undefined> {
  const folder = folderOf(document);
  const globs = offGlobs(folder?.uri);
  const own = globFor(document);
  await writeGlobs(
    'offIn',
    folder?.uri,
    globs.filter((glob) => glob !== own),
  );
  return globs.find((glob) => glob !== own && isMatched(document, glob));
}

function isCommit(document: vscode.TextDocument): boolean {
  return vscode.languages.match(commitSelector, document) > 0;
}

function isOffIn(document: vscode.TextDocument): boolean {
  return offGlobs(folderOf(document)?.uri).some((glob) => isMatched(document, glob));
}

function isMatched(document: vscode.TextDocument, glob: string): boolean {
  return document.isUntitled ? glob === untitled : matches(document, [glob]);
}

/** The glob that matches this document and no other; for one without a file, all that have none. */
function globFor(document: vscode.TextDocument): string {
  if (document.isUntitled) return untitled;
  const folder = folderOf(document);
  return globOf(folder ? pathIn(folder, document.uri) : document.uri.fsPath.replaceAll(path.sep, '/'), false);
}

function folderOf({ uri }: vscode.TextDocument): vscode.WorkspaceFolder | undefined {
  return vscode.workspace.getWorkspaceFolder(uri);
}
