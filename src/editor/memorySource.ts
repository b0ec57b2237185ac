// What the inspector's memory view shows of the place where the cursor stands.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import type { MemoryShown } from '../inspector/protocol';
import { formatOf, textBefore } from './leftContext';

/** Expected words among which one chooses. */
const explainedWords = 7;

export async function memoryAtCursor(
  client: EngineClient,
  editor: vscode.TextEditor | undefined,
  token: vscode.CancellationToken,
): Promise<MemoryShown | { reason: string }> {
  if (editor === undefined || editor.document.isClosed) {
    return {
      reason: vscode.l10n.t('Put the cursor after some words of a note to see which of them the next word remembers.'),
    };
  }
  const { document, selection } = editor;
  const request = { text: textBefore(document, selection.active), format: formatOf(document), k: explainedWords };
  const memory = await client.memory(request, token);
  if (memory === null) {
    return {
      reason: vscode.l10n.t(
        'The cursor does not stand in prose, where words are expected: this is code, a link or a table, for example.',
      ),
    };
  }
  const name = vscode.workspace.asRelativePath(document.uri);
  return { tab: 'memory', title: vscode.l10n.t('{0}, line {1}', name, selection.active.line + 1), memory };
}
