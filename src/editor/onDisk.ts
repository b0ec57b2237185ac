// What can be read without VS Code; in a browser src/web/editor/onDisk.ts says it.

import type * as vscode from 'vscode';

export function isOnDisk({ scheme }: vscode.Uri): boolean {
  return scheme === 'file';
}
