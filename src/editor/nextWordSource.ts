// What the inspector's view of the next word shows: why these words are suggested where the cursor stands, and where in
// the notes they stand.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import type { FilePlace, NextShown, WordPlaces } from '../inspector/protocol';
import { fileOf, formatOf, textBefore } from './leftContext';
import { uriOf } from './noteAddress';

const shownWords = 10;
/** Characters of the line before the cursor that are shown. */
const mostCharacters = 80;

export async function nextWordAt(
  client: EngineClient,
  editor: vscode.TextEditor | undefined,
  token: vscode.CancellationToken,
): Promise<NextShown | { reason: string }> {
  if (!editor || editor.document.isClosed) {
    return { reason: vscode.l10n.t('Put the cursor into a note to see which words are suggested there, and why.') };
  }
  const { document, selection } = editor;
  const position = selection.active;
  const text = textBefore(document, position);
  const request = { text, format: formatOf(document), k: shownWords, file: fileOf(document) };
  const explanation = await client.explain(request, token);
  if (!explanation) {
    return {
      reason: vscode.l10n.t('The cursor stands in code, an address or other markup: no words are suggested there.'),
    };
  }
  if (explanation.words.length === 0) {
    return { reason: vscode.l10n.t('No word that has been learned goes on here.') };
  }
  const name = vscode.workspace.asRelativePath(document.uri);
  const title = vscode.l10n.t('{0}, line {1}', name, position.line + 1);
  return { tab: 'next', title, before: endOfLine(document, position), explanation };
}

export async function placesOf(
  client: EngineClient,
  word: string,
  context: readonly string[],
  editor: vscode.TextEditor | undefined,
  token: vscode.CancellationToken,
): Promise<WordPlaces> {
  const file = editor && fileOf(editor.document);
  const found = await client.occurrences({ word, context, file }, token);
  const places = found.places.map((place) => ({
    ...place,
    name: vscode.workspace.asRelativePath(uriOf(place.file)),
  }));
  return { ...found, word, places };
}

/** Opens a file beside the inspector, with the cursor before the word: the inspector then tells what is expected there. */
export function openPlace({ file, line, column }: FilePlace, editor: vscode.TextEditor | undefined): void {
  const place = new vscode.Position(line - 1, column - 1);
  const options: vscode.TextDocumentShowOptions = {
    viewColumn: editor?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(place, place),
  };
  // It shows itself what goes wrong, such as a file that is gone.
  void vscode.commands.executeCommand('vscode.open', uriOf(file), options);
}

function endOfLine(document: vscode.TextDocument, { line, character }: vscode.Position): string {
  const text = document.lineAt(line).text.slice(0, character);
  return text.length <= mostCharacters ? text : `…${text.slice(-mostCharacters)}`;
}
