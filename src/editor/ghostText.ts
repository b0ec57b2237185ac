// Ghost text: the most probable next word, or the rest of the word being typed, behind the cursor. Where it could only
// be in the way (inside a word, before a word, under an open list) it stays away.

import * as vscode from 'vscode';
import { proseSelector } from './noteFiles';
import { readSettings } from './settings';
import type { Suggestions } from './suggestions';

export class GhostText implements vscode.InlineCompletionItemProvider {
  constructor(private readonly suggestions: Suggestions) {}

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    // With the list open, ghost text would have to continue the selected item; the list says all there is to say.
    if (!readSettings().ghostText || context.selectedCompletionInfo) return [];
    if (hasWordAhead(document.lineAt(position.line).text, position.character)) return [];
    const best = (await this.suggestions.at(document, position, token))?.items[0];
    if (!best || best.insert === '') return [];
    // Without a range, VS Code takes the whole run of characters for one word, and shows nothing in Chinese.
    return [new vscode.InlineCompletionItem(best.insert, new vscode.Range(position, position))];
  }
}

/** Scripts that put no space between words. */
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Characters on each side of the cursor in which to look for the word it stands in. */
const reach = 20;

/** True where an inserted word would split a word or stick to the next one. */
function hasWordAhead(line: string, character: number): boolean {
  const after = line.slice(character, character + reach);
  if (!/^[\p{L}\p{N}]/u.test(after)) return false;
  if (!unspaced.test(after)) return true;
  const from = Math.max(0, character - reach);
  const cursor = character - from;
  return segmenter.segment(line.slice(from, character + reach)).containing(cursor)?.index !== cursor;
}

export function registerGhostText(suggestions: Suggestions): vscode.Disposable {
  return vscode.languages.registerInlineCompletionItemProvider(proseSelector, new GhostText(suggestions));
}
