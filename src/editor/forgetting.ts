// Forgetting, from the user's side: one note, or everything. Both ask first. Run with an argument they ask nothing and fail
// with an error instead of a message: for scripts.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import { attempt } from './attempt';
import { chosenNote } from './chosenNote';
import type { CorpusNode } from './corpusItems';
import { commands, memoryKeys } from './identifiers';
import type { Learning } from './learn';
import { addressOf } from './noteAddress';
import type { NotesFolder } from './notesFolder';
import type { Tally } from './tally';

export interface ForgetArguments {
  readonly file: string;
  /** False: it may be learnt from again. */
  readonly forgotten?: boolean;
  readonly learnAnew?: boolean;
}

export class Forgetting {
  constructor(
    private readonly client: EngineClient,
    private readonly notes: NotesFolder,
    private readonly learning: Learning,
    private readonly memory: vscode.Memento,
    private readonly tally: Tally,
  ) {}

  async forgetNote(about?: ForgetArguments | CorpusNode): Promise<void> {
    if (about && !('kind' in about)) return this.forget(about);
    const uri = chosenNote(about);
    if (!uri) return;
    await attempt(async () => {
      // What stays is what the other notes hold, and in Restricted Mode they may not be read.
      this.notes.checkTrust();
      const chosen = (await this.isForgotten(addressOf(uri)))
        ? await this.askToLearnAgain(uri)
        : await this.askToForget(uri);
      if (chosen) await this.forget(chosen);
    });
  }

  async eraseAll(confirmed?: true): Promise<void> {
    if (confirmed) return this.erase();
    const question = vscode.l10n.t('Erase everything that Afterword has learned here?');
    const detail = vscode.l10n.t(
      'Learning stops. The networks, vocabularies, curves, the list of forgotten notes and the counts of suggestions of this workspace are deleted and cannot be brought back. Your notes stay as they are.',
    );
    const erase = vscode.l10n.t('Erase Everything');
    const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, erase);
    if (answer !== erase) return;
    await attempt(async () => {
      await this.erase();
      void vscode.window.showInformationMessage(vscode.l10n.t('Everything that Afterword had learned here is gone.'));
    });
  }

  private async forget({ file, forgotten = true, learnAnew = false }: ForgetArguments): Promise<void> {
    this.notes.checkTrust();
    await this.client.forget({ file, files: await this.notes.files(), forgotten });
    await this.notes.lookAgain();
    if (learnAnew) await this.learning.learn({ resume: false });
  }

  private async erase(): Promise<void> {
    await this.client.erase();
    this.tally.reset();
    for (const key of Object.values(memoryKeys)) {
      // Or it would offer at once to learn it all again.
      if (key !== memoryKeys.offered) await this.memory.update(key, undefined);
    }
    await this.notes.lookAgain();
  }

  private async isForgotten(file: string): Promise<boolean> {
    const files = await this.client.corpus();
    return files.some(({ path, reason }) => path === file && reason === 'forgotten');
  }

  private async askToForget(uri: vscode.Uri): Promise<ForgetArguments | undefined> {
    const question = vscode.l10n.t('Forget “{0}”?', vscode.workspace.asRelativePath(uri));
    const detail = vscode.l10n.t(
      'Learning stops. The note is no longer counted, and words that only it holds leave the vocabulary and the network at once. Other weights may still remember something of it, until the network learns anew without it.',
    );
    const [anew, only] = [vscode.l10n.t('Forget and Learn Anew'), vscode.l10n.t('Forget')];
    const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, anew, only);
    return answer === undefined ? undefined : { file: addressOf(uri), learnAnew: answer === anew };
  }

  private async askToLearnAgain(uri: vscode.Uri): Promise<ForgetArguments | undefined> {
    const question = vscode.l10n.t(
      '“{0}” is forgotten: nothing is learned from it.',
      vscode.workspace.asRelativePath(uri),
    );
    const again = vscode.l10n.t('Learn From It Again');
    const answer = await vscode.window.showInformationMessage(question, { modal: true }, again);
    return answer === again ? { file: addressOf(uri), forgotten: false } : undefined;
  }
}

export function registerForgetting(forgetting: Forgetting): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.forgetNote, (about?: ForgetArguments | CorpusNode) =>
      forgetting.forgetNote(about),
    ),
    vscode.commands.registerCommand(commands.eraseAll, (confirmed?: true) => forgetting.eraseAll(confirmed)),
  );
}
