// A shorthand that is followed by the trigger (;;) as ghost text: what it most likely stands for, behind an arrow, and VS
// Code's own Tab puts it in the shorthand's place. VS Code can show ghost text only behind what is written, so the text is
// put in by what follows the acceptance, in the same step of undoing. Without the trigger before the cursor nothing is done.

import * as vscode from 'vscode';
import { EngineError, type EngineClient } from '../engine/client';
import type { ExpandRequest } from '../engine/protocol/shorthand';
import { DisposableOwner } from './disposable';
import { putExpansionCommand } from './identifiers';
import { offWhere } from './offSwitches';
import { settingsOf } from './settings';
import { shorthandBefore } from './shorthandRange';

const arrow = ' → ';

interface Offer {
  readonly document: vscode.TextDocument;
  readonly version: number;
  /** Shorthand and trigger. */
  readonly range: vscode.Range;
  readonly text: string;
}

export class ShorthandGhost extends DisposableOwner {
  private offer: Offer | undefined;

  constructor(private readonly client: EngineClient) {
    super();
    this.own(vscode.commands.registerCommand(putExpansionCommand, (offer: Offer) => put(offer, arrow + offer.text)));
  }

  /** undefined: no trigger stands before the cursor. Nothing to show: it fits no words. */
  async itemsAt(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[] | undefined> {
    this.offer = undefined;
    const { shorthandTrigger: trigger, never } = settingsOf(document);
    const line = document.lineAt(position.line).text.slice(0, position.character);
    if (trigger === '' || !line.endsWith(trigger) || offWhere(document)) return undefined;
    const at = shorthandBefore(line, line.length - trigger.length);
    if (!at || at.end !== line.length - trigger.length) return undefined;
    const text = await this.ask({ shorthand: at.text, before: line.slice(0, at.start), never }, token);
    if (text === undefined || token.isCancellationRequested) return [];
    const range = new vscode.Range(position.line, at.start, position.line, position.character);
    this.offer = { document, version: document.version, range, text };
    const item = new vscode.InlineCompletionItem(arrow + text, new vscode.Range(position, position));
    const title = vscode.l10n.t('Expand Shorthand');
    // The offer goes with it: VS Code may ask for the next ghost text before it follows.
    item.command = { command: putExpansionCommand, title, arguments: [this.offer] };
    return [item];
  }

  /** Puts what is offered at this place there as a whole. @returns false: nothing is. */
  async take(document: vscode.TextDocument, position: vscode.Position): Promise<boolean> {
    const { offer } = this;
    if (offer?.document !== document || offer.version !== document.version || !offer.range.end.isEqual(position)) {
      return false;
    }
    await put(offer, '');
    return true;
  }

  private async ask(request: ExpandRequest, token: vscode.CancellationToken): Promise<string | undefined> {
    try {
      return (await this.client.expandShorthand(request, token)).expansions[0]?.text;
    } catch (error) {
      // Ghost text that cannot be made is none: the command says why.
      if (error instanceof EngineError || token.isCancellationRequested) return undefined;
      throw error;
    }
  }
}

/** In one step that can be undone. @param accepted what stands behind the trigger by now. */
async function put({ document, range, text }: Offer, accepted: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const whole = new vscode.Range(range.start, range.end.translate(0, accepted.length));
  if (editor?.document !== document || !document.getText(whole).endsWith(accepted)) return;
  const undo = { undoStopBefore: accepted === '', undoStopAfter: true };
  await editor.edit((edit) => edit.replace(whole, text), undo);
  const caret = range.start.translate(0, text.length);
  editor.selection = new vscode.Selection(caret, caret);
}
