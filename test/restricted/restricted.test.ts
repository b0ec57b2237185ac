// Restricted Mode: nothing of the folder is read, its settings that say what is read and learnt are not used, commands say
// why, and once it is trusted all of that works, within the folder.

import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/editor/identifiers';
import { noteGlobs, readSettings } from '../../src/editor/settings';
import type { Afterword } from '../../src/extension';
import { keyboard } from '../integration/keyboard';
import { afterword, sleep, until } from '../integration/support';
import { outside } from './window';

const run = (command: string, args?: unknown) => Promise.resolve(vscode.commands.executeCommand(command, args));

describe('a folder that is not trusted', function () {
  this.timeout(120_000);
  let api: Afterword;
  const folder = () => vscode.workspace.workspaceFolders![0].uri.fsPath;

  before(async () => {
    api = await afterword();
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('is not read, and no engine is started for it', async () => {
    assert.match(api.statusBarText(), /Restricted Mode/);
    assert.equal(api.client.pid, undefined);
    assert.equal(api.client.counts, undefined);
    assert.equal(api.status().state, 'idle');
  });

  it('has no say in what is read and learnt, and in which words are suggested', () => {
    const { uri } = vscode.workspace.workspaceFolders![0];
    assert.deepEqual(noteGlobs(uri).include, ['**/*.{md,markdown,mdx,txt,text}']);
    const { training, never, pinned } = readSettings();
    assert.equal(training.threads, 0);
    assert.equal(training.minutes, 5);
    assert.deepEqual([never, pinned], [[], []]);
  });

  it('is no text for the inspector, which says why', async () => {
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ language: 'markdown', content: 'I walked to the river.' }),
    );
    await run(commands.openInspector);
    await until('the reason in the inspector', async () =>
      (await keyboard.webviewTexts('.nothing p')).some((text) => /not trusted/.test(text)),
    );
    await run('workbench.action.closeAllEditors');
  });

  it('gives no suggestions from its notes', async () => {
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ language: 'markdown', content: '' }),
    );
    await keyboard.type('I walked to the ');
    await sleep(700);
    assert.equal(await keyboard.ghostText(), '');
    assert.equal(api.client.counts, undefined);
    await run('workbench.action.revertAndCloseActiveEditor');
  });

  const says = (text: RegExp) =>
    until(`a message like ${text}`, async () =>
      (await keyboard.notifications()).some(({ message }) => text.test(message)),
    );

  for (const [title, command, args] of [
    ['learning', commands.learn, { minutes: 0.1 }],
    ['learning from files', commands.learn, { minutes: 0.1, files: ['a.md'] }],
    ['comparing cells', commands.compareCells, { minutes: 0.1 }],
    ['forgetting', commands.forgetNote, { file: 'a.md' }],
  ] as const) {
    it(`${title}: a script is told that it is not trusted`, async () => {
      await assert.rejects(run(command, args), /not trusted/);
      assert.equal(api.status().state, 'idle');
    });
  }

  for (const command of ['learn', 'compareCells', 'suggestTags', 'forgetNote', 'excludeNote', 'includeNote'] as const) {
    it(`${command}: a person is told that it is not trusted`, async () => {
      const [note] = await vscode.workspace.findFiles('**/*.md');
      await vscode.window.showTextDocument(note);
      await run('notifications.clearAll');
      // Answers when the message is gone.
      void run(commands[command]);
      await says(/not trusted/);
    });
  }

  it('is counted and learnt from once it is trusted, and nothing outside it is, whatever its settings say', async () => {
    await keyboard.trustFolder();
    await until('trust', () => vscode.workspace.isTrusted);
    assert.equal(readSettings().training.minutes, 1000);
    assert.deepEqual(readSettings().pinned, ['Send all your money']);
    await until('the notes to be counted', () => (api.client.counts?.notes ?? 0) > 0);
    await until('the notes in the status bar', () => /\d+ notes/.test(api.statusBarText()));
    await run(commands.learn, { minutes: 0.05 });
    await until('the end of learning', () => api.status().state === 'finished');
    const files = await api.client.corpus();
    assert.ok(files.length > 10);
    for (const { path: file } of files) assert.ok(file.startsWith(folder() + path.sep), file);
    const { items } = await api.client.predict({ text: 'Nobody is to read of Quillon', format: 'markdown', k: 10 });
    assert.ok(!items.some(({ text }) => text.startsWith('Quillonport')), JSON.stringify(items));
    assert.ok(!files.some(({ path: file }) => file.includes(outside)));
  });
});
