// Suggestions on or off, with one command.

import * as vscode from 'vscode';
import { commands } from './identifiers';
import { readSettings, writeEnabled } from './settings';

export function registerToggle(): vscode.Disposable {
  return vscode.commands.registerCommand(commands.toggle, async () => {
    const enabled = !readSettings().enabled;
    await writeEnabled(enabled);
    const text = enabled ? vscode.l10n.t('Suggestions are on.') : vscode.l10n.t('Suggestions are off.');
    vscode.window.setStatusBarMessage(text, 3000);
  });
}
