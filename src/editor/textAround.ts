// The part of a document that is read token by token: all of a note, what is selected or can be seen, or of a long text
// as much as is near the caret, with what stands before it as context.

import * as vscode from 'vscode';
import type { InspectRequest } from '../engine/protocol/inspection';
import { formatOf, textBefore } from './leftContext';

/** A place in the document, as offsets. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface TextAround {
  readonly request: Omit<InspectRequest, 'k' | 'near' | 'most'>;
  /** Offset in the document = offset in the request's text + this. */
  readonly base: number;
  /** False: the document is longer than that. */
  readonly whole: boolean;
  /** The same text of the same document, whatever the caret: the same key. */
  readonly key: string;
}

/** Characters of a document that are read: some 4,000 English words, or twice as many Chinese ones. */
const mostCharacters = 24_000;
/** The part of a longer one moves with the caret in steps, so that not every line further means to read anew. */
const step = 6000;
/** Characters before it that are context: more words than a state reaches back. */
const contextCharacters = 2000;
/** Lines after it that may belong to its last paragraph. */
const mostLinesAfter = 40;

/** What is selected, or the text around the caret. */
export function textAround(document: vscode.TextDocument, selection: vscode.Selection): TextAround {
  if (!selection.isEmpty) {
    const from = document.offsetAt(selection.start);
    const to = document.offsetAt(selection.end);
    return stretchOf(document, { from, to: Math.min(to, from + mostCharacters) }, to - from <= mostCharacters);
  }
  const length = document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
  if (length <= mostCharacters) return stretchOf(document, { from: 0, to: length }, true);
  const wanted = Math.round((document.offsetAt(selection.active) - mostCharacters / 2) / step) * step;
  const from = Math.max(0, Math.min(wanted, length - mostCharacters));
  return stretchOf(document, { from: lineStart(document, from), to: Math.min(length, from + mostCharacters) }, false);
}

export function stretchOf(document: vscode.TextDocument, { from, to }: Stretch, whole: boolean): TextAround {
  // Of a note that is read whole in any case, each part is read after all that stands before it.
  const context = to <= mostCharacters ? mostCharacters : contextCharacters;
  const start = document.positionAt(from);
  const before = textBefore(document, start, context);
  const text = before + document.getText(new vscode.Range(start, paragraphEnd(document, document.positionAt(to))));
  const base = from - before.length;
  const key = [document.uri.toString(), document.version, base, from, to].join(' ');
  return { request: { text, format: formatOf(document), from: before.length, to: to - base }, base, whole, key };
}

function lineStart(document: vscode.TextDocument, offset: number): number {
  return document.offsetAt(document.positionAt(offset).with({ character: 0 }));
}

function paragraphEnd(document: vscode.TextDocument, { line }: vscode.Position): vscode.Position {
  const most = Math.min(document.lineCount - 1, line + mostLinesAfter);
  let last = line;
  while (last < most && !document.lineAt(last).isEmptyOrWhitespace) last++;
  return document.lineAt(last).range.end;
}
