// Tells the engine what may be learnt as the writer writes, rests and pauses: while keys come or the cursor moves, training
// waits, so that suggestions are as quick as without it.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import { DisposableOwner } from './disposable';
import { settingsSection } from './identifiers';
import { readSettings } from './settings';
import { type Activity, leaveToLearn } from './whenToLearn';

/** Milliseconds without a key or a move of the cursor after which the writer rests, and then pauses. */
const rest = 1000;
const pause = 15_000;

export class Pauses extends DisposableOwner {
  private timer: NodeJS.Timeout | undefined;
  private activity: Activity = 'resting';

  constructor(private readonly client: EngineClient) {
    super();
    this.own(vscode.workspace.onDidChangeTextDocument(({ document }) => this.active(document)));
    this.own(vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.active(textEditor.document)));
    // The engine has started, or its network is another: it may have something to learn.
    this.own(client.onModel(() => this.tell()));
    this.own(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settingsSection)) this.tell();
      }),
    );
    this.own({ dispose: () => clearTimeout(this.timer) });
    this.rests();
  }

  /** What an output channel prints is nobody's writing. */
  private active({ uri }: vscode.TextDocument) {
    if (uri.scheme === 'output') return;
    clearTimeout(this.timer);
    this.become('writing');
    this.timer = setTimeout(() => this.rests(), rest);
  }

  private rests() {
    this.become('resting');
    this.timer = setTimeout(() => this.become('pausing'), pause - rest);
  }

  private become(activity: Activity) {
    if (activity === this.activity) return;
    this.activity = activity;
    this.tell();
  }

  private tell() {
    this.client.give(leaveToLearn(readSettings().whenToLearn, this.activity));
  }
}
