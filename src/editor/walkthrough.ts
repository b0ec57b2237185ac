// The walkthrough's command, and how it knows what has been done. What it says, shows and offers stands in package.json; by
// itself it opens only where VS Code opens those of extensions.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import { commands, contextKeys, walkthroughId } from './identifiers';
import type { Tally } from './tally';

/** @param extension its identifier. */
export function registerWalkthrough(extension: string, client: EngineClient, tally: Tally): vscode.Disposable {
  const learnt = new ContextKey(contextKeys.learnt);
  const accepted = new ContextKey(contextKeys.accepted);
  const { ghostText, list } = tally.counted;
  accepted.set(ghostText.accepted + list.accepted > 0);
  return vscode.Disposable.from(
    client.onModel((model) => learnt.set(model !== null)),
    tally.onDidAccept(() => accepted.set(true)),
    vscode.commands.registerCommand(commands.openWalkthrough, () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension}#${walkthroughId}`, false),
    ),
  );
}

/** VS Code is told what is different, and nothing else: models change every few seconds. */
class ContextKey {
  private value = false;

  constructor(private readonly name: string) {}

  set(value: boolean): void {
    if (value === this.value) return;
    this.value = value;
    void vscode.commands.executeCommand('setContext', this.name, value);
  }
}
