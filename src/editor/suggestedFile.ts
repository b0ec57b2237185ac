// Where a file that the user has written is suggested to go, and is looked for again: the notes' folder, where there is one.

import * as vscode from 'vscode';

export function suggestedFolder(): vscode.Uri | undefined {
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}

export function suggestedFile(name: string): vscode.Uri | undefined {
  const folder = suggestedFolder();
  return folder && vscode.Uri.joinPath(folder, name);
}
