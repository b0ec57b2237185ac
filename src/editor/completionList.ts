// The list under Ctrl+Space: the most probable next words with their probabilities, most probable first. It has no
// trigger characters, so it never opens by itself where VS Code would not.

import * as vscode from 'vscode';
import type { Suggestion } from '../engine/protocol/suggestions';
import { suggestSelector } from './offSwitches';
import { probability } from './numbers';
import { settingsOf } from './settings';
import { sourceTexts } from './sourceText';
import type { Suggestions } from './suggestions';
import type { Tally } from './tally';

export class CompletionList implements vscode.CompletionItemProvider {
  constructor(
    private readonly suggestions: Suggestions,
    private readonly tally: Tally,
  ) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionList | undefined> {
    if (!settingsOf(document).list) return undefined;
    const prediction = await this.suggestions.at(document, position, token);
    if (!prediction) return undefined;
    const { items, prefixLength } = prediction;
    const range = new vscode.Range(position.translate(0, -prefixLength), position);
    const typed = document.getText(range);
    // Who types on in an open list may be on the way to one of its rows, but not to the first, which Enter would take.
    this.suggestions.show(items.slice(0, 1).map(({ text }) => text));
    if (items.length > 0) this.tally.list(document, range.start);
    // Incomplete: asked again as the writer types on, so that range and ranking follow what is typed.
    return new vscode.CompletionList(
      items.map((suggestion, index) => this.counting(completionItem(range, typed, suggestion, index), typed)),
      true,
    );
  }

  private counting(item: vscode.CompletionItem, typed: string): vscode.CompletionItem {
    item.command = this.tally.command('list', String(item.insertText).slice(typed.length));
    return item;
  }
}

/** All items replace the same range: VS Code ranks by how well the text in it matches, and by sortText among equals. */
function completionItem(
  range: vscode.Range,
  typed: string,
  suggestion: Suggestion,
  index: number,
): vscode.CompletionItem {
  const label = { label: suggestion.text, description: mark(suggestion) };
  const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Text);
  item.range = range;
  item.insertText = suggestion.insert === undefined ? suggestion.text : typed + suggestion.insert;
  // Each on a line: of one long line VS Code cuts off the end.
  item.documentation = new vscode.MarkdownString(sourceTexts(suggestion).join('  \n'));
  item.filterText = typed === '' ? undefined : typed;
  item.sortText = String(index).padStart(2, '0');
  return item;
}

function mark({ pinned, probability: share }: Suggestion): string {
  return pinned ? vscode.l10n.t('pinned') : probability(share);
}

export function registerCompletionList(suggestions: Suggestions, tally: Tally): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(suggestSelector, new CompletionList(suggestions, tally));
}
