// Next-word suggestions, met as a writer meets them: keys are pressed in the real page, and what counts is what stands
// in the document.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Afterword } from '../../src/extension';
import type { CompletionRow } from '../host/pageDriver';
import { hasPage, keyboard } from './keyboard';
import { configure, learned, placeCursor, sleep, until, write } from './support';

describe('suggestions', function () {
  this.timeout(180_000);
  let api: Afterword;

  before(async function () {
    if (!hasPage) this.skip();
    api = await learned();
  });

  afterEach(async () => {
    await keyboard.press('Escape');
    for (const name of ['enabled', 'ghostText', 'list'] as const) await configure(name, undefined);
  });

  const ghost = (text: string) => until(`the ghost text “${text}”`, async () => (await keyboard.ghostText()) === text);

  /** Opens the list and waits for Afterword's rows: those with a probability. */
  async function openList(): Promise<CompletionRow[]> {
    await keyboard.press('Control+Space');
    return until('the list', async () => {
      const rows = probable(await keyboard.completionRows());
      return rows.length > 0 && rows;
    });
  }

  const probable = (rows: readonly CompletionRow[]) => rows.filter(({ description }) => /\d\s?%$/.test(description));
  const share = ({ description }: CompletionRow) => Number.parseFloat(description.replace('<', ''));

  it('shows the next word as ghost text, and Tab accepts it', async () => {
    const { document } = await write('# Today\n\n');
    await keyboard.type('I walked to ');
    await ghost('the');
    await keyboard.press('Tab');
    await until('the word in the document', () => document.getText() === '# Today\n\nI walked to the');
  });

  it('completes the word that has been begun', async () => {
    const { document } = await write('');
    await keyboard.type('I walked to the ri');
    await ghost('ver');
    await keyboard.press('Tab');
    await until('the word in the document', () => document.getText() === 'I walked to the river');
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
    for (const { description } of rows) assert.match(description, /^(<\s)?\d+\.\d\s%$/);
  });

  it('restricts the list to what has been typed, and goes on doing so while typing', async () => {
    const { document } = await write('');
    await keyboard.type('I walked to the ');
    await openList();
    await keyboard.type('ma');
    const rows = await until('the narrower list', async () => {
      const now = probable(await keyboard.completionRows());
      return now.length > 0 && now.every(({ label }) => label.startsWith('ma')) && now;
    });
    assert.equal(rows[0].label, 'market');
    await keyboard.press('Enter');
    await until('the word in the document', () => document.getText() === 'I walked to the market');
  });

  it('expects 昨天 after 我, and 迟到 after 我昨天上学', async () => {
    const { document } = await write('');
    await keyboard.type('我');
    assert.equal((await openList())[0].label, '昨天');
    await keyboard.press('Enter');
    await until('我昨天', () => document.getText() === '我昨天');
    await keyboard.type('上学');
    await ghost('迟到');
    await keyboard.press('Tab');
    await until('我昨天上学迟到', () => document.getText() === '我昨天上学迟到');
  });

  it('never doubles characters when a Chinese word is accepted that has been begun', async () => {
    const { document } = await write('');
    await keyboard.type('我昨天');
    assert.equal((await openList())[0].label, '上学');
    await keyboard.type('上');
    await until('the list for 上', async () => probable(await keyboard.completionRows())[0]?.label === '上学');
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

  it('stays away from the middle of a word and from code', async () => {
    const editor = await write('I walked to river');
    await placeCursor(editor, new vscode.Position(0, 'I walked to r'.length));
    await keyboard.type('i');
    await sleep(700);
    assert.equal(await keyboard.ghostText(), '');
    await placeCursor(await write('```\n\n```\n'), new vscode.Position(1, 0));
    await keyboard.type('I walked to ');
    await sleep(700);
    assert.equal(await keyboard.ghostText(), '');
  });

  it('asks the engine nothing while suggestions are off', async () => {
    const { client } = api;
    let asked = 0;
    const predict = client.predict.bind(client);
    client.predict = (...args) => (asked++, predict(...args));
    try {
      await configure('enabled', false);
      await write('');
      await keyboard.type('I walked to ');
      await keyboard.press('Control+Space');
      await sleep(700);
      assert.equal(asked, 0);
      assert.equal(await keyboard.ghostText(), '');
      await keyboard.press('Escape');
      await configure('enabled', true);
      await keyboard.type('the ');
      await until('a request', () => asked > 0);
    } finally {
      client.predict = predict;
    }
  });

  it('shares one request between ghost text and list', async () => {
    const { client } = api;
    const texts: string[] = [];
    const predict = client.predict.bind(client);
    client.predict = (request, token) => (texts.push(request.text), predict(request, token));
    try {
      await write('');
      await keyboard.type('I walked to ');
      await ghost('the');
      await openList();
      assert.equal(texts.filter((text) => text === 'I walked to ').length, 1);
    } finally {
      client.predict = predict;
    }
  });
});
