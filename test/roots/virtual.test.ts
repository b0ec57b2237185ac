// A folder that lies on no disk, beside folders that do.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, corpusViewId } from '../../src/editor/identifiers';
import type { Afterword } from '../../src/extension';
import { keyboard } from '../integration/keyboard';
import { ghost } from '../integration/shown';
import { afterword, openAtEnd, sleep, until } from '../integration/support';
import { Cloud } from './cloud';

const tree = 'Afterword Notes';
const sentence = (word: string) => `The lighthouse keeper wrote about ${word} every evening.\n\n`.repeat(20);

describe('a folder behind another file system', function () {
  this.timeout(120_000);
  let api: Afterword;
  const cloud = new Cloud({
    '/notes/sea.md': sentence('seagulls'),
    '/notes/deep/water.md': sentence('currents'),
    '/notes/drafts/later.md': sentence('Quillonport'),
    '/notes/.hidden.md': sentence('Quillonport'),
    '/notes/passwords.md': sentence('Quillonport'),
    '/notes/.gitignore': 'private/\n',
    '/notes/private/mine.md': sentence('Quillonport'),
    '/notes/huge.md': sentence('Quillonport').repeat(16_000),
    '/notes/picture.png': 'none',
    '/notes/日记/菜园.md': sentence('marrows'),
  });
  const inCloud = async () => (await api.client.corpus()).filter(({ path }) => path.startsWith('cloud'));
  const own = async () => (await inCloud()).filter(({ reason }) => !reason).map(({ path }) => path);
  const wordsFor = async (text: string) =>
    (await api.client.predict({ text, format: 'markdown', k: 10 })).items.map((item) => item.text);

  before(async () => {
    api = await afterword();
    vscode.workspace.registerFileSystemProvider('cloud', cloud);
    const { length } = vscode.workspace.workspaceFolders!;
    vscode.workspace.updateWorkspaceFolders(length, 0, { uri: vscode.Uri.parse('cloud:/notes'), name: 'cloud' });
    await until('its notes to be counted', async () => (await own()).length > 0);
  });
  after(() => {
    const { length } = vscode.workspace.workspaceFolders!;
    vscode.workspace.updateWorkspaceFolders(length - 1, 1);
  });

  it('is read through VS Code, but for what is read of no folder', async () => {
    assert.deepEqual(await own(), [
      'cloud:/notes/%E6%97%A5%E8%AE%B0/%E8%8F%9C%E5%9B%AD.md',
      'cloud:/notes/deep/water.md',
      'cloud:/notes/sea.md',
    ]);
    const unread = ['drafts/later.md', '.hidden.md', 'passwords.md', 'private/mine.md', 'huge.md', 'picture.png'];
    for (const file of unread) assert.ok(!cloud.read.has(`/notes/${file}`), file);
    await until('words from it', async () => {
      const words = await wordsFor('The lighthouse keeper wrote about ');
      assert.ok(!words.includes('Quillonport'), words.join());
      return words.includes('seagulls') && words.includes('currents');
    });
  });

  it('stands in the tree of notes, with what is left out of it and why', async () => {
    const reasons = (await inCloud()).flatMap(({ path, reason }) => (reason ? [[path, reason]] : []));
    assert.deepEqual(Object.fromEntries(reasons), {
      'cloud:/notes/.hidden.md': 'hidden',
      'cloud:/notes/drafts/later.md': 'excluded',
      'cloud:/notes/huge.md': 'tooMuchToFetch',
      'cloud:/notes/passwords.md': 'secret',
    });
    await vscode.commands.executeCommand(`${corpusViewId}.focus`);
    await keyboard.press('Home');
    const notes = api.client.model ? 'Learned from' : 'Counted';
    const clickRow = async (beginning: string) => {
      // The tree has room for a few rows at a time.
      await until(`the row of ${beginning}`, async () => {
        if ((await keyboard.treeRows(tree)).some((text) => text.startsWith(beginning))) return true;
        await keyboard.press('ArrowDown');
        return false;
      });
      await keyboard.clickTreeRow(tree, beginning);
    };
    for (const folder of [notes, 'cloud', '日记']) await clickRow(folder);
    const address = vscode.Uri.parse('cloud:/notes/日记/菜园.md').toString();
    // A row that still moves, as its folder has just been opened, may slip away under the mouse.
    await until('the note to be opened', async () => {
      await clickRow('菜园.md');
      await sleep(1000);
      return vscode.window.activeTextEditor?.document.uri.toString() === address;
    });
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
  });

  it('is learnt from', async () => {
    await vscode.commands.executeCommand(commands.learn, { minutes: 0.05, resume: false });
    await until('the end of learning', () => api.status().state === 'finished');
    assert.equal((await own()).length, 3);
    const text = 'The lighthouse keeper';
    const { items } = await api.client.predict({ text: `${text} `, format: 'markdown', k: 5, networkOnly: true });
    assert.ok(
      items.some((item) => item.text === 'wrote'),
      JSON.stringify(items),
    );
  });

  it('is written in with suggestions, and what is saved there is counted', async () => {
    const uri = vscode.Uri.parse('cloud:/notes/sea.md');
    const { document } = await openAtEnd(await vscode.workspace.openTextDocument(uri));
    await keyboard.type('The lighthouse keeper wro');
    await ghost('te');
    await keyboard.press('Escape');
    await keyboard.type('te of Thaddeusville.');
    assert.ok(await document.save());
    await until('what was saved to be counted', async () => (await wordsFor('Thadd')).includes('Thaddeusville'));
  });

  it('takes a model that is exported, and gives it back whole or not at all', async () => {
    const file = vscode.Uri.parse('cloud:/notes/灯塔.safetensors');
    const run = (command: string) =>
      Promise.resolve(vscode.commands.executeCommand(command, { file: file.toString() }));
    const { tokensSeen } = api.client.model!;
    await run(commands.exportModel);
    await run(commands.importModel);
    assert.deepEqual([api.client.model?.name, api.client.model?.tokensSeen], ['灯塔', tokensSeen]);
    const models = await api.client.models();
    assert.equal(models.kept.length, 1);
    cloud.writeFile(file, cloud.readFile(file).subarray(0, 5000));
    await assert.rejects(run(commands.importModel), /灯塔\.safetensors cannot be imported: .*cut short/);
    const nowhere = vscode.commands.executeCommand(commands.exportModel, { file: 'nowhere:/a.safetensors' });
    await assert.rejects(Promise.resolve(nowhere), /nowhere:\/a\.safetensors cannot be written/);
    assert.deepEqual(await api.client.models(), models);
  });

  it('can be forgotten, a note at a time', async () => {
    const path = 'cloud:/notes/deep/water.md';
    await vscode.commands.executeCommand(commands.forgetNote, { file: path });
    assert.ok((await inCloud()).some((file) => file.path === path && file.reason === 'forgotten'));
    assert.ok(!(await wordsFor('The lighthouse keeper wrote about ')).includes('currents'));
    assert.deepEqual(await wordsFor('curre'), []);
  });
});
