// Off switches: whichever is used, nothing is asked of the engine, and one command undoes it.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, settingNames, settingsSection, statusBarId } from '../../../src/editor/identifiers';
import { isOnDisk } from '../../../src/editor/onDisk';
import type { Afterword } from '../../../src/extension';
import { keyboard } from '../keyboard';
import { writesWithOwnNotes } from '../ownNotes';
import { ghost, ghostGone, noGhost, openList, quickPick } from '../shown';
import { afterword, bytesOf, configure, inFolder, sleep, until, whileWatched, write } from '../support';

describe('off switches', function () {
  this.timeout(180_000);
  let api: Afterword;
  writesWithOwnNotes();
  before(async () => (api = await afterword()));

  const toggle = () => vscode.commands.executeCommand(commands.toggle);
  const settingsFor = (languageId: string) => vscode.workspace.getConfiguration(settingsSection, { languageId });
  const configureFor = (languageId: string, value: boolean | undefined) =>
    settingsFor(languageId).update(settingNames.enabled, value, vscode.ConfigurationTarget.Global, true);
  const open = async (language: string) => {
    const document = await vscode.workspace.openTextDocument({ language });
    await vscode.window.showTextDocument(document, { preview: false });
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  };

  /** Somebody types, and opens the list. */
  async function typeAndOpen() {
    await keyboard.type('I walked to ');
    await keyboard.press('Control+Space');
  }

  /** The engine is asked for words. */
  const asks = () =>
    whileWatched(async (texts) => {
      await typeAndOpen();
      await until('a request', () => texts.length > 0, 10);
      await keyboard.press('Escape');
    });

  /** It is not. */
  const isSilent = (where: string) =>
    whileWatched(async (texts) => {
      await typeAndOpen();
      await sleep(600);
      assert.deepEqual(texts, [], where);
      await keyboard.press('Escape');
    });

  it('for all, for a language, for files, for what is no file yet: nothing is asked', async () => {
    await write('');
    await configureFor('markdown', false);
    await isSilent('for Markdown');
    await open('plaintext');
    await asks();
    await configureFor('markdown', undefined);
    await configure('offIn', ['untitled']);
    await isSilent('for what is no file yet');
    await configure('offIn', ['**/writing-*.md']);
    await asks();
    await write('');
    await isSilent('for files');
    await configure('offIn', undefined);
    await configure('enabled', false);
    await configureFor('markdown', true);
    await isSilent('for all');
    await configureFor('markdown', undefined);
  });

  it('for each form of suggestion: words stand in the list alone, or as ghost text alone', async () => {
    await configure('ghostShare', 100);
    await configure('ghostText', false);
    await write('Yesterday Zebulonia came by. ');
    await keyboard.type('I met Zeb');
    await noGhost();
    assert.equal((await openList())[0].label, 'Zebulonia');
    await keyboard.press('Escape');
    await configure('ghostText', true);
    await configure('list', false);
    await write('');
    await keyboard.type('I walked to ');
    await ghost('the');
    await keyboard.press('Control+Space');
    await sleep(600);
    const ours = (await keyboard.completionRows()).filter(({ description }) => description.includes('%'));
    assert.deepEqual(ours, []);
  });

  it('are chosen from a list and undone by one command, which the status bar shows', async () => {
    const { document } = await write('');
    void vscode.commands.executeCommand(commands.switchOff);
    const rows = await quickPick('the list', ({ length }) => length > 0);
    assert.deepEqual(
      rows.slice(0, 3).map(({ label }) => label),
      ['In this document', 'In every document of this language (markdown)', 'Everywhere'],
    );
    await keyboard.press('Enter');
    await until('the icon of off', () => api.statusBarText().startsWith('$(circle-slash)'));
    const isTold = (spoken: string) => /^Afterword, \d+ notes?, .*off/.test(spoken);
    await until('that to be told', async () => isTold(await keyboard.spokenStatusItem(statusBarId)), 10);
    const globs = vscode.workspace.getConfiguration(settingsSection, document).get<string[]>(settingNames.offIn);
    assert.deepEqual(globs, ['**/.*', vscode.workspace.asRelativePath(document.uri)]);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await isSilent('switched off');
    await toggle();
    await until('the icon of on', () => api.statusBarText().startsWith('$(book)'));
    await asks();
    await configure('ghostShare', 100);
    await keyboard.press('Enter');
    await keyboard.type('I walked to ');
    await ghost('the');
    await keyboard.press('Control+K');
    await keyboard.press('a');
    await until('the icon of off', () => api.statusBarText().startsWith('$(circle-slash)'));
    assert.equal(settingsFor('markdown').inspect(settingNames.enabled)?.globalValue, false);
    await ghostGone();
    await isSilent('switched off');
    await toggle();
  });

  it('of VS Code: while it snoozes nothing is asked for ghost text, and after that it is', async () => {
    await write('');
    await whileWatched(async (texts) => {
      await vscode.commands.executeCommand('editor.action.inlineSuggest.snooze', 1);
      await keyboard.type('I walked to ');
      await sleep(600);
      assert.deepEqual(texts, []);
      await vscode.commands.executeCommand('editor.action.inlineSuggest.cancelSnooze');
      await write('');
      await keyboard.type('I walked to ');
      await until('a request', () => texts.length > 0, 10);
    });
  });

  it('are set in messages of commits and in settings files, until somebody wants suggestions there', async () => {
    await open('git-commit');
    await isSilent('in a message');
    await configureFor('git-commit', true);
    await asks();
    await configureFor('git-commit', undefined);
    const name = `.settings-${Date.now()}.txt`;
    // Outside the folder, but where there is no disk: there only what is in it is prose, if it is a note.
    const file = isOnDisk(inFolder()) ? inFolder('..', name) : inFolder(name);
    await configure('include', [`**/${name}`]);
    await vscode.workspace.fs.writeFile(file, bytesOf(''));
    await vscode.window.showTextDocument(file, { preview: false });
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await isSilent('in a hidden file');
    await configure('offIn', []);
    await asks();
    // Where suggestions are never at home.
    await open('jsonc');
    await isSilent('in settings');
    await vscode.workspace.fs.delete(file);
  });
});
