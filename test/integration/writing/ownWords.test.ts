// The writer's own say: words that are never suggested, and words and phrases that come first.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, settingNames, settingsSection } from '../../../src/editor/identifiers';
import { keyboard } from '../keyboard';
import { writesWithOwnNotes } from '../ownNotes';
import { ghost, openList, quickPick } from '../shown';
import { configure, sleep, until, whileWatched, write } from '../support';

describe('own words', function () {
  this.timeout(180_000);
  writesWithOwnNotes({ ghostShare: 100 });

  /** The command has written the setting: gone with the end of the test. */
  async function isSet(name: 'never' | 'pinned', word: string) {
    const words = () => vscode.workspace.getConfiguration(settingsSection).get<string[]>(settingNames[name]);
    await until('the setting', () => words()?.includes(word));
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  }

  it('are never suggested where that has been chosen, neither as ghost text nor in the list', async () => {
    await configure('never', []);
    await write('');
    await keyboard.type('My sister ');
    await ghost('wrote');
    void vscode.commands.executeCommand(commands.neverSuggest);
    await quickPick('the words', (rows) => rows.some(({ label }) => label === 'wrote'));
    await keyboard.strike([...'Wrote'].map((key) => ({ key, wait: 0 })));
    await quickPick('what is typed', ([row]) => row?.label === 'Wrote');
    await keyboard.press('Enter');
    await isSet('never', 'Wrote');
    await write('');
    await whileWatched(async (texts) => {
      await keyboard.type('My sister ');
      await until('a request', () => texts.includes('My sister '));
      await sleep(500);
      assert.doesNotMatch(await keyboard.ghostText(), /wrote/);
    });
    const labels = (await openList()).map(({ label }) => label);
    assert.ok(!labels.includes('wrote'), labels.join());
  });

  it('come first where they are pinned, as soon as their beginning is typed, and the list marks them', async () => {
    await configure('pinned', ['Kind regards, Ada']);
    const { document } = await write('');
    await keyboard.type('Kin');
    await ghost('d regards, Ada');
    await keyboard.press('Control+Space');
    await until('the phrase in the list', async () => {
      const [row] = await keyboard.completionRows();
      return row?.label === 'Kind regards, Ada' && row.description === 'pinned';
    });
    await keyboard.press('Enter');
    await until('the phrase', () => document.getText() === 'Kind regards, Ada');
  });

  it('are pinned by a command, with what is selected', async () => {
    await configure('pinned', []);
    const { document } = await write('');
    await keyboard.type('quixotic');
    await keyboard.press('Control+A');
    await until('the selection', () => vscode.window.activeTextEditor?.selection.isEmpty === false);
    void vscode.commands.executeCommand(commands.pin);
    await until('what is selected in the box', async () => (await keyboard.quickInput()) === 'quixotic');
    await keyboard.press('Enter');
    await isSet('pinned', 'quixotic');
    await keyboard.press('End');
    await keyboard.type(', qui');
    assert.equal(await ghost('xotic'), 'xotic');
    await keyboard.press('Tab');
    await until('the word', () => document.getText() === 'quixotic, quixotic');
  });
});
