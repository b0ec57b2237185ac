// The text before the cursor that a prediction is made from: bounded, so that a long document costs no more than a short
// one, and cut so that Markdown still reads the same: at a line's start, with the code fence that is open there.

import * as vscode from 'vscode';
import type { TextFormat } from '../engine/protocol/suggestions';
import { addressOf } from './noteAddress';

/** The network remembers far less; this is for the document's own words. */
const mostCharacters = 20_000;

/** Lines looked through for an open fence: a document longer than that is no note. */
const mostLines = 20_000;

export function formatOf(document: vscode.TextDocument): TextFormat {
  return document.languageId === 'markdown' ? 'markdown' : 'plaintext';
}

/** The file that a document is saved as, if it is: a path, or an address where it lies on no disk of this machine. */
export function fileOf({ uri }: vscode.TextDocument): string | undefined {
  return uri.scheme === 'untitled' ? undefined : addressOf(uri);
}

/** @param most characters, about. */
export function textBefore(document: vscode.TextDocument, position: vscode.Position, most = mostCharacters): string {
  const offset = document.offsetAt(position);
  if (offset <= most) return document.getText(new vscode.Range(0, 0, position.line, position.character));
  const cut = document.positionAt(offset - most);
  // A single line longer than that is cut where it must be.
  const start = cut.line < position.line ? new vscode.Position(cut.line + 1, 0) : cut;
  const text = document.getText(new vscode.Range(start, position));
  const fence = formatOf(document) === 'markdown' ? openFence(document, start.line) : undefined;
  return fence === undefined ? text : `${fence}\n${text}`;
}

/** The fence, ``` or ~~~, of the code block that line `line` stands in. */
function openFence(document: vscode.TextDocument, line: number): string | undefined {
  let open: string | undefined;
  for (let at = Math.max(0, line - mostLines); at < line; at++) {
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(document.lineAt(at).text)?.[1];
    if (fence === undefined) continue;
    if (open === undefined) open = fence;
    else if (fence.startsWith(open)) open = undefined;
  }
  return open;
}
