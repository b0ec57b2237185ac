// Shorthand by keyboard: expanded from the palette and after its trigger, in English and Chinese, at once by what is counted
// and, when a network has been let learn it, by that.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hasPage, keyboard } from '../keyboard';
import { allNotesAgain, learned } from '../ownNotes';
import { ghost, quickPick, runFromPalette } from '../shown';
import { configure, until, write } from '../support';

describe('shorthand', function () {
  this.timeout(180_000);

  before(async function () {
    if (!hasPage) this.skip();
    // Not what is written here: shorthand that is saved would be a word of the notes.
    const { client } = await learned();
    const before = client.counts;
    await configure('include', ['node_modules/own-notes/*.md']);
    await configure('exclude', []);
    await until('the own notes to be counted', () => client.counts !== before && client.counts?.notes === 12);
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  after(() => allNotesAgain());

  const expand = () => runFromPalette('Expand Shorthand');

  /** The rows of the list, once it offers this. */
  const rowsWith = (text: string) =>
    quickPick(`a row with ${text}`, (rows) => rows.some(({ label }) => label.includes(text)));

  const textIs = (document: vscode.TextDocument, text: string) =>
    until(`the text ${text}`, () => document.getText() === text);

  it('is expanded to a sentence of the notes, in one step that can be undone', async () => {
    const { document } = await write('Yesterday: i wlkd to t rvr');
    await expand();
    const rows = await rowsWith('I walked to the river');
    assert.match(rows[0].description, /%$/);
    assert.equal(rows[0].label, 'I walked to the river');
    await keyboard.press('Enter');
    await textIs(document, 'Yesterday: I walked to the river');
    await keyboard.press('Control+Z');
    await textIs(document, 'Yesterday: i wlkd to t rvr');
  });

  it('is written in Chinese by the initials of its pinyin', async () => {
    const { document } = await write('妈妈说：wztsxcdl');
    await expand();
    const rows = await rowsWith('我昨天上学迟到了');
    assert.equal(rows[0].label, '我昨天上学迟到了', JSON.stringify(rows));
    await keyboard.press('Enter');
    await textIs(document, '妈妈说：我昨天上学迟到了');
  });

  it('shows behind the trigger what it stands for, and Tab puts that in its place, in one step', async () => {
    const { document } = await write('- t rvr ws qt');
    await keyboard.type(';;');
    assert.equal(await ghost(' → '), ' → The river was quiet');
    await keyboard.press('Tab');
    await textIs(document, '- The river was quiet');
    await keyboard.type('.');
    await textIs(document, '- The river was quiet.');
    await keyboard.press('Control+Z');
    await keyboard.press('Control+Z');
    await textIs(document, '- t rvr ws qt;;');
  });

  it('stands for no word that is never to be suggested', async () => {
    await configure('never', ['Quiet']);
    await write('t rvr ws qt');
    await expand();
    assert.ok((await rowsWith('Learn shorthand from your notes')).every(({ label }) => !label.includes('quiet')));
    await keyboard.press('Escape');
  });

  it('is put in its place as a whole where its first word is asked for', async () => {
    const { document } = await write('wztsx');
    await keyboard.type(';;');
    assert.equal(await ghost(' → '), ' → 我昨天上学');
    await keyboard.press('Control+ArrowRight');
    await textIs(document, '我昨天上学');
  });

  it('asks nothing where there is no trigger, or suggestions are off', async () => {
    const { client } = await learned();
    const asked: unknown[] = [];
    const { expandShorthand } = client;
    client.expandShorthand = (...request) => {
      asked.push(request);
      return expandShorthand.apply(client, request);
    };
    try {
      const { document } = await write('t rvr');
      await keyboard.type('; ');
      await configure('enabled', false);
      await keyboard.type('t rvr;;');
      await textIs(document, 't rvr; t rvr;;');
      // Not the other way round: with both as usual, what stands there would be expanded.
      await configure('shorthandTrigger', '');
      await configure('enabled', undefined);
      await keyboard.type(' t rvr;;');
      await textIs(document, 't rvr; t rvr;; t rvr;;');
      assert.deepEqual(asked, []);
    } finally {
      client.expandShorthand = expandShorthand;
    }
  });

  it('says so where it fits no words, and where there is none', async () => {
    // No pinyin begins with these letters.
    await write('vvv uuu');
    await expand();
    const rows = await rowsWith('Learn shorthand from your notes');
    assert.equal(rows.length, 1);
    await keyboard.press('Escape');
    await write('');
    await expand();
    await until('the message', async () =>
      (await keyboard.notifications()).some(({ message }) => message.includes('Put the cursor behind a shorthand')),
    );
  });
});
