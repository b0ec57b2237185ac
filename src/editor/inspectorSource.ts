// What the inspector shows, gathered for it: losses and status as the engine reports them, and what each of its tabs tells
// of the place where the caret stands.

import * as vscode from 'vscode';
import { EngineError, type EngineClient } from '../engine/client';
import type { LossPoint, ModelInfo, TrainingStatus } from '../engine/protocol';
import type { InspectorSource } from '../inspector/panel';
import type { FilePlace, RunCommand, Shown, Tab, WordPlaces } from '../inspector/protocol';
import { DisposableOwner } from './disposable';
import { commands } from './identifiers';
import { LossHistory } from './lossHistory';
import { nextWordAt, openPlace, placesOf } from './nextWordSource';
import { proseSelector } from './noteFiles';
import { paragraphAt } from './paragraph';
import { problemText } from './problems';
import { Throttle } from './throttle';

/** Expected words shown for a token. */
const expectedWords = 10;

const commandOf: Readonly<Record<RunCommand, string>> = {
  learn: commands.learn,
  pause: commands.pause,
  resume: commands.resumeTraining,
  stop: commands.stop,
};

export class EditorSource extends DisposableOwner implements InspectorSource {
  private readonly changed = this.own(new vscode.EventEmitter<'losses' | 'status'>());
  private readonly caretMoved = this.own(new vscode.EventEmitter<void>());
  readonly onDidChange = this.changed.event;
  readonly onDidChangeCaret = this.caretMoved.event;
  private readonly history: LossHistory;
  /** The last one with prose: it stays the one that is read while the inspector has the focus. */
  private editor: vscode.TextEditor | undefined;

  constructor(private readonly client: EngineClient) {
    super();
    // The first points of a small folder come faster than they can be drawn, and so do its first weights.
    const losses = this.own(new Throttle(200, () => this.changed.fire('losses')));
    const status = this.own(new Throttle(200, () => this.changed.fire('status')));
    const weights = this.own(new Throttle(1000, () => this.caretMoved.fire()));
    this.history = this.own(new LossHistory(client, losses.request));
    this.own(client.onStatus(status.request));
    this.own(client.onModel(status.request));
    this.own(client.onModel(weights.request));
    this.own(client.onCounts(weights.request));
    this.follow(vscode.window.activeTextEditor);
    this.own(vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)));
    this.own(vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)));
  }

  losses(): readonly LossPoint[] {
    return this.history.points;
  }

  status(): TrainingStatus {
    const { status } = this.client;
    if (status.state !== 'failed') return status;
    const { problem } = status;
    return { state: 'failed', problem: { ...problem, message: problemText(problem) } };
  }

  model(): ModelInfo | undefined {
    return this.client.model ?? undefined;
  }

  async look(tab: Tab, token: vscode.CancellationToken): Promise<Shown | { reason: string } | undefined> {
    try {
      switch (tab) {
        case 'text':
          return await this.text(token);
        case 'next':
          return await nextWordAt(this.client, this.editor, token);
        case 'training':
          return undefined;
      }
    } catch (error) {
      if (error instanceof EngineError) return { reason: problemText(error) };
      throw error;
    }
  }

  places(word: string, context: readonly string[], token: vscode.CancellationToken): Promise<WordPlaces> {
    return placesOf(this.client, word, context, this.editor, token);
  }

  open(place: FilePlace) {
    openPlace(place, this.editor);
  }

  run(command: RunCommand) {
    void vscode.commands.executeCommand(commandOf[command]);
  }

  private async text(token: vscode.CancellationToken): Promise<Shown | { reason: string }> {
    const { editor } = this;
    const found = editor && !editor.document.isClosed && paragraphAt(editor.document, editor.selection.active);
    if (!found) {
      return { reason: vscode.l10n.t('Put the cursor into a paragraph of a note to see how the network reads it.') };
    }
    const { title, ...request } = found;
    return { tab: 'text', title, tokens: await this.client.inspect({ ...request, k: expectedWords }, token) };
  }

  private follow(editor: vscode.TextEditor | undefined) {
    if (!editor || vscode.languages.match(proseSelector, editor.document) === 0) return;
    this.editor = editor;
    this.caretMoved.fire();
  }
}
