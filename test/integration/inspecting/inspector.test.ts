// The inspector, read from its own page: losses while it learns, and the probability of every token of the document, which
// follows the cursor and sends it. The heat map in the editor.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/editor/identifiers';
import { hasPage, keyboard } from '../keyboard';
import { learned } from '../ownNotes';
import { placeCursor, until, write } from '../support';

describe('inspector', function () {
  this.timeout(180_000);
  /** Not the active one while the inspector has the focus. */
  let editor: vscode.TextEditor;

  before(async function () {
    if (!hasPage) this.skip();
    await learned();
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows the loss, and the document as tokens with their probabilities', async () => {
    editor = await write('# Today\n\n我昨天上学迟到了。\n\nI walked to the river.');
    await placeCursor(editor, new vscode.Position(2, 3));
    await vscode.commands.executeCommand(commands.openInspector);

    const read = '#tokens .token.band';
    const tokens = await until('the tokens', async () => {
      const texts = await keyboard.webviewTexts(read);
      return texts.length >= 15 && texts;
    });
    assert.deepEqual(tokens.slice(0, 9), ['Today', '⏎', '我', '昨天', '上学', '迟到', '了', '。', '⏎']);
    const probabilities = await keyboard.webviewAttributes(read, 'data-probability');
    // 了, after 我昨天上学迟到: the beginning of a sentence behind a heading that no note has may surprise the network.
    assert.ok(Number(probabilities[6]) > 0.5, probabilities.join());
    for (const value of probabilities) assert.ok(Number(value) >= 0 && Number(value) <= 1, value);

    await keyboard.webviewClick('#tab-training');
    const [losses] = await keyboard.webviewTexts('.legend');
    assert.match(losses, /Training.*\d/s);
    assert.match(losses, /Held-out notes.*\d/s);
    await keyboard.webviewClick('#tab-text');
  });

  it('marks the token at the cursor, and what was expected there', async () => {
    for (const [line, character, token] of [
      [4, 3, 'walked'],
      [2, 4, '上学'],
    ] as const) {
      editor.selection = new vscode.Selection(line, character, line, character);
      const marked = () => keyboard.webviewTexts('#tokens .token[aria-current]');
      await until(`the mark at ${token}`, async () => (await marked())[0] === token, 5);
    }
    // What was expected follows the mark: the page asks the engine for it.
    let expected: string[] = [];
    await until(
      () => `上学 to be expected there first; expected are ${expected.join(', ')}`,
      async () => (expected = await keyboard.webviewTexts('#expected .bar-word'))[0] === '上学',
      5,
    );
  });

  it('sends the cursor to a token that is clicked, and keeps the focus', async () => {
    const words = await keyboard.webviewTexts('#tokens .paragraph-tokens:last-child .token');
    assert.deepEqual(words.slice(0, 5), ['I', 'walked', 'to', 'the', 'river']);
    await keyboard.webviewClick('#tokens .paragraph-tokens:last-child .token:nth-child(5)');
    await until('the cursor there', () => editor.selection.active.isEqual(new vscode.Position(4, 16)), 5);
    const [bars] = await keyboard.webviewTexts('#expected .bar-row.stands, #expected .beyond-row');
    assert.match(bars, /river/);
    // VS Code hears of the click a moment later.
    await until('the keyboard to be in the inspector', () => vscode.window.activeTextEditor === undefined, 5);
    await keyboard.press('ArrowLeft');
    const selected = () => keyboard.webviewTexts('#tokens .token[aria-selected=true]');
    await until('the selection to move in the view', async () => (await selected())[0] === 'the', 5);
    assert.ok(editor.selection.active.isEqual(new vscode.Position(4, 16)), 'arrow keys move in the view alone');
  });

  it('shows only what is selected in the editor', async () => {
    editor.selection = new vscode.Selection(4, 0, 4, 8);
    const texts = () => keyboard.webviewTexts('#tokens .token');
    await until('the selection', async () => (await texts()).join(' ') === 'I walked', 5);
    editor.selection = new vscode.Selection(4, 0, 4, 0);
    await until('the document again', async () => (await texts()).length >= 15, 5);
  });

  it('colours the editor, while the heat map is on', async () => {
    const colours = () => keyboard.editorColours();
    const before = (await colours()).length;
    await vscode.commands.executeCommand(commands.toggleHeatMap);
    await until('colours in the editor', async () => (await colours()).length >= before + 2, 10);
    await vscode.commands.executeCommand(commands.toggleHeatMap);
    await until('no colours any more', async () => (await colours()).length === before, 10);
  });

  it('colours every editor that shows a note', async () => {
    const beside = { viewColumn: editor.viewColumn === 1 ? 2 : 1, preview: false };
    const other = await vscode.workspace.openTextDocument({ language: 'markdown', content: 'The river was quiet.' });
    await vscode.window.showTextDocument(other, beside);
    const told = async (uri: vscode.Uri) => {
      const place = new vscode.Position(0, 5);
      const command = 'vscode.executeHoverProvider';
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(command, uri, place);
      const texts = hovers.flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value));
      return texts.some((text) => text.includes('rank'));
    };
    await vscode.commands.executeCommand(commands.toggleHeatMap);
    for (const { uri } of [other, editor.document]) await until(`what is said of ${uri.path}`, () => told(uri), 10);
    await vscode.commands.executeCommand(commands.toggleHeatMap);
    assert.equal(await told(other.uri), false);
    // It would ask whether to save it.
    await vscode.window.showTextDocument(other, beside);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
