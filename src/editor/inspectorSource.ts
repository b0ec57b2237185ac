// What the inspector shows, gathered for it: the losses and the status of the engine, and the paragraph around the
// cursor with the probability of each of its tokens.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import { EngineError } from '../engine/client';
import type { InspectedToken, LossPoint, ModelInfo, TrainingStatus } from '../engine/protocol';
import type { RunCommand } from '../inspector/protocol';
import { DisposableOwner } from './disposable';
import { commands } from './identifiers';
import { proseSelector } from './noteFiles';
import { paragraphAt } from './paragraph';
import { problemText } from './problems';

/** Expected words shown for a token. */
const expectedWords = 10;

/** Milliseconds without a change before the paragraph is read again: the inspector follows, it does not chase. */
const quiet = 300;

export type ParagraphReading =
  | { readonly title: string; readonly tokens: readonly InspectedToken[] }
  /** Why there is nothing to show, in the user's language. */
  | { readonly reason: string };

export class InspectorSource extends DisposableOwner {
  private readonly paragraphChanged = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeParagraph = this.paragraphChanged.event;
  readonly onStatus: EngineClient['onStatus'];
  readonly onLoss: EngineClient['onLoss'];
  readonly onModel: EngineClient['onModel'];
  private editor: vscode.TextEditor | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly client: EngineClient) {
    super();
    this.onStatus = client.onStatus;
    this.onLoss = client.onLoss;
    this.onModel = client.onModel;
    this.follow(vscode.window.activeTextEditor);
    this.own(vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)));
    this.own(vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)));
    this.own(client.onModel(() => this.readSoon()));
    this.own({ dispose: () => clearTimeout(this.timer) });
  }

  get status(): TrainingStatus {
    return this.client.status;
  }

  get model(): ModelInfo | undefined {
    return this.client.model ?? undefined;
  }

  /** All points of the model's training so far; none where the engine cannot say. */
  async losses(): Promise<readonly LossPoint[]> {
    return this.client.losses().catch(() => []);
  }

  async paragraph(token: vscode.CancellationToken): Promise<ParagraphReading> {
    const found = this.editor && paragraphAt(this.editor.document, this.editor.selection.active);
    if (!found)
      return { reason: vscode.l10n.t('Put the cursor into a paragraph of a note to see how the network reads it.') };
    const { title, ...request } = found;
    try {
      return { title, tokens: await this.client.inspect({ ...request, k: expectedWords }, token) };
    } catch (error) {
      return { reason: error instanceof EngineError ? problemText(error) : String(error) };
    }
  }

  async run(command: RunCommand): Promise<void> {
    const { learn, pause, resumeTraining, stop } = commands;
    await vscode.commands.executeCommand({ learn, pause, resume: resumeTraining, stop }[command]);
  }

  /** The last editor with prose stays the one that is read while the inspector itself has the focus. */
  private follow(editor: vscode.TextEditor | undefined) {
    if (!editor || vscode.languages.match(proseSelector, editor.document) === 0) return;
    this.editor = editor;
    this.readSoon();
  }

  private readSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.paragraphChanged.fire(), quiet);
  }
}
