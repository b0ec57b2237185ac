// The one polite offer in a workspace: learn from these notes? Made once there are notes with prose and no model, and
// never again, whatever the answer.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import { memoryKeys } from './identifiers';
import type { Learning } from './learn';
import type { NotesFolder } from './notesFolder';
import { compact, whole } from './numbers';
import { readinessText } from './readinessText';

export async function offerOnce(
  memory: vscode.Memento,
  client: EngineClient,
  notes: NotesFolder,
  learning: Learning,
): Promise<void> {
  const { survey } = notes;
  const worthIt = survey !== undefined && survey.notes > 0 && survey.words > 0;
  if (!worthIt || client.model !== null || learning.underWay || memory.get(memoryKeys.offered) === true) return;
  await memory.update(memoryKeys.offered, true);

  const [learn, choose, notNow] = [vscode.l10n.t('Learn'), vscode.l10n.t('Choose files…'), vscode.l10n.t('Not now')];
  const question = vscode.l10n.t(
    'Afterword can learn from your {0} notes ({1} words) to suggest your next word. Everything stays on this machine.',
    whole(survey.notes),
    compact(survey.words),
  );
  const expected = readinessText(survey.words);
  const answer = await vscode.window.showInformationMessage(`${question} ${expected}`, learn, choose, notNow);
  if (answer === learn) await learning.learnFrom(undefined);
  if (answer === choose) {
    const files = await chooseFiles(await notes.files());
    if (files.length > 0) await learning.learnFrom(files);
  }
}

async function chooseFiles(files: readonly string[]): Promise<string[]> {
  const items = files.map((file) => ({ label: vscode.workspace.asRelativePath(file), picked: true, file }));
  const placeHolder = vscode.l10n.t('The notes to learn from');
  const chosen = await vscode.window.showQuickPick(items, { canPickMany: true, placeHolder, matchOnDescription: true });
  return (chosen ?? []).map(({ file }) => file);
}
