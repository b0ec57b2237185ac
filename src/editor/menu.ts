// The menu behind the status bar: what can be done in the present state, most likely first.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import { commands, corpusViewId, settingsSection } from './identifiers';
import { documentHere, offWhere } from './offSwitches';
import { modelText } from './statusText';

interface Choice extends vscode.QuickPickItem {
  readonly run: () => Thenable<unknown>;
}

export async function showMenu(client: EngineClient): Promise<void> {
  const choice = await vscode.window.showQuickPick(choices(client), {
    title: 'Afterword',
    placeHolder: modelText(client.model),
  });
  await choice?.run();
}

function choices(client: EngineClient): Choice[] {
  return [...trainingChoices(client), ...otherChoices()];
}

function trainingChoices({ status, model }: EngineClient): Choice[] {
  const stop = choice('$(debug-stop)', vscode.l10n.t('Stop learning'), commands.stop);
  if (status.state === 'reading') return [stop];
  if (status.state === 'training') {
    const pause = choice('$(debug-pause)', vscode.l10n.t('Pause learning'), commands.pause);
    const resume = choice('$(play)', vscode.l10n.t('Go on learning'), commands.resumeTraining);
    return [status.paused ? resume : pause, stop];
  }
  const goOn = choice('$(play)', vscode.l10n.t('Go on learning'), commands.resumeTraining);
  const compare = choice('$(beaker)', vscode.l10n.t('Compare RNN, GRU and LSTM'), commands.compareCells);
  if (!model) return [choice('$(mortar-board)', vscode.l10n.t('Learn from this folder'), commands.learn), compare];
  const anew = choice('$(mortar-board)', vscode.l10n.t('Learn from this folder anew'), commands.learn);
  return model.resumable ? [goOn, anew, compare] : [anew, compare];
}

function otherChoices(): Choice[] {
  const isOff = offWhere(documentHere()) !== undefined;
  return [
    choice('$(graph-line)', vscode.l10n.t('Open the inspector'), commands.openInspector),
    choice('$(pulse)', vscode.l10n.t('Report: what it is worth to you'), commands.report),
    choice('$(edit)', vscode.l10n.t('Write on from here'), commands.writeOn),
    choice('$(list-selection)', vscode.l10n.t('Expand the shorthand before the cursor'), commands.expandShorthand),
    choice('$(tag)', vscode.l10n.t('Suggest tags for this note'), commands.suggestTags),
    isOff
      ? choice('$(book)', vscode.l10n.t('Switch suggestions on'), commands.toggle)
      : choice('$(circle-slash)', vscode.l10n.t('Switch suggestions off…'), commands.switchOff),
    choice('$(database)', vscode.l10n.t('Models: use, keep, compare, export…'), commands.showModels),
    choice('$(list-tree)', vscode.l10n.t('Show which notes are learned'), `${corpusViewId}.focus`),
    choice('$(compass)', vscode.l10n.t('Getting started'), commands.openWalkthrough),
    choice('$(settings-gear)', vscode.l10n.t('Settings'), 'workbench.action.openSettings', settingsSection),
    choice('$(output)', vscode.l10n.t('Show the log'), commands.showLog),
  ];
}

function choice(icon: string, label: string, command: string, argument?: unknown): Choice {
  const run = () => vscode.commands.executeCommand(command, ...(argument === undefined ? [] : [argument]));
  return { label: `${icon} ${label}`, run };
}
