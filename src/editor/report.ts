// The command that tells what Afterword is worth on the user's own notes: measured in the background with progress and a
// button that calls it off, and shown as Markdown, which can be read, copied and saved. Nothing is measured before somebody
// asks.

import * as vscode from 'vscode';
import { EngineError, type EngineClient } from '../engine/client';
import type { Worth } from '../engine/protocol/worth';
import { DisposableOwner } from './disposable';
import { commands } from './identifiers';
import type { NotesFolder } from './notesFolder';
import { percent } from './numbers';
import { problemText } from './problems';
import { reportText } from './reportText';
import type { Tally } from './tally';

const scheme = 'afterword-report';

export class Report extends DisposableOwner implements vscode.TextDocumentContentProvider {
  private readonly changed = this.own(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.changed.event;
  private text = '';
  private underWay: Promise<string | undefined> | undefined;

  constructor(
    private readonly client: EngineClient,
    private readonly notes: NotesFolder,
    private readonly tally: Tally,
  ) {
    super();
    this.own(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
    this.own(
      vscode.commands.registerCommand(commands.report, () => {
        this.underWay ??= this.make().finally(() => (this.underWay = undefined));
        return this.underWay;
      }),
    );
  }

  provideTextDocumentContent(): string {
    return this.text;
  }

  /** @returns what it says; undefined: there is none, and the user knows why. */
  private async make(): Promise<string | undefined> {
    const { state } = this.client.status;
    if (!this.notes.isOpen) {
      return tell(vscode.l10n.t('No folder is open. Open the folder that holds your notes to learn from them.'));
    }
    if (!this.notes.isTrusted) return tell(problemText({ code: 'notTrusted', message: '' }));
    if (state === 'training' || state === 'reading') {
      return tell(vscode.l10n.t('Afterword is learning. The report can be made when that has ended.'));
    }
    const worth = await this.measure();
    if (!worth) return undefined;
    this.text = reportText(worth, this.client.model ?? undefined, this.tally.counted);
    await this.show();
    return this.text;
  }

  /** undefined: called off, or it failed, and the user knows why. */
  private async measure(): Promise<Worth | undefined> {
    const title = vscode.l10n.t('Afterword measures what suggestions are worth on your notes');
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      let shown = 0;
      const show = (done: number) => {
        progress.report({ message: percent(done), increment: 100 * (done - shown) });
        shown = done;
      };
      try {
        await this.notes.whenLooked();
        return (await this.client.worth(show, token)) ?? undefined;
      } catch (error) {
        if (!token.isCancellationRequested) {
          void vscode.window.showErrorMessage(error instanceof EngineError ? problemText(error) : String(error));
        }
        return undefined;
      }
    });
  }

  /** As it is read; where no preview is to be had, as it is written. */
  private async show(): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${vscode.l10n.t('Afterword Report')}.md` });
    this.changed.fire(uri);
    try {
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    } catch {
      await vscode.window.showTextDocument(uri);
    }
  }
}

function tell(text: string): undefined {
  void vscode.window.showInformationMessage(text);
  return undefined;
}
