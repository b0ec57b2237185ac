// Suggestions on or off: here and now with one command, or where one chooses.

import * as vscode from 'vscode';
import { commands, settingNames, settingsSection } from './identifiers';
import { documentHere, type OffPlace, offPlaces, offWhere, switchOff, switchOn } from './offSwitches';

/** VS Code's own: no ghost text of any extension for some minutes. */
const snooze = 'editor.action.inlineSuggest.snooze';

export function registerToggle(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.toggle, () => toggle()),
    vscode.commands.registerCommand(commands.switchOff, () => chooseWhere()),
  );
}

/** Off everywhere; on where the caret is, whatever switched them off there. */
async function toggle(): Promise<void> {
  const document = documentHere();
  if (offWhere(document)) {
    const left = await switchOn(document);
    if (left !== undefined) return sayLeft(left);
    say(document);
  } else await off('everywhere', document);
}

/** Also what is shown just now. */
async function off(place: OffPlace, document: vscode.TextDocument | undefined): Promise<void> {
  await switchOff(place, document);
  await vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
  say(document);
}

async function chooseWhere(): Promise<void> {
  const document = documentHere();
  const places = document ? offPlaces : (['everywhere'] as const);
  const choices: (vscode.QuickPickItem & { readonly place?: OffPlace })[] = [...places].reverse().map((place) => ({
    label: placeName(place, document),
    place,
  }));
  if ((await vscode.commands.getCommands(true)).includes(snooze)) {
    choices.push({ label: vscode.l10n.t('For some minutes: VS Code’s snooze, for ghost text') });
  }
  const title = vscode.l10n.t('Switch suggestions off');
  const choice = await vscode.window.showQuickPick(choices, { title });
  if (!choice) return;
  if (!choice.place) return vscode.commands.executeCommand(snooze);
  await off(choice.place, document);
}

function placeName(place: OffPlace, document: vscode.TextDocument | undefined): string {
  switch (place) {
    case 'everywhere':
      return vscode.l10n.t('Everywhere');
    case 'language':
      return vscode.l10n.t('In every document of this language ({0})', document!.languageId);
    case 'document':
      return document!.isUntitled
        ? vscode.l10n.t('In documents that are not saved as a file yet')
        : vscode.l10n.t('In this document');
  }
}

/** Why nothing is suggested in a document; empty where something is. */
export function offText(document: vscode.TextDocument | undefined): string {
  switch (offWhere(document)) {
    case 'everywhere':
      return vscode.l10n.t('Suggestions are switched off.');
    case 'language':
      return vscode.l10n.t(
        'Suggestions are switched off in every document of this language ({0}).',
        document!.languageId,
      );
    case 'document':
      return vscode.l10n.t('Suggestions are switched off in this document.');
    case undefined:
      return '';
  }
}

function say(document: vscode.TextDocument | undefined): void {
  vscode.window.setStatusBarMessage(offText(document) || vscode.l10n.t('Suggestions are on.'), 3000);
}

async function sayLeft(glob: string): Promise<void> {
  const settings = vscode.l10n.t('Settings');
  const text = vscode.l10n.t('Suggestions are off here because of {0} in the setting {1}.', glob, settingNames.offIn);
  const chosen = await vscode.window.showInformationMessage(text, settings);
  if (chosen === settings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', `${settingsSection}.${settingNames.offIn}`);
  }
}
