// Several models of a folder, in the real VS Code: one is exported, imported, kept and used again, with what is suggested
// each time; and the list of them, by the keyboard.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/editor/identifiers';
import { addressOf } from '../../../src/editor/noteAddress';
import type { Afterword } from '../../../src/extension';
import { hasPage, keyboard } from '../keyboard';
import { learned } from '../ownNotes';
import { quickPick } from '../shown';
import { inFolder, until } from '../support';

describe('models of a folder', function () {
  this.timeout(180_000);
  let api: Afterword;
  const { fs } = vscode.workspace;
  const exported = inFolder('我的模型.safetensors');

  before(async () => {
    api = await learned();
  });
  after(async () => {
    for (const { id } of (await api.client.models()).kept) await api.client.removeModel(id);
    await fs.delete(exported);
  });

  async function suggested(): Promise<readonly string[]> {
    const request = { text: 'I walked to the ', format: 'markdown', k: 3, networkOnly: true } as const;
    return (await api.client.predict(request)).items.map(({ text }) => text);
  }

  it('one is exported and imported: it says the same, and the one before is kept and can be used again', async () => {
    const file = addressOf(exported);
    const [before, { model }] = [await suggested(), api.client];
    await vscode.commands.executeCommand(commands.exportModel, { file });
    await vscode.commands.executeCommand(commands.importModel, { file });
    assert.equal(api.client.model?.name, '我的模型');
    assert.deepEqual(await suggested(), before);
    const { current, kept } = await api.client.models();
    assert.deepEqual([current?.name, kept.map(({ row }) => row?.tokensSeen)], ['我的模型', [model?.tokensSeen]]);

    await fs.writeFile(exported, (await fs.readFile(exported)).subarray(0, 5000));
    await assert.rejects(Promise.resolve(vscode.commands.executeCommand(commands.importModel, { file })), /cut short/);
    assert.deepEqual(await api.client.models(), { current, kept });
  });

  it('one is renamed in the list, by keys alone', async function () {
    if (!hasPage) return this.skip();
    const list = Promise.resolve(vscode.commands.executeCommand(commands.showModels));
    await quickPick('the models', ([first]) => first?.label === '我的模型');
    await keyboard.press('Enter');
    const actions = await quickPick('what can be done', ([row]) => row?.label === 'Keep a copy');
    assert.equal(actions[1].label, 'Rename…');
    for (const key of ['ArrowDown', 'Enter']) await keyboard.press(key);
    await until('the name of before', async () => (await keyboard.quickInput()) === '我的模型');
    await keyboard.type('Of my notes');
    await keyboard.press('Enter');
    await list;
    await until('the other name', () => api.client.model?.name === 'Of my notes');
  });

  it('another is chosen in the list, by keys alone', async function () {
    if (!hasPage) return this.skip();
    const list = Promise.resolve(vscode.commands.executeCommand(commands.showModels));
    const [first, second, ...others] = await quickPick('the models', ({ length }) => length === 4);
    assert.deepEqual([first.label, first.description], ['Of my notes', 'in use']);
    assert.match(
      first.detail,
      /^LSTM 1 × 64 · perplexity [\d.]+ · \d+ words known, .* seen · [\d.]+ min · [A-Z][a-z]+ \d+, \d+:\d\d/,
    );
    assert.deepEqual([second.label, others.length], ['LSTM 1 × 64', 2]);
    for (const key of ['ArrowDown', 'Enter']) await keyboard.press(key);
    const actions = await quickPick('what can be done', ([row]) => row?.label === 'Use this model');
    assert.deepEqual(
      actions.map(({ label }) => label),
      ['Use this model', 'Rename…', 'Export…', 'Delete…'],
    );
    assert.equal(await keyboard.quickInputTitle(), 'LSTM 1 × 64');
    await keyboard.press('Enter');
    await list;
    await until('the model of before', () => api.client.model?.name === undefined);
    const { current, kept } = await api.client.models();
    assert.deepEqual([current?.name, kept.map(({ row }) => row?.name)], [undefined, ['Of my notes']]);
    assert.equal(api.client.model?.hiddenSize, 64, 'other suites go on with it');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('all stand in a table, the one in use first', async function () {
    if (!hasPage) return this.skip();
    const list = Promise.resolve(vscode.commands.executeCommand(commands.showModels));
    await quickPick('the models', (rows) => rows.at(-1)?.label === 'Compare all of them in a table');
    for (const key of ['ArrowUp', 'Enter']) await keyboard.press(key);
    await list;
    const table = await until('the table', () => {
      const text = vscode.window.activeTextEditor?.document.getText();
      return text?.startsWith('# Models of this folder') && text;
    });
    const rows = table.split('\n').filter((line) => line.startsWith('|'));
    assert.match(rows[2], /^\| LSTM 1 × 64 \(in use\) \| LSTM 1 × 64 \| \d+ \| /);
    assert.ok(
      rows.slice(3).some((row) => row.startsWith('| Of my notes | LSTM 1 × 64 |')),
      table,
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
