// A workspace of several folders, and documents that are in none of them.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { commands, corpusViewId } from '../../src/editor/identifiers';
import type { Afterword } from '../../src/extension';
import { keyboard } from '../integration/keyboard';
import { ghost } from '../integration/shown';
import { afterword, openAtEnd, sleep, until, whileWatched } from '../integration/support';

describe('a workspace of several folders', function () {
  this.timeout(120_000);
  let api: Afterword;
  const folders = () => vscode.workspace.workspaceFolders!.map(({ uri }) => uri.fsPath);

  before(async () => {
    api = await afterword();
    await until('the notes to be counted', () => api.client.counts);
  });

  const wordsFor = async (text: string) => {
    const { items } = await api.client.predict({ text, format: 'markdown', k: 10 });
    return items.map((item) => item.text);
  };

  it('counts the notes of all, without those that the globs exclude in each', async () => {
    assert.equal(folders().length, 2);
    const [garden, kitchen] = folders();
    const files = (await api.client.corpus()).map(({ path: file }) => file).sort();
    assert.deepEqual(files, [path.join(garden, 'beds.md'), path.join(kitchen, '面.md')].sort());
    await until('the notes in the status bar', () => /2 notes/.test(api.statusBarText()));
    assert.ok((await wordsFor('We planted ')).includes('marigolds'));
    assert.ok((await wordsFor('妈妈晚上在家做')).includes('番茄'));
    assert.ok(!(await wordsFor('Nobody knows of Q')).includes('Quillonport'));
    assert.ok(!(await wordsFor('Nobody knows of Z')).includes('Zebulonia'));
  });

  it('suggests in the notes of each folder, and not in what is excluded', async () => {
    const [garden] = folders();
    const ask = async (file: string) => {
      await openAtEnd(await vscode.workspace.openTextDocument(path.join(garden, file)));
      await keyboard.type('We planted ');
    };
    await ask('beds.md');
    await ghost('marigolds');
    await ask(path.join('drafts', 'later.md'));
    await sleep(700);
    assert.equal(await keyboard.ghostText(), '');
    for (let i = 0; i < 2; i++) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('excludes a note in its own folder alone, and lists what is left out of each', async () => {
    const [garden, kitchen] = folders();
    const same = [garden, kitchen].map((folder) => path.join(folder, 'same.md'));
    for (const file of same) fs.writeFileSync(file, 'The same name in both.');
    const counted = async () =>
      (await api.client.corpus()).map(({ path: file }) => file).filter((file) => same.includes(file));
    await until('both notes', async () => (await counted()).length === 2);
    const node = { kind: 'file', part: 'notes', file: { path: same[0], words: 5 } };
    await vscode.commands.executeCommand(commands.excludeNote, node);
    assert.deepEqual(await counted(), [same[1]]);
    await vscode.commands.executeCommand(`${corpusViewId}.focus`);
    const expected = { [garden]: 2, [kitchen]: 1 };
    const leftOut = async () => {
      const request = { part: 'leftOut', roots: folders(), most: 10 } as const;
      return (await api.client.corpusFolder(request)).folders.map((each) => [each.path, each.files]);
    };
    await until('the drafts and the note', async () =>
      isDeepStrictEqual(Object.fromEntries(await leftOut()), expected),
    );
    await vscode.commands.executeCommand(commands.includeNote, node);
    assert.equal((await counted()).length, 2);
    for (const file of same) fs.rmSync(file);
    await until('neither note', async () => (await counted()).length === 0);
  });

  it('suggests in a document that is no file yet, from the notes and from what stands in it', async () => {
    const name = 'Thaddeusville';
    // What the tests before have excluded and taken in again is counted a moment later.
    await until('all notes to be counted', async () => (await wordsFor('We planted ')).includes('marigolds'));
    const content = `The train to ${name} is late. `;
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
    await openAtEnd(document);
    // In a new editor VS Code makes what shows ghost text when it has time, within five seconds, or when it is asked for:
    // until then no key asks for suggestions.
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    await whileWatched(async (asked) => {
      await keyboard.type('We planted ');
      await ghost('marigolds').catch((error: Error) => {
        throw new Error(`${error.message}; the engine was asked after “${asked.join('”, “')}”`);
      });
    });
    await keyboard.type('in Thadd');
    await ghost('eusville');
    await keyboard.press('Tab');
    // Words that go on from it may come with it: how many are sure enough depends on what is counted by then.
    await until(
      () => `the word in “${document.getText()}”`,
      () => document.getText().includes(`We planted in ${name}`),
    );
    assert.ok(document.isUntitled && document.isDirty);
    // Nothing of it is kept: neither where the model is, nor in what is counted.
    await vscode.commands.executeCommand(commands.learn, { minutes: 0.05 });
    await until('the end of learning', () => api.status().state === 'finished');
    assert.ok(!(await wordsFor('The train to Thadd')).includes(name));
    const storage = storageOf(api);
    const files = fs.readdirSync(storage, { recursive: true, encoding: 'utf8', withFileTypes: true });
    const kept = files.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    assert.ok(
      kept.some((file) => path.basename(file) === 'model.json'),
      kept.join(),
    );
    // A lock that is given back meanwhile keeps nothing.
    for (const file of kept.filter((one) => fs.existsSync(one))) {
      assert.ok(!fs.readFileSync(file, 'latin1').includes(name), file);
    }
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

/** The extension keeps it to itself. */
function storageOf({ client }: Afterword): string {
  return (client as unknown as { readonly options: { readonly storage: string } }).options.storage;
}
