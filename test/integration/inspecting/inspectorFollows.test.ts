// The inspector follows the caret: how long after a key what it shows is that of the new place. A writer who moves on sees it
// move along; medians, as one stall of a busy machine says nothing.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/editor/identifiers';
import { hasPage, keyboard } from '../keyboard';
import { learned } from '../ownNotes';
import { median, placeCursor, until, write } from '../support';

/** Milliseconds from a key to the frame that shows its effect. */
const longest = 200;

describe('the inspector follows the caret', function () {
  this.timeout(180_000);
  let editor: vscode.TextEditor;

  before(async function () {
    if (!hasPage) this.skip();
    await learned();
    editor = await write('I walked to the river.\n我昨天上学迟到了。\nMy sister wrote a letter.\nThe river was quiet.');
    await vscode.commands.executeCommand(commands.openInspector);
    await until('the tokens', async () => (await keyboard.webviewTexts('#tokens .token.band')).length >= 20);
  });

  /** The keyboard too: the inspector may have it. */
  async function toEditor(position: vscode.Position) {
    const { document, viewColumn } = editor;
    editor = await vscode.window.showTextDocument(document, { viewColumn });
    await placeCursor(editor, position);
    await until('the keyboard to be in the editor', () => keyboard.editorHasFocus());
  }

  /** VS Code hears of a click in a webview a moment later, and would take the keyboard back from the editor then. */
  async function toTab(name: string) {
    await keyboard.webviewClick(`#tab-${name}`);
    await until('the keyboard to be in the inspector', () => vscode.window.activeTextEditor === undefined);
  }

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** Moves line by line, down and up again; `texts` are what is shown in each. */
  async function follow(selector: string, texts: readonly string[]): Promise<void> {
    const downAndUp = [...texts.slice(1), ...texts.slice(0, -1).reverse()];
    const times: number[] = [];
    for (const [i, text] of downAndUp.entries()) {
      times.push(await keyboard.webviewAfterKey(i < texts.length - 1 ? 'ArrowDown' : 'ArrowUp', selector, text));
    }
    assert.ok(median(times) <= longest, `${times.join(', ')} ms`);
  }

  it('in the text', async () => {
    await toEditor(new vscode.Position(0, 3));
    await follow('#tokens .token[aria-current]', ['walked', '昨天', 'sister', 'The']);
  });

  it('with the next words', async () => {
    await toTab('next');
    await toEditor(new vscode.Position(0, 3));
    const place = (line: number) => `${vscode.workspace.asRelativePath(editor.document.uri)}, line ${line}`;
    await until('the next words', async () => (await keyboard.webviewTexts('#panel-next .where'))[0] === place(1));
    await follow('#panel-next .where', [1, 2, 3, 4].map(place));
  });

  it('in the text of a document of 50,000 words, of which a part is shown', async () => {
    const lines = [
      'I walked to the river.',
      'My sister wrote a letter.',
      'The river was quiet.',
      'In the evening we read.',
    ];
    const content = Array.from({ length: 12_000 }, (_, i) => `- ${lines[i % lines.length]}`).join('\n');
    const long = await vscode.workspace.openTextDocument({ language: 'markdown', content });
    await toTab('text');
    editor = await vscode.window.showTextDocument(long, { viewColumn: editor.viewColumn });
    const middle = new vscode.Position(6000, 5);
    await toEditor(middle);
    editor.revealRange(new vscode.Range(middle, middle), vscode.TextEditorRevealType.InCenter);
    await until('the part', async () => (await keyboard.webviewTexts('#panel-text .partial'))[0] !== '');
    const read = async () => (await keyboard.webviewTexts('#tokens .token')).length;
    await until('its tokens', async () => (await read()) > 1000);
    // Up to 5,000, and the rest of a paragraph.
    assert.ok((await read()) < 5100, `${await read()} tokens`);
    await follow('#tokens .token[aria-current]', ['walked', 'sister', 'The', 'the']);
    // It would ask whether to save it.
    await toEditor(middle);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
