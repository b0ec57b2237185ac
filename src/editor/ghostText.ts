// Ghost text: the words that are likely to come, or the rest of the word being typed, behind the cursor. Where it could
// only be in the way (inside a word, before a word, under an open list) it stays away. All of it is taken with Tab, as
// always in VS Code, or word by word: VS Code's own division into words knows no Chinese.

import * as vscode from 'vscode';
import { commands } from './identifiers';
import { proseSelector } from './noteFiles';
import { readSettings } from './settings';
import type { ShorthandGhost } from './shorthandGhost';
import type { Suggestions } from './suggestions';
import type { Tally } from './tally';

/** Ghost text as it was offered last: for these parts at this place of this version of the document. */
interface Offered {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly position: vscode.Position;
  readonly parts: readonly string[];
}

export class GhostText implements vscode.InlineCompletionItemProvider {
  private offered: Offered | undefined;
  /** What is left of ghost text of which a word has been taken: it stays, however sure the rest is by itself. */
  private rest: Offered | undefined;

  constructor(
    private readonly suggestions: Suggestions,
    private readonly shorthand: ShorthandGhost,
    private readonly tally: Tally,
  ) {}

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    // With the list open, ghost text would have to continue the selected item; the list says all there is to say.
    if (!readSettings().ghostText || context.selectedCompletionInfo) return [];
    const expansion = await this.shorthand.itemsAt(document, position, token);
    if (expansion) return expansion;
    if (hasWordAhead(document.lineAt(position.line).text, position.character)) return [];
    const parts = this.restAt(document, position) ?? (await this.ask(document, position, token));
    const text = parts && parts.length > 0 ? parts.join('') : undefined;
    if (!token.isCancellationRequested) this.tally.ghostText(document, position, text);
    if (!parts || text === undefined) return [];
    this.offered = { document, version: document.version, position, parts };
    // Without a range, VS Code takes the whole run of characters for one word, and shows nothing in Chinese.
    const item = new vscode.InlineCompletionItem(text, new vscode.Range(position, position));
    item.command = this.tally.command('ghostText', text);
    return [item];
  }

  private async ask(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<readonly string[] | undefined> {
    const prediction = await this.suggestions.at(document, position, token);
    if (!prediction?.ghost) return undefined;
    this.suggestions.show(prediction.items.slice(0, 1).map(({ text }) => text));
    return prediction.ghost.parts;
  }

  /** Takes the first word of the ghost text that is shown; of another extension's, what VS Code calls a word. */
  async acceptNextWord(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const { offered } = this;
    if (editor && (await this.shorthand.take(editor.document, editor.selection.active))) return;
    if (!editor || !offered || !isAt(offered, editor.document, editor.selection.active)) {
      await vscode.commands.executeCommand('editor.action.inlineSuggest.acceptNextWord');
      return;
    }
    const [first, ...parts] = offered.parts;
    const { document } = editor;
    const position = offered.position.translate(0, first.length);
    // VS Code may ask for what comes next before the edit is answered, or not at all: it keeps what is still right.
    this.rest = { document, version: document.version + 1, position, parts };
    await editor.edit((edit) => edit.insert(offered.position, first));
    this.tally.accepted('ghostText', first, parts.length === 0);
    this.rest = this.offered = { document, version: document.version, position, parts };
    editor.selection = new vscode.Selection(position, position);
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  }

  private restAt(document: vscode.TextDocument, position: vscode.Position): readonly string[] | undefined {
    const { rest } = this;
    return rest && rest.parts.length > 0 && isAt(rest, document, position) ? rest.parts : undefined;
  }
}

function isAt(offered: Offered, document: vscode.TextDocument, position: vscode.Position): boolean {
  return offered.document === document && offered.version === document.version && offered.position.isEqual(position);
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

export function registerGhostText(
  suggestions: Suggestions,
  shorthand: ShorthandGhost,
  tally: Tally,
): vscode.Disposable {
  const ghostText = new GhostText(suggestions, shorthand, tally);
  return vscode.Disposable.from(
    vscode.languages.registerInlineCompletionItemProvider(proseSelector, ghostText),
    vscode.commands.registerCommand(commands.acceptNextWord, () => ghostText.acceptNextWord()),
  );
}
