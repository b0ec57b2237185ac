// The item in the status bar: what Afterword sees, and how far it has learned. A click opens the menu.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import { DisposableOwner } from './disposable';
import { commands, settingsSection, statusBarId } from './identifiers';
import type { NotesFolder } from './notesFolder';
import { readSettings } from './settings';
import { statusText, statusTooltip } from './statusText';

/** Milliseconds between two changes of the item. */
const shortest = 200;

export class StatusBar extends DisposableOwner {
  private readonly item = this.own(
    vscode.window.createStatusBarItem(statusBarId, vscode.StatusBarAlignment.Right, 100),
  );

  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly client: EngineClient,
    private readonly notes: NotesFolder,
  ) {
    super();
    this.item.name = 'Afterword';
    this.item.command = commands.showMenu;
    const update = () => this.updateSoon();
    this.own(client.onStatus(update));
    this.own(client.onModel(update));
    this.own(notes.onDidChange(update));
    this.own(vscode.workspace.onDidChangeWorkspaceFolders(update));
    this.own(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settingsSection)) update();
      }),
    );
    this.own({ dispose: () => clearTimeout(this.timer) });
    this.update();
    this.item.show();
  }

  get text(): string {
    return this.item.text;
  }

  /** Reports can come faster than anyone reads, and each one would travel to the window. */
  private updateSoon() {
    this.timer ??= setTimeout(() => this.update(), shortest);
  }

  private update() {
    this.timer = undefined;
    const { status, model } = this.client;
    const seen = {
      status,
      model,
      survey: this.notes.survey,
      folderOpen: this.notes.isOpen,
      suggesting: readSettings().enabled,
    };
    this.item.text = statusText(seen);
    this.item.tooltip = statusTooltip(seen);
    const failed = status.state === 'failed';
    this.item.backgroundColor = failed ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  }
}
