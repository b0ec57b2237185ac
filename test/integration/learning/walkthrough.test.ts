// The walkthrough, in the real VS Code: it opens on its command, says what there is to do, and its buttons do it.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/editor/identifiers';
import { hasPage, keyboard } from '../keyboard';
import { afterword, textOf, until } from '../support';

describe('the walkthrough', function () {
  this.timeout(60_000);
  let texts: Readonly<Record<string, string>>;

  before(async () => {
    await afterword();
    const { extensionUri } = vscode.extensions.getExtension('afterword.afterword')!;
    const file = vscode.Uri.joinPath(extensionUri, 'package.nls.json');
    texts = JSON.parse(await textOf(file)) as Record<string, string>;
  });

  const steps = ['learn', 'write', 'inside', 'yours'];

  it('offers only commands that VS Code has', async () => {
    const known = new Set(await vscode.commands.getCommands());
    for (const step of steps) {
      for (const [, command] of texts[`walkthrough.${step}.text`].matchAll(/\(command:([\w.]+)/g)) {
        assert.ok(known.has(command), command);
      }
    }
  });

  it('opens on its command with four steps, and the button of a step does what it says', async function () {
    if (!hasPage) this.skip();
    await vscode.commands.executeCommand(commands.openWalkthrough);
    const titles = steps.map((step) => texts[`walkthrough.${step}.title`]);
    await until('its steps', async () => (await keyboard.walkthroughSteps()).join() === titles.join());
    await keyboard.clickWalkthroughButton(texts['walkthrough.inside.title'], 'Open Inspector');
    const isInspector = ({ label }: vscode.Tab) => label === 'Afterword Inspector';
    await until('the inspector', () => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(isInspector)));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
