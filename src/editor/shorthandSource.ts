// What the inspector's shorthand view shows: the shorthand at the caret, where it is selected or the trigger stands behind
// it; else the one that was expanded last.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import type { ExpandRequest } from '../engine/protocol/shorthand';
import type { Nothing, ShorthandShown } from '../inspector/protocol';
import type { ExpandedAt } from './expandShorthand';
import { readSettings } from './settings';
import { shorthandBefore } from './shorthandRange';

/** Characters; more that is selected is no shorthand. */
const longest = 80;

export class ShorthandSource {
  private last: ExpandedAt | undefined;

  constructor(private readonly client: EngineClient) {}

  expanded(at: ExpandedAt): void {
    this.last = at;
  }

  async look(
    editor: vscode.TextEditor | undefined,
    token: vscode.CancellationToken,
  ): Promise<ShorthandShown | Nothing> {
    const request = editor && !editor.document.isClosed ? requestAt(editor) : undefined;
    if (editor && request) {
      const answer = await this.client.expandShorthand(request, token);
      const { document, selection } = editor;
      return shown({ uri: document.uri, line: selection.active.line, shorthand: request.shorthand, answer });
    }
    if (this.last) return shown(this.last);
    const reason = vscode.l10n.t(
      'No shorthand has been expanded yet. Put the cursor behind one in a note, such as “mtg w eng tmrw”, or select it.',
    );
    return { reason, offer: 'expandShorthand' };
  }
}

function requestAt({ document, selection }: vscode.TextEditor): ExpandRequest | undefined {
  const { shorthandTrigger: trigger, never } = readSettings(document);
  const { line, character } = selection.start;
  const { text } = document.lineAt(line);
  if (!selection.isEmpty) {
    const shorthand = document.getText(selection).trim();
    const fits = selection.isSingleLine && shorthand !== '' && shorthand.length <= longest;
    return fits ? { shorthand, before: text.slice(0, character), never } : undefined;
  }
  const before = text.slice(0, character);
  if (trigger === '' || !before.endsWith(trigger)) return undefined;
  const at = shorthandBefore(before, before.length - trigger.length);
  return at && { shorthand: at.text, before: before.slice(0, at.start), never };
}

function shown({ uri, line, shorthand, answer }: ExpandedAt): ShorthandShown | Nothing {
  if (answer.expansions.length === 0) return { reason: vscode.l10n.t('No words of your notes fit “{0}”.', shorthand) };
  const title = vscode.l10n.t('{0}, line {1}', vscode.workspace.asRelativePath(uri), line + 1);
  return { tab: 'shorthand', title, shorthand, answer };
}
