// The writer's own say: words that are never to be suggested, and words and phrases that are pinned. Both are settings;
// these commands add to them.

import * as vscode from 'vscode';
import { DisposableOwner } from './disposable';
import { commands } from './identifiers';
import { documentHere } from './offSwitches';
import { addWord } from './settings';
import type { Suggestions } from './suggestions';

export class OwnWords extends DisposableOwner {
  constructor(private readonly suggestions: Suggestions) {
    super();
    this.own(vscode.commands.registerCommand(commands.neverSuggest, () => this.never()));
    this.own(vscode.commands.registerCommand(commands.pin, () => pin()));
  }

  /** One of the words that are suggested where the caret is, or any other. */
  private async never(): Promise<void> {
    const word = await chooseOrType(
      vscode.l10n.t('Which word is never to be suggested?'),
      selectedText(),
      await this.suggestedHere(),
    );
    if (word === undefined) return;
    await addWord('never', word);
    vscode.window.setStatusBarMessage(vscode.l10n.t('“{0}” is not suggested any more.', word), 3000);
  }

  private async suggestedHere(): Promise<readonly string[]> {
    const document = documentHere();
    const editor = vscode.window.activeTextEditor;
    if (!document || !editor) return [];
    const { token } = new vscode.CancellationTokenSource();
    const prediction = await this.suggestions.at(document, editor.selection.active, token);
    return prediction?.items.map(({ text }) => text) ?? [];
  }
}

async function pin(): Promise<void> {
  const prompt = vscode.l10n.t('Which word or phrase is to come first as soon as its beginning is typed?');
  const phrase = (await vscode.window.showInputBox({ prompt, value: selectedText() }))?.trim();
  if (!phrase) return;
  await addWord('pinned', phrase);
  vscode.window.setStatusBarMessage(vscode.l10n.t('“{0}” is pinned.', phrase), 3000);
}

/** Of a single line. */
function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  return editor?.selection.isSingleLine ? editor.document.getText(editor.selection).trim() : '';
}

/** What is typed is the first choice. */
async function chooseOrType(title: string, typed: string, words: readonly string[]): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick();
  const show = () => {
    const value = picker.value.trim();
    picker.items = [...new Set(value === '' ? words : [value, ...words])].map((label) => ({ label }));
  };
  picker.title = title;
  picker.placeholder = vscode.l10n.t('Choose a word, or type one');
  picker.value = typed;
  show();
  picker.onDidChangeValue(show);
  const chosen = await new Promise<string | undefined>((resolve) => {
    picker.onDidAccept(() => resolve(picker.activeItems[0]?.label));
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  });
  picker.dispose();
  return chosen;
}
