// Which note a command is about: the one that was chosen in the tree of notes, or else the one in the active editor.

import * as vscode from 'vscode';
import type { CorpusNode } from './corpusItems';
import { uriOf } from './noteAddress';

/** undefined: there is none, and that has been told. */
export function chosenNote(node: CorpusNode | undefined): vscode.Uri | undefined {
  const uri = node ? chosenIn(node) : vscode.window.activeTextEditor?.document.uri;
  if (uri && (node || vscode.workspace.getWorkspaceFolder(uri))) return uri;
  const text = vscode.l10n.t('Open the note first: one of a folder that is open here.');
  void vscode.window.showInformationMessage(text);
  return undefined;
}

function chosenIn(node: CorpusNode): vscode.Uri | undefined {
  if (node.kind === 'file') return uriOf(node.file.path);
  return node.kind === 'folder' ? uriOf(node.path) : undefined;
}

/** A place in a folder of the workspace, with slashes; '' is that folder itself. */
export function pathIn(folder: vscode.WorkspaceFolder, uri: vscode.Uri): string {
  return uri.path.slice(folder.uri.path.length).replace(/^\//, '');
}
