// Tells the engine when the writer pauses: then the network learns from what is new in the notes. As soon as anything is
// typed, or the cursor moves, it waits.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import { DisposableOwner } from './disposable';
import { readSettings } from './settings';

/** Milliseconds without a key or a move of the cursor that are a pause. */
const pause = 15_000;

export class Pauses extends DisposableOwner {
  private timer: NodeJS.Timeout | undefined;
  private idle = false;

  constructor(private readonly client: EngineClient) {
    super();
    this.own(vscode.workspace.onDidChangeTextDocument(({ document }) => this.active(document)));
    this.own(vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.active(textEditor.document)));
    // The engine has started, or its network is another: it may have something to learn.
    this.own(client.onModel(() => (this.idle ? client.setIdle(true) : this.wait())));
    this.own({ dispose: () => clearTimeout(this.timer) });
  }

  /** What an output channel prints is nobody's writing. */
  private active({ uri }: vscode.TextDocument) {
    if (uri.scheme === 'output') return;
    if (this.idle) this.tell(false);
    this.wait();
  }

  private wait() {
    if (this.idle) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(readSettings().learnOn), pause);
  }

  private tell(idle: boolean) {
    if (idle === this.idle) return;
    this.idle = idle;
    this.client.setIdle(idle);
  }
}
