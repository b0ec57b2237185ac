// Next-word suggestions, met as a writer meets them: keys are pressed in the real page, and what counts is what stands
// in the document.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Afterword } from '../../../src/extension';
import type { CompletionRow } from '../../host/pageDriver';
import { keyboard } from '../keyboard';
import { writesWithOwnNotes } from '../ownNotes';
import { ghost, listRows, openList } from '../shown';
import { afterword, sleep, until, whileWatched, write } from '../support';

describe('suggestions', function () {
  this.timeout(180_000);
  let api: Afterword;
  writesWithOwnNotes({ ghostShare: 100 });
  before(async () => (api = await afterword()));

  const comesFirst = (one: string, other: string, labels: readonly string[]) =>
    labels.includes(one) && !(labels.indexOf(other) >= 0 && labels.indexOf(other) < labels.indexOf(one));
  const share = ({ description }: CompletionRow) => Number.parseFloat(description.replace('<', ''));

  it('shows the next word as ghost text, and Tab accepts it', async () => {
    const { document } = await write('# Today\n\n');
    await keyboard.type('I walked to ');
    const shown = await ghost('the');
    await keyboard.press('Tab');
    await until('the words in the document', () => document.getText() === `# Today\n\nI walked to ${shown}`);
  });

  it('completes the word that has been begun', async () => {
    const { document } = await write('');
    await keyboard.type('I walked to the ri');
    const shown = await ghost('ver');
    await keyboard.press('Tab');
    await until('the word in the document', () => document.getText() === `I walked to the ri${shown}`);
  });

  it('lists the most probable words with their probabilities, most probable first', async () => {
    await write('');
    await keyboard.type('I walked to the ');
    const rows = await openList();
    assert.ok(rows.length >= 3, JSON.stringify(rows));
    assert.ok(['river', 'market'].includes(rows[0].label), JSON.stringify(rows));
    assert.equal(rows[0].focused, true);
    const shares = rows.map(share);
    assert.deepEqual(
      shares,
      [...shares].sort((a, b) => b - a),
    );
    for (const { description } of rows) assert.match(description, /^<?\d+\.\d%$/);
  });

  it('restricts the list to what has been typed, and goes on doing so while typing', async () => {
    const { document } = await write('');
    await keyboard.type('I walked to the ');
    const [first, ...others] = (await openList()).map(({ label }) => label);
    const wanted = others.find((label) => label.length > 3 && label[0] !== first[0]);
    assert.ok(wanted, [first, ...others].join());
    // Long enough to have been looked at.
    await sleep(500);
    const typed = wanted.slice(0, 2);
    await keyboard.type(typed);
    const rows = await until('the narrower list', async () => {
      const now = await listRows();
      return now.every(({ label }) => label.toLowerCase().startsWith(typed.toLowerCase())) && now;
    });
    assert.equal(rows[0].label, wanted);
    await keyboard.press('Enter');
    await until('the word in the document', () => document.getText() === `I walked to the ${wanted}`);
  });

  it('expects 昨天 after 我, and 迟到 after 我昨天上学', async () => {
    const { document } = await write('');
    await keyboard.type('我');
    assert.equal((await openList())[0].label, '昨天');
    await keyboard.press('Enter');
    await until('我昨天', () => document.getText() === '我昨天');
    await keyboard.type('上学');
    const shown = await ghost('迟到');
    await keyboard.press('Tab');
    await until('我昨天上学迟到', () => document.getText() === `我昨天上学${shown}`);
  });

  it('never doubles characters when a Chinese word is accepted that has been begun', async () => {
    const { document } = await write('');
    await keyboard.type('我昨天');
    assert.equal((await openList())[0].label, '上学');
    await keyboard.type('上');
    await until('the list for 上', async () => (await listRows())[0].label === '上学');
    await keyboard.press('Enter');
    await until('我昨天上学', () => document.getText() === '我昨天上学');
  });

  it('accepts at once, before the list has been asked for again, without doubling', async () => {
    const { document } = await write('');
    await keyboard.type('我昨天');
    await openList();
    await keyboard.type('上');
    await keyboard.press('Enter');
    await until('我昨天上学', () => document.getText().trimEnd() === '我昨天上学');
  });

  it('offers 学 as ghost text after 我昨天上', async () => {
    const { document } = await write('');
    await keyboard.type('我昨天上');
    const shown = await ghost('学');
    await keyboard.press('Tab');
    await until('我昨天上学', () => document.getText() === `我昨天上${shown}`);
  });

  it('offers a name again that the note holds once and nothing else does', async () => {
    await write('Yesterday Zebulonia came by. ');
    await keyboard.type('Z');
    await until('the name', async () => (await openList()).some(({ label }) => label === 'Zebulonia'));
  });

  it('shares one request between ghost text and list', async () => {
    const editor = await write('');
    await whileWatched(async (texts) => {
      const inGhostTextAndList = async () => {
        const already = texts.length;
        await keyboard.type('I walked to ');
        await ghost('the');
        await openList();
        await keyboard.press('Escape');
        return texts.slice(already).filter((text) => text === 'I walked to ').length;
      };
      // Notes that are counted anew in between, as the file that has just been made, are a reason to ask again.
      let before = api.client.counts;
      let asked = await inGhostTextAndList();
      while (api.client.counts !== before) {
        before = api.client.counts;
        await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 1, 0)));
        asked = await inGhostTextAndList();
      }
      assert.equal(asked, 1);
    });
  });

  it('offers a word that was saved in another note a moment ago', async () => {
    const { document } = await write('');
    await keyboard.type('The ferry to Quillonport is late. ');
    const before = api.client.counts;
    await document.save();
    await until('the notes to be counted', () => api.client.counts !== before, 5);
    await write('');
    await keyboard.type('We took the ferry to Qui');
    await ghost('llonport');
  });

  it('lets the network learn a saved note when the writer pauses', async () => {
    const { document } = await write(Array<string>(30).fill('Zephyrines graze near Quillonport.').join('\n\n'));
    const words = api.client.model!.vocabSize;
    await document.save();
    await until('the network to know the new words', () => (api.client.model?.vocabSize ?? 0) > words);
    await write('');
    await keyboard.type('Zephyrines gr');
    await ghost('aze');
  });

  it('spells “The” where a sentence begins and “the” within one, and offers nothing twice', async () => {
    await write('');
    await keyboard.type('I walked to the river. ');
    const atStart = (await openList()).map(({ label }) => label);
    assert.ok(comesFirst('The', 'the', atStart), atStart.join());
    await keyboard.press('Escape');
    await write('');
    await keyboard.type('I walked to ');
    const within = (await openList()).map(({ label }) => label);
    assert.ok(comesFirst('the', 'The', within), within.join());
    for (const labels of [atStart, within]) assert.equal(new Set(labels).size, labels.length, labels.join());
  });
});
