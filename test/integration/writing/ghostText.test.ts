// When ghost text comes and when it stays away: keys are pressed in the real page.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { keyboard } from '../keyboard';
import { writesWithOwnNotes } from '../ownNotes';
import { ghost, ghostGone, listRows, noGhost, openList } from '../shown';
import { configure, placeCursor, sleep, until, whileWatched, write } from '../support';

describe('ghost text', function () {
  this.timeout(180_000);
  writesWithOwnNotes({ ghostShare: 100 });

  it('comes only on demand in manual mode, whatever it is sure of, and asks nothing before', async () => {
    await configure('ghostWhen', 'manual');
    await configure('ghostShare', 1);
    await write('');
    await whileWatched(async (texts) => {
      await keyboard.type('My sister ');
      await sleep(500);
      assert.deepEqual(texts, []);
      await keyboard.press('Alt+\\');
      await ghost('wrote');
    });
  });

  it('comes after a delay, and asks nothing while keys come faster', async () => {
    await configure('ghostDelay', 1000);
    await write('');
    await whileWatched(async (texts) => {
      await keyboard.type('I walked to ');
      assert.deepEqual(texts, []);
      await ghost('the');
      assert.deepEqual(texts, ['I walked to ']);
    });
  });

  it('does not come right after Backspace, and comes with the next key', async () => {
    await write('');
    await whileWatched(async (texts) => {
      await keyboard.type('I walkedx');
      await until('the last request', () => texts.at(-1) === 'I walkedx');
      await keyboard.press('Backspace');
      await noGhost();
      assert.equal(texts.at(-1), 'I walkedx');
      await keyboard.type(' ');
      await ghost('to');
    });
  });

  it('is not shown while an input method composes, and is when the characters stand there', async () => {
    const { document } = await write('');
    await keyboard.type('我');
    await ghost('昨天');
    await keyboard.compose(['z', 'zu', 'zuo'], '');
    await until('what is composed', () => document.getText() === '我zuo');
    await noGhost();
    await keyboard.compose([], '昨天');
    await ghost('上学');
  });

  it('comes where it is surest: at hardly any word where little is wanted, and at every one where all is', async () => {
    await configure('ghostShare', 1);
    await write('');
    await whileWatched(async (texts) => {
      await keyboard.type('Perhaps ');
      await until('a request', () => texts.includes('Perhaps '));
      await noGhost();
    });
    await configure('ghostShare', 100);
    await keyboard.type('I ');
    await ghost('walked');
  });

  it('stays away while the list is open, and comes with the next word when it is closed', async () => {
    await write('');
    await keyboard.type('I walked ');
    await ghost('to');
    await openList();
    await ghostGone();
    await keyboard.type('t');
    await until('the narrower list', async () => (await listRows()).every(({ label }) => /^t/i.test(label)));
    await noGhost();
    await keyboard.press('Escape');
    await keyboard.type('o ');
    await ghost('the');
  });

  it('stays away from the middle of a word', async () => {
    const editor = await write('I walked to river');
    await placeCursor(editor, new vscode.Position(0, 'I walked to r'.length));
    await keyboard.type('i');
    await noGhost();
  });

  it('stays away from code, front matter, addresses and math, unless it is wished there', async () => {
    const places = ['```\n', '---\ntitle: ', '[here](https://example.org/', 'So $x = '];
    for (const wished of [false, true]) {
      await configure('inCode', wished);
      for (const place of places) {
        await write(place);
        await keyboard.type('I walked to ');
        if (wished) await ghost('the');
        else await noGhost();
      }
    }
  });
});
