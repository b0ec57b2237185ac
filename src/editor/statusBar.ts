// The item in the status bar: what Afterword sees, and how far it has learned. A click opens the menu.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import { DisposableOwner } from './disposable';
import { commands, settingsSection, statusBarId } from './identifiers';
import type { NotesFolder } from './notesFolder';
import { documentHere } from './offSwitches';
import { statusSpoken, statusText, statusTooltip } from './statusText';
import { Throttle } from './throttle';
import { offText } from './toggle';

/** Milliseconds between two changes of the item. */
const shortest = 200;

export class StatusBar extends DisposableOwner {
  private readonly item = this.own(
    vscode.window.createStatusBarItem(statusBarId, vscode.StatusBarAlignment.Right, 100),
  );

  constructor(
    private readonly client: EngineClient,
    private readonly notes: NotesFolder,
  ) {
    super();
    this.item.name = 'Afterword';
    this.item.command = commands.showMenu;
    // Reports can come faster than anyone reads, and each change travels to the window.
    const update = this.own(new Throttle(shortest, () => this.update())).request;
    this.own(client.onStatus(update));
    this.own(client.onModel(update));
    this.own(notes.onDidChange(update));
    this.own(vscode.workspace.onDidChangeWorkspaceFolders(update));
    this.own(vscode.window.onDidChangeActiveTextEditor(update));
    this.own(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settingsSection)) update();
      }),
    );
    this.update();
    this.item.show();
  }

  get text(): string {
    return this.item.text;
  }

  private update() {
    const { status, model } = this.client;
    const seen = {
      status,
      model,
      survey: this.notes.survey,
      folderOpen: this.notes.isOpen,
      trusted: this.notes.isTrusted,
      off: offText(documentHere()),
    };
    this.item.text = statusText(seen);
    this.item.tooltip = statusTooltip(seen);
    this.item.accessibilityInformation = { label: statusSpoken(seen) };
    const failed = status.state === 'failed';
    this.item.backgroundColor = failed ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  }
}
