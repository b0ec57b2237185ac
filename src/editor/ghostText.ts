// Ghost text: the words that are likely to come, or the rest of the word being typed, behind the cursor. Where it could
// only be in the way (inside a word, before a word, under an open list, after Backspace) it stays away; while an input
// method composes, VS Code shows none. All of it is taken with Tab, as always in VS Code, or word by word: VS Code's own
// division into words knows no Chinese.

import * as vscode from 'vscode';
import type { Ghost } from '../engine/protocol/suggestions';
import { delay } from './delay';
import { commands } from './identifiers';
import { suggestSelector } from './offSwitches';
import { Removals } from './removals';
import { type Settings, settingsOf } from './settings';
import type { ShorthandGhost } from './shorthandGhost';
import { isShownWord, takeShownWord } from './shownWord';
import type { Suggestions } from './suggestions';
import type { Tally } from './tally';

const trigger = 'editor.action.inlineSuggest.trigger';

type Shown = Pick<Ghost, 'parts' | 'endsSentence'>;

/** Ghost text as it was offered last: at this place of this version of the document. */
interface Offered extends Shown {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly position: vscode.Position;
}

export class GhostText implements vscode.InlineCompletionItemProvider {
  private offered: Offered | undefined;
  /** What is left of ghost text of which a word has been taken: it stays, however sure the rest is by itself. */
  private rest: Offered | undefined;
  /** A word has been taken, and VS Code is asked to look for the next: nobody has pressed a key for that. */
  private goingOn = false;

  constructor(
    private readonly suggestions: Suggestions,
    private readonly shorthand: ShorthandGhost,
    private readonly tally: Tally,
    private readonly removals: Removals,
  ) {}

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    // With the list open, ghost text would have to continue the selected item; the list says all there is to say.
    const settings = settingsOf(document);
    if (!settings.ghostText || context.selectedCompletionInfo) return [];
    const expansion = await this.shorthand.itemsAt(document, position, token);
    if (expansion) return expansion;
    if (hasWordAhead(document.lineAt(position.line).text, position.character)) return [];
    const ghost = this.restAt(document, position) ?? (await this.ask(document, position, settings, context, token));
    const text = ghost?.parts.join('');
    if (!token.isCancellationRequested) this.tally.ghostText(document, position, text);
    if (!ghost || text === undefined) return [];
    const { parts, endsSentence } = ghost;
    this.offered = { document, version: document.version, position, parts, endsSentence };
    // Without a range, VS Code takes the whole run of characters for one word, and shows nothing in Chinese.
    const item = new vscode.InlineCompletionItem(text, new vscode.Range(position, position));
    item.command = this.tally.command('ghostText', text);
    return [item];
  }

  private async ask(
    document: vscode.TextDocument,
    position: vscode.Position,
    { ghostWhen, ghostDelay }: Settings,
    { triggerKind }: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<Shown | undefined> {
    const onDemand = triggerKind === vscode.InlineCompletionTriggerKind.Invoke && !this.goingOn;
    if (!onDemand) {
      if (ghostWhen === 'manual' || this.removals.hasComeLastIn(document)) return undefined;
      if (!(await delay(ghostDelay, token))) return undefined;
    }
    const prediction = await this.suggestions.at(document, position, token);
    const [first] = prediction?.items ?? [];
    // Who asks for it gets the most probable word, however sure it is.
    const wanted = onDemand && first?.insert ? { parts: [first.insert], endsSentence: false } : undefined;
    const ghost = prediction?.ghost ?? wanted;
    if (ghost) this.suggestions.show([first.text]);
    return ghost;
  }

  /** Takes the first word of the ghost text that is shown; of another extension's, what VS Code calls a word. */
  async acceptNextWord(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const { offered } = this;
    if (!editor || (await this.shorthand.take(editor.document, editor.selection.active))) return;
    const { document, selection } = editor;
    if (!offered || !isAt(offered, document, selection.active)) {
      await takeShownWord(document, selection.active);
      return;
    }
    const [first, ...parts] = offered.parts;
    const after = offered.position.translate(0, first.length);
    const left = (version: number): Offered => ({ ...offered, version, position: after, parts });
    let taken = '';
    if (isShownWord(first, parts[0])) {
      taken = await takeShownWord(document, offered.position, (text) => {
        if (text === first) this.rest = left(document.version);
      });
      if (taken === '' || !first.startsWith(taken)) return;
    }
    if (taken !== first) {
      // VS Code may ask for what comes next before the edit is answered, or not at all: it keeps what is still right.
      this.rest = left(document.version + 1);
      const place = offered.position.translate(0, taken.length);
      // The caret goes with it; to put it there would take it back from who types on at once.
      await editor.edit((edit) => edit.insert(place, first.slice(taken.length)), {
        undoStopBefore: taken === '',
        undoStopAfter: true,
      });
    }
    // What VS Code has taken as a whole has been counted.
    if (taken !== offered.parts.join('')) this.tally.accepted('ghostText', first, parts.length === 0);
    this.rest = this.offered = left(document.version);
    await this.showNext();
  }

  /** Shows how the sentence may go on to its end; where that is what is shown, takes it. */
  async acceptSentence(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const { document, selection } = editor;
    const position = selection.active;
    if (this.offered?.endsSentence && isAt(this.offered, document, position)) {
      await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
      return;
    }
    const { version } = document;
    const sentence = await this.suggestions.sentenceAt(document, position);
    if (!sentence) return;
    this.rest = { document, version, position, parts: sentence.parts, endsSentence: true };
    await this.showNext();
  }

  private async showNext(): Promise<void> {
    this.goingOn = true;
    try {
      await vscode.commands.executeCommand(trigger);
    } finally {
      this.goingOn = false;
    }
  }

  private restAt(document: vscode.TextDocument, position: vscode.Position): Shown | undefined {
    const { rest } = this;
    return rest && rest.parts.length > 0 && isAt(rest, document, position) ? rest : undefined;
  }
}

function isAt(offered: Offered, document: vscode.TextDocument, position: vscode.Position): boolean {
  return offered.document === document && offered.version === document.version && offered.position.isEqual(position);
}

/** Scripts that put no space between words. */
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Made when it is first needed: loading its dictionaries is no part of starting VS Code. */
let segmenter: Intl.Segmenter | undefined;

/** Characters on each side of the cursor in which to look for the word it stands in. */
const reach = 20;

/** True where an inserted word would split a word or stick to the next one. */
function hasWordAhead(line: string, character: number): boolean {
  const after = line.slice(character, character + reach);
  if (!/^[\p{L}\p{N}]/u.test(after)) return false;
  if (!unspaced.test(after)) return true;
  const from = Math.max(0, character - reach);
  const cursor = character - from;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return segmenter.segment(line.slice(from, character + reach)).containing(cursor)?.index !== cursor;
}

export function registerGhostText(
  suggestions: Suggestions,
  shorthand: ShorthandGhost,
  tally: Tally,
): vscode.Disposable {
  const removals = new Removals();
  const ghostText = new GhostText(suggestions, shorthand, tally, removals);
  return vscode.Disposable.from(
    removals,
    vscode.languages.registerInlineCompletionItemProvider(suggestSelector, ghostText),
    vscode.commands.registerCommand(commands.acceptNextWord, () => ghostText.acceptNextWord()),
    vscode.commands.registerCommand(commands.acceptSentence, () => ghostText.acceptSentence()),
  );
}
