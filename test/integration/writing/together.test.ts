// Afterword beside other extensions: a stand-in (test/companion) contributes what those do that people write notes with,
// and both have to live together.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { keyboard } from '../keyboard';
import { writesWithOwnNotes } from '../ownNotes';
import { ghost, ghostGone, openList } from '../shown';
import { configure, sleep, until, whileWatched, write } from '../support';

interface Companion {
  readonly pressed: string[];
  inList(is: boolean): Promise<void>;
  /** Gives what ends it. */
  vim(): Promise<() => Promise<void>>;
  ghostText(text: string): vscode.Disposable;
  word(label: string, sortText: string): vscode.Disposable;
  /** Marks every such word. */
  marks(word: string): vscode.Disposable;
}

describe('together with others', function () {
  this.timeout(180_000);
  let companion: Companion;
  writesWithOwnNotes({ ghostShare: 100 });

  before(async () => {
    const extension = vscode.extensions.getExtension<Companion>('test.companion');
    assert.ok(extension, 'the stand-in is not installed here');
    companion = await extension.activate();
  });

  beforeEach(() => (companion.pressed.length = 0));

  it('of Markdown All in One: Tab takes what is shown, and is its own where nothing is; Enter is always its own', async () => {
    await companion.inList(true);
    try {
      const { document } = await write('- ');
      await keyboard.type('I walked to ');
      await ghost('the');
      await keyboard.press('Tab');
      await until('what was shown', () => document.getText().startsWith('- I walked to the'));
      assert.deepEqual(companion.pressed, []);
      await keyboard.type('. I walked ');
      await ghost('to');
      await keyboard.press('Enter');
      await until('its Enter', () => companion.pressed.includes('listEnter'));
      assert.match(document.getText(), /I walked $/);
      await keyboard.press('Escape');
      await ghostGone();
      await keyboard.press('Tab');
      await until('its Tab', () => companion.pressed.includes('listTab'));
    } finally {
      await companion.inList(false);
    }
  });

  it('of Vim: what is typed through its own command is gone on from in insert mode, and no key is taken in normal mode', async () => {
    const { document } = await write('');
    const end = await companion.vim();
    try {
      await keyboard.type('I walked ');
      await ghost('to');
      await keyboard.press('Tab');
      await until('what was shown', () => document.getText().startsWith('I walked to'));
      await keyboard.type('. I walked ');
      await ghost('to');
      const text = document.getText();
      await whileWatched(async (texts) => {
        await keyboard.press('Escape');
        await ghostGone();
        for (const key of ['j', 'd', 'w', 'Tab']) await keyboard.press(key);
        await until('its keys', () => companion.pressed.length === 4);
        await sleep(300);
        assert.deepEqual(companion.pressed, ['j', 'd', 'w', 'vimTab']);
        assert.equal(document.getText(), text);
        assert.equal(await keyboard.ghostText(), '');
        assert.deepEqual(texts, []);
      });
    } finally {
      await end();
    }
  });

  it('of Copilot: where both have ghost text one is shown, the other is a key away, and Tab and Ctrl+Right take of what is shown', async () => {
    const other = companion.ghostText('SOMETHING ELSE');
    try {
      for (const [key, wanted] of [
        ['Tab', 'to'],
        ['Tab', 'SOMETHING ELSE'],
        ['Control+ArrowRight', 'to'],
        ['Control+ArrowRight', 'SOMETHING'],
      ]) {
        const { document } = await write('');
        await keyboard.type('I walked ');
        await until('ghost text', async () => (await keyboard.ghostText()) !== '');
        await until(`the ghost text “${wanted}”`, async () => {
          if ((await keyboard.ghostText()).startsWith(wanted)) return true;
          await keyboard.press('Alt+]');
          await sleep(100);
          return false;
        });
        await keyboard.press(key);
        await until(`${wanted} in the document`, () => document.getText().startsWith(`I walked ${wanted}`), 5);
        if (key !== 'Tab') assert.equal(document.getText(), `I walked ${wanted}`);
      }
    } finally {
      other.dispose();
    }
  });

  it('of VS Code’s word-based suggestions: they stand in the list where ours is off, and ours alone where it is on', async () => {
    const settings = vscode.workspace.getConfiguration('editor');
    const wanted = (value: string | undefined) =>
      settings.update('wordBasedSuggestions', value, vscode.ConfigurationTarget.Global);
    const name = async () => (await keyboard.completionRows()).filter(({ label }) => label === 'Zebulonia');
    await wanted('matchingDocuments');
    try {
      await write('Yesterday Zebulonia came by. ');
      await keyboard.type('Ze');
      await openList();
      assert.match((await name()).map(({ description }) => description).join(), /^[\d.]+\s?%$/);
      await keyboard.press('Escape');
      await configure('list', false);
      await keyboard.type('b');
      await keyboard.press('Control+Space');
      await until('the name in the list', async () => (await name()).some(({ description }) => description === ''), 10);
    } finally {
      await wanted(undefined);
    }
  });

  it('of LTeX: what it marks stays marked, and its quick fix is there, while ghost text comes behind', async () => {
    const marks = companion.marks('walkd');
    try {
      const { document } = await write('');
      await keyboard.type('We walkd. I walked ');
      await ghost('to');
      const marked = () => vscode.languages.getDiagnostics(document.uri).map(({ range }) => document.getText(range));
      assert.deepEqual(marked(), ['walkd']);
      await keyboard.press('Tab');
      await until('what was shown', () => document.getText().startsWith('We walkd. I walked to'));
      assert.deepEqual(marked(), ['walkd']);
      const place = new vscode.Range(0, 4, 0, 4);
      const command = 'vscode.executeCodeActionProvider';
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(command, document.uri, place);
      assert.ok(actions.some(({ title }) => title === 'Use walked'));
    } finally {
      marks.dispose();
    }
  });

  it('of Foam: words for the list that are ordered otherwise stand in it beside ours, with their probabilities', async () => {
    const words = ['aardvark', 'zebra'].map((word) => companion.word(word, word === 'zebra' ? '!' : '~'));
    try {
      await write('');
      await keyboard.type('I walked ');
      const ours = (await openList()).map(({ label }) => label);
      assert.ok(ours.includes('to'), ours.join());
      const labels = (await keyboard.completionRows()).map(({ label }) => label);
      assert.ok(labels.includes('zebra'), labels.join());
    } finally {
      for (const word of words) word.dispose();
    }
  });
});
