// The inspector, read from its own page: losses while it learns, and the probability of every token of the paragraph
// around the cursor.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/editor/identifiers';
import { hasPage, keyboard } from './keyboard';
import { learned, placeCursor, until, write } from './support';

describe('inspector', function () {
  this.timeout(180_000);

  before(async function () {
    if (!hasPage) this.skip();
    await learned();
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows the loss, and the current paragraph as tokens with their probabilities', async () => {
    const editor = await write('# Today\n\n我昨天上学迟到了。\n\nI walked to the river.');
    await placeCursor(editor, new vscode.Position(2, 3));
    await vscode.commands.executeCommand(commands.openInspector);

    const tokens = await until('the tokens', async () => {
      const texts = await keyboard.webviewTexts('#tokens .token');
      return texts.length > 0 && texts;
    });
    assert.deepEqual(tokens.slice(0, 5), ['我', '昨天', '上学', '迟到', '了']);
    const probabilities = await keyboard.webviewAttributes('#tokens .token', 'data-probability');
    assert.ok(Number(probabilities[1]) > 0.1, probabilities.join());
    for (const value of probabilities) assert.ok(Number(value) >= 0 && Number(value) <= 1, value);

    await keyboard.webviewClick('#tab-training');
    const [losses] = await keyboard.webviewTexts('.legend');
    assert.match(losses, /Training.*\d/s);
    assert.match(losses, /Held-out notes.*\d/s);
    await keyboard.webviewClick('#tab-text');
  });

  it('shows what the network expected where a token stands, when it is clicked', async () => {
    await keyboard.webviewClick('#tokens .token:nth-child(3)');
    const words = await until('the bars', async () => {
      const texts = await keyboard.webviewTexts('#expected .bar-word');
      return texts.length > 1 && texts;
    });
    assert.equal(words[0], '上学');
  });
});
