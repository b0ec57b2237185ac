// The panel with drafts beside the editor: makes the webview, opens it at the caret on the command, and passes on what the
// drafts have to tell while it can be seen. Hidden or closed, nothing is written for it.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import { checkedFromDrafts } from '../inspector/drafts/fromDrafts';
import type { DraftSettings, DraftsShown, FromDrafts, ToDrafts } from '../inspector/drafts/protocol';
import { checkedSettings } from '../inspector/drafts/settings';
import { draftStrings } from '../inspector/drafts/strings';
import { webviewPage } from '../inspector/panel';
import { DisposableOwner } from './disposable';
import { commands, memoryKeys } from './identifiers';
import { isProse } from './noteFiles';
import { WritingOn } from './writingOn';

const viewType = 'afterword.drafts';

export class DraftPanel extends DisposableOwner {
  private panel: vscode.WebviewPanel | undefined;
  private writing: WritingOn | undefined;
  /** Between the page's `ready` and its hiding. */
  private listening = false;
  /** The command has been given, and the page does not listen yet. */
  private begins = false;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly client: EngineClient,
  ) {
    super();
    this.own({ dispose: () => this.writing?.dispose() });
    this.own(vscode.commands.registerCommand(commands.writeOn, () => this.writeOn()));
    const deserializeWebviewPanel = async (panel: vscode.WebviewPanel) => this.adopt(panel);
    this.own(vscode.window.registerWebviewPanelSerializer(viewType, { deserializeWebviewPanel }));
  }

  /** Drafts that go on from the caret. */
  private writeOn(): void {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !isProse(editor.document)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Put the caret into a note where the text should go on.'),
      );
      return;
    }
    this.use(WritingOn.at(editor, this.client, this.settings));
    const { panel } = this;
    if (!panel) {
      const title = vscode.l10n.t('Afterword Drafts');
      this.adopt(vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Beside));
    } else panel.reveal(undefined, false);
    if (this.listening) this.begin();
    else this.begins = true;
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    panel.onDidDispose(() => this.closed(panel));
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.hidden();
    });
    panel.webview.onDidReceiveMessage((message: unknown) => void this.receive(checkedFromDrafts(message)));
    webviewPage(panel.webview, this.context.extensionUri, 'drafts', draftStrings);
  }

  private async receive(message: FromDrafts | undefined): Promise<void> {
    if (!message) return;
    const { writing } = this;
    switch (message.type) {
      case 'ready':
        return this.ready(message.kept);
      case 'write':
        this.settings = message.settings;
        return writing?.write(this.settings);
      case 'again':
        return writing?.again(message.draft);
      case 'stop':
        return writing?.stop(message.draft);
      case 'accept':
        return writing?.accept(message.draft, message.portion);
      case 'leave':
        return writing?.leave();
    }
  }

  private async ready(kept: DraftsShown | undefined): Promise<void> {
    this.listening = true;
    if (!this.writing && kept) {
      const restored = await WritingOn.restored(this.client, kept);
      if (restored && !this.writing) this.use(restored);
    }
    if (!this.writing) return this.post({ type: 'nothing' });
    if (this.begins) this.begin();
    else this.post({ type: 'drafts', shown: this.writing.shown, focus: false });
  }

  private begin(): void {
    this.begins = false;
    this.writing!.write(this.settings);
    this.post({ type: 'drafts', shown: this.writing!.shown, focus: true });
  }

  private use(writing: WritingOn): void {
    this.writing?.dispose();
    this.writing = writing;
    writing.onDidTell((message) => this.post(message));
  }

  private hidden(): void {
    this.listening = false;
    this.writing?.rest();
  }

  private closed(panel: vscode.WebviewPanel): void {
    if (this.panel !== panel) return;
    this.panel = undefined;
    this.listening = false;
    this.writing?.dispose();
    this.writing = undefined;
  }

  private post(message: ToDrafts): void {
    if (this.listening) void this.panel?.webview.postMessage(message);
  }

  private get settings(): DraftSettings {
    return checkedSettings(this.context.workspaceState.get<Partial<DraftSettings>>(memoryKeys.drafts));
  }

  private set settings(settings: DraftSettings) {
    void this.context.workspaceState.update(memoryKeys.drafts, checkedSettings(settings));
  }
}
