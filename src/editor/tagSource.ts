// What the inspector's tags view shows of the note at the cursor: what a model that has learned tags makes of it. It asks for
// nothing to be learned.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import type { TagReasons } from '../engine/protocol/tags';
import type { Nothing, TagsShown } from '../inspector/protocol';
import { formatOf } from './leftContext';

/** Of a long note, in characters: what it is about is read where it begins. */
const mostCharacters = 50_000;

export class TagSource {
  /** Where the caret alone has moved, nothing is computed again. */
  private last: { readonly document: vscode.TextDocument; readonly version: number; reasons: TagReasons } | undefined;

  constructor(private readonly client: EngineClient) {}

  /** Tags may have been learned since. */
  forget(): void {
    this.last = undefined;
  }

  async look(editor: vscode.TextEditor | undefined, token: vscode.CancellationToken): Promise<TagsShown | Nothing> {
    if (!editor || editor.document.isClosed) {
      return { reason: vscode.l10n.t('Put the cursor into a note to see which tags it may get, and why.') };
    }
    const { document } = editor;
    const reasons = await this.reasons(document, token);
    if (!reasons) {
      const reason = vscode.l10n.t(
        'No tags have been learned yet. Afterword learns them from the notes that you have tagged when you ask for tags.',
      );
      return { reason, offer: 'suggestTags' };
    }
    if (reasons.tags.length === 0) {
      return { reason: vscode.l10n.t('This note has no words yet that could speak for a tag.') };
    }
    return { tab: 'tags', title: vscode.workspace.asRelativePath(document.uri), reasons };
  }

  private async reasons(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<TagReasons | undefined> {
    const { last } = this;
    const { version } = document;
    if (last?.document === document && last.version === version) return last.reasons;
    const beginning = new vscode.Range(new vscode.Position(0, 0), document.positionAt(mostCharacters));
    const request = { text: document.getText(beginning), format: formatOf(document) };
    const reasons = (await this.client.tagReasons(request, token)) ?? undefined;
    this.last = reasons && { document, version, reasons };
    return reasons;
  }
}
