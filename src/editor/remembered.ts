// What follows from the settings for a document, remembered until a setting, a folder or the document's language is
// another: it is wanted with every key, and VS Code takes more than a millisecond to tell.

import * as vscode from 'vscode';

interface Known<T> {
  readonly age: number;
  readonly languageId: string;
  readonly value: T;
}

/** How often anything has changed on which it may depend. */
let age = 0;

/** @returns the same, asked of VS Code only when it may have changed. */
export function remembered<T>(read: (document: vscode.TextDocument) => T): (document: vscode.TextDocument) => T {
  const known = new WeakMap<vscode.TextDocument, Known<T>>();
  return (document) => {
    const { languageId } = document;
    const before = known.get(document);
    if (before?.age === age && before.languageId === languageId) return before.value;
    const value = read(document);
    known.set(document, { age, languageId, value });
    return value;
  };
}

/** To be begun before anything is asked, and before anybody else hears of changes. */
export function forgetWhatChanges(): vscode.Disposable {
  const forget = () => void age++;
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration(forget),
    vscode.workspace.onDidChangeWorkspaceFolders(forget),
  );
}
