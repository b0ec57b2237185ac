// Where a file that the user has written is suggested to go: into the notes' folder, where there is one.

import * as vscode from 'vscode';

export function suggestedFile(name: string): vscode.Uri | undefined {
  const folder = vscode.workspace.workspaceFolders?.[0];
  return folder && vscode.Uri.joinPath(folder.uri, name);
}
