// The tree of notes in the real VS Code, and what can be done from it. Beside the forgetting at the end of the suites, as it
// teaches the model anew.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CorpusNode } from '../../../src/editor/corpusItems';
import { commands, corpusViewId, settingsSection } from '../../../src/editor/identifiers';
import { addressOf } from '../../../src/editor/noteAddress';
import type { CorpusPart } from '../../../src/engine/protocol/notes';
import type { Afterword } from '../../../src/extension';
import { hasPage, keyboard } from '../keyboard';
import { allNotesAgain, onlyOwnNotes } from '../ownNotes';
import { bytesOf, configure, inFolder, sleep, until } from '../support';

const madeUp = 'quollibrium';
const name = 'quolls';
const view = 'Afterword Notes';

describe('the tree of notes', function () {
  this.timeout(180_000);
  let api: Afterword;
  const { fs } = vscode.workspace;
  const note = inFolder(name, 'writing-use.md');
  const file = addressOf(note);

  before(async () => {
    api = await onlyOwnNotes();
    await configure('minutes', 0.1);
    const text = `I saw the ${madeUp}. The ${madeUp} sang. We like the ${madeUp} of the river.\n`;
    await fs.writeFile(note, bytesOf(text));
    await fs.writeFile(inFolder(name, 'writing-unusable.md'), Uint8Array.of(0x89, 0x50, 0, 0, 1, 2, 3));
    await until('the new note to be counted', isSuggested);
    await until('the other file to be looked at', async () => (await reasons()).includes('binary'));
  });

  after(async () => {
    await fs.delete(inFolder(name), { recursive: true });
    await configure('minutes', undefined);
    const settings = vscode.workspace.getConfiguration(settingsSection);
    await settings.update('exclude', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    await allNotesAgain();
  });

  async function isSuggested(): Promise<boolean> {
    const { items } = await api.client.predict({ text: 'I saw the quol', format: 'markdown', k: 7 });
    return items.some(({ text }) => text === madeUp);
  }

  const reasons = async () => (await api.client.corpus()).map(({ reason }) => reason);
  const node = (part: CorpusPart): CorpusNode => ({ kind: 'file', part, file: { path: file, words: 0 } });
  const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);
  const summed = async (part: CorpusPart) =>
    (await api.client.corpusSummary()).parts.find((each) => each.part === part)!.files;

  /** What a screen reader says of the row of this file, or of a part. */
  const row = async (beginning: string) => (await keyboard.treeRows(view)).find((text) => text.startsWith(beginning));
  const seen = (beginning: string, text: string) =>
    until(`“${beginning}… ${text}”`, async () => (await row(beginning))?.includes(text), 15);

  /** Folders are unfolded by that, or folded. */
  async function choose(...rows: string[]) {
    for (const beginning of rows) {
      await until(`the row ${beginning}`, () => row(beginning));
      await keyboard.clickTreeRow(view, beginning);
    }
  }

  it('lists what is learned from with its words, and what is not with the reason', async function () {
    if (!hasPage) this.skip();
    await run(`${corpusViewId}.focus`);
    await choose('Learned from', name);
    await seen('Learned from', 'words');
    await seen('writing-use.md', '14 words · not in the network yet');
    await choose('Learned from', 'Left out', `${name}, 1 file`);
    await seen('writing-unusable.md', 'it is not text');
  });

  it('leaves a note out of learning, and takes it in again', async function () {
    await run(commands.excludeNote, node('notes'));
    const { workspaceValue } = vscode.workspace.getConfiguration(settingsSection, note).inspect<string[]>('exclude')!;
    assert.deepEqual(workspaceValue, [`${name}/writing-use.md`]);
    await until('the note to be counted no longer', async () => !(await isSuggested()));
    if (hasPage) await seen('writing-use.md', 'the settings exclude it');
    await run(commands.includeNote, node('leftOut'));
    await until('the note again', isSuggested);
    assert.equal(vscode.workspace.getConfiguration(settingsSection).inspect('exclude')!.workspaceValue, undefined);
  });

  it('excluded and learned anew, nothing of a note remains: no suggestion, no word of the vocabulary, no count', async () => {
    await vscode.commands.executeCommand(commands.learn, { minutes: 0.1 });
    await until('the end of learning', () => api.status().state === 'finished');
    assert.ok((await api.client.nearestWords({ word: madeUp, k: 1 })).word, 'the network knows it');
    await run(commands.excludeNote, node('notes'));
    assert.equal(await summed('remembered'), 1);
    if (hasPage) await seen('Still in the network', 'words');
    await run(commands.excludeAndLearnAnew, node('notes'));
    await until('the end of learning anew', () => api.status().state === 'finished');
    assert.equal(await isSuggested(), false);
    assert.equal((await api.client.nearestWords({ word: madeUp, k: 1 })).word ?? undefined, undefined);
    assert.equal((await api.client.occurrences({ word: madeUp, context: [] })).count, 0);
    assert.equal(await summed('remembered'), 0);
    if (hasPage) await until('nothing to be remembered', async () => !(await row('Still in the network')));
  });

  it('shows a forgotten note as what it is, and learns from it again', async function () {
    await run(commands.includeNote, node('leftOut'));
    await until('the note again', isSuggested);
    await run(commands.forgetNote, { file });
    assert.equal(await isSuggested(), false);
    if (hasPage) await seen('writing-use.md', 'it has been forgotten');
    await run(commands.includeNote, { ...node('leftOut'), file: { path: file, words: 0, reason: 'forgotten' } });
    await until('the note again', isSuggested);
  });

  it('asks the engine for nothing while it is hidden', async () => {
    await run('workbench.view.search');
    // What was on its way is done by then.
    await sleep(500);
    const { client } = api;
    const ask = client.corpusSummary.bind(client);
    let asked = 0;
    client.corpusSummary = () => (asked++, ask());
    try {
      const editor = await vscode.window.showTextDocument(note);
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Once more. '));
      const { counts } = client;
      await editor.document.save();
      await until('the saved note to be counted', () => client.counts !== counts);
      await sleep(500);
      assert.equal(asked, 0);
      await run(`${corpusViewId}.focus`);
      await until('the tree to catch up', () => asked > 0);
    } finally {
      client.corpusSummary = ask;
    }
  });
});
