// Forgetting, in the real VS Code: a note, and everything. Last of the suites, as it takes the model away.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/editor/identifiers';
import { addressOf } from '../../../src/editor/noteAddress';
import { sizeReasonText } from '../../../src/editor/sizeReason';
import type { Afterword } from '../../../src/extension';
import { allNotesAgain, learn, onlyOwnNotes } from '../ownNotes';
import { configure, textOf, until, write } from '../support';

const madeUp = 'zyzzogeton';

describe('forgetting', function () {
  this.timeout(180_000);
  let api: Afterword;

  before(async () => {
    api = await onlyOwnNotes();
  });
  after(allNotesAgain);

  async function isSuggested(): Promise<boolean> {
    const { items } = await api.client.predict({ text: 'I saw the zyz', format: 'markdown', k: 7 });
    return items.some(({ text }) => text === madeUp);
  }

  it('takes a note back: what it alone holds is not suggested any more, until it is learned from again', async () => {
    const editor = await write(`I saw the ${madeUp}. The ${madeUp} sang.\n`);
    await editor.document.save();
    await until('the word of the new note', isSuggested);
    const file = addressOf(editor.document.uri);
    await vscode.commands.executeCommand(commands.forgetNote, { file });
    assert.equal(await isSuggested(), false);
    const listed = (await api.client.corpus()).find(({ path }) => path === file);
    assert.deepEqual(listed, { path: file, words: 0, reason: 'forgotten' });
    assert.ok((await textOf(editor.document.uri)).includes(madeUp), 'the note itself stays as it is');
    await vscode.commands.executeCommand(commands.forgetNote, { file, forgotten: false });
    await until('the word again', isSuggested);
  });

  it('erases everything: no model, no curve, no run, and no count of suggestions', async () => {
    assert.ok(api.client.model);
    await vscode.commands.executeCommand(commands.eraseAll, true);
    assert.equal(api.client.model, null);
    assert.deepEqual([await api.client.losses(), await api.client.runs()], [[], []]);
    assert.equal(api.status().state, 'idle');
    const report = await vscode.commands.executeCommand<string>(commands.report);
    assert.match(report, /Nothing has been counted yet/);
    assert.match(report, /none has learned yet/);
  });

  it('learns anew after that, with the cell that is chosen, as wide as notes, minutes and machine allow, and says why', async () => {
    await configure('cell', 'gru');
    await configure('hiddenSize', undefined);
    await learn({ minutes: 0.05 });
    await until('the end of learning', () => api.status().state === 'finished');
    const model = api.client.model!;
    assert.equal(model.cell, 'gru');
    assert.ok(model.sizeReason);
    const text = sizeReasonText(model);
    assert.ok(text.startsWith(`Width ${model.hiddenSize} chosen automatically: in 0.05 min this machine`), text);
  });
});
