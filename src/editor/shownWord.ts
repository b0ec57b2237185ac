// VS Code's own acceptance of a word of the ghost text that is shown, whoever's that is: which of several is shown only VS
// Code knows, and what it puts into the document tells. It knows no Chinese words, and stops before marks.

import * as vscode from 'vscode';

/**
 * @param whenTaken called before VS Code asks for what comes next.
 * @returns what has been put there; empty: nothing is shown.
 */
export async function takeShownWord(
  document: vscode.TextDocument,
  position: vscode.Position,
  whenTaken: (text: string) => void = () => undefined,
): Promise<string> {
  let taken = '';
  const listener = vscode.workspace.onDidChangeTextDocument((event) => {
    const change = event.contentChanges.find(({ range }) => range.start.isEqual(position));
    if (event.document !== document || !change || taken !== '') return;
    taken = change.text;
    whenTaken(taken);
  });
  try {
    await vscode.commands.executeCommand('editor.action.inlineSuggest.acceptNextWord');
  } finally {
    listener.dispose();
  }
  return taken;
}

/** Whether what VS Code takes of these words is at most the first: a word that ends where a run of letters does. */
export function isShownWord(first: string, next: string | undefined): boolean {
  return /[\p{L}\p{N}]/u.test(first) && !/^[\p{L}\p{N}]/u.test(next ?? '');
}
