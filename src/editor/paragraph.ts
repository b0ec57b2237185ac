// The paragraph around the cursor, as the inspector reads it, and what stands before it.

import * as vscode from 'vscode';
import { formatOf, textBefore } from './leftContext';
import type { TextFormat } from '../engine/protocol/suggestions';

export interface ParagraphAtCursor {
  /** "diary.md, line 12" */
  readonly title: string;
  readonly text: string;
  /** What stands before it, as much as matters. */
  readonly before: string;
  readonly format: TextFormat;
  /** Characters of `text` before the cursor. */
  readonly caret: number;
}

/** Lines on each side of the cursor that may belong to one paragraph: a text without blank lines is cut. */
const mostLines = 40;

/** Characters of it that are read: more would be slow to read and too much to look at. */
const mostCharacters = 4000;

/** undefined: the cursor stands on a blank line. */
export function paragraphAt(document: vscode.TextDocument, position: vscode.Position): ParagraphAtCursor | undefined {
  const isBlank = (line: number) => document.lineAt(line).isEmptyOrWhitespace;
  if (isBlank(position.line)) return undefined;
  let first = position.line;
  while (first > Math.max(0, position.line - mostLines) && !isBlank(first - 1)) first--;
  let last = position.line;
  while (last < Math.min(document.lineCount - 1, position.line + mostLines) && !isBlank(last + 1)) last++;
  const start = new vscode.Position(first, 0);
  const text = document.getText(new vscode.Range(start, document.lineAt(last).range.end)).slice(0, mostCharacters);
  const name = vscode.workspace.asRelativePath(document.uri);
  const title = vscode.l10n.t('{0}, line {1}', name, first + 1);
  const caret = document.offsetAt(position) - document.offsetAt(start);
  return { title, text, before: textBefore(document, start), format: formatOf(document), caret };
}
