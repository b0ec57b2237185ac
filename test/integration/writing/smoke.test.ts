// The chain itself: the extension is there and starts, and keys pressed in the page arrive in a document.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { keyboard } from '../keyboard';

describe('the host', () => {
  it('has Afterword, and activates it', async () => {
    const extension = vscode.extensions.getExtension('afterword.afterword');
    assert.ok(extension, 'afterword.afterword is not installed');
    await extension.activate();
    assert.ok(extension.isActive);
  });

  it('types into a document', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: '' });
    await vscode.window.showTextDocument(document);
    await keyboard.focusEditor();
    await keyboard.type('我昨天 went.');
    const deadline = Date.now() + 10_000;
    while (document.getText() !== '我昨天 went.' && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal(document.getText(), '我昨天 went.');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
