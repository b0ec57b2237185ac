// Whether the last thing done to a document was to take something away: who has just pressed Backspace is thinking again,
// and what VS Code asks for then would only bring back what has been deleted.

import * as vscode from 'vscode';
import { DisposableOwner } from './disposable';

export class Removals extends DisposableOwner {
  private readonly cameLast = new WeakSet<vscode.TextDocument>();

  constructor() {
    super();
    this.own(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // Saving and the like change no content.
        if (contentChanges.length === 0) return;
        if (contentChanges.every(({ text }) => text === '')) this.cameLast.add(document);
        else this.cameLast.delete(document);
      }),
    );
  }

  hasComeLastIn(document: vscode.TextDocument): boolean {
    return this.cameLast.has(document);
  }
}
