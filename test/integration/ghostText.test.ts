// When ghost text comes and when it stays away, and the ways to take it: keys are pressed in the real page.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/editor/identifiers';
import type { Afterword } from '../../src/extension';
import { hasPage, keyboard } from './keyboard';
import { allNotesAgain, configure, learned, onlyOwnNotes, sleep, until, whileWatched, write } from './support';

const names = ['ghostShare', 'ghostWhen', 'ghostDelay', 'inCode', 'never', 'pinned'] as const;

describe('ghost text', function () {
  this.timeout(180_000);
  let api: Afterword;

  before(async function () {
    if (!hasPage) this.skip();
    api = await learned();
    await onlyOwnNotes(api);
  });

  after(() => allNotesAgain());

  beforeEach(() => configure('ghostShare', 100));

  afterEach(async () => {
    await keyboard.press('Escape');
    for (const name of names) await configure(name, undefined);
  });

  /** Ghost text that begins so. */
  const ghost = (text: string) =>
    until(`the ghost text “${text}”`, async () => {
      const shown = await keyboard.ghostText();
      return shown.startsWith(text) && shown;
    });
  const noGhost = async () => {
    await sleep(500);
    assert.equal(await keyboard.ghostText(), '');
  };

  it('comes only on demand in manual mode, whatever it is sure of, and asks nothing before', async () => {
    await configure('ghostWhen', 'manual');
    await configure('ghostShare', 1);
    await write('');
    await whileWatched(api, async (texts) => {
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
    await whileWatched(api, async (texts) => {
      await keyboard.type('I walked to ');
      assert.deepEqual(texts, []);
      await ghost('the');
      assert.deepEqual(texts, ['I walked to ']);
    });
  });

  it('does not come right after Backspace, and comes with the next key', async () => {
    await write('');
    await keyboard.type('I walkedx');
    await whileWatched(api, async (texts) => {
      await keyboard.press('Backspace');
      await noGhost();
      assert.deepEqual(texts, []);
    });
    await keyboard.type(' ');
    await ghost('to');
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

  it('stays away from front matter and math, unless it is wished there', async () => {
    for (const text of ['---\ntitle: ', 'So $x = ']) {
      await write(text);
      await keyboard.type('I walked to ');
      await noGhost();
    }
    await configure('inCode', true);
    await write('So $x = ');
    await keyboard.type('I walked to ');
    await ghost('the');
  });

  it('is taken to the end of the sentence: shown with one key, taken with the same', async () => {
    await configure('ghostShare', 1);
    const { document } = await write('');
    await keyboard.type('I walked to the ');
    await keyboard.press('Control+K');
    await keyboard.press('.');
    const shown = await until('the sentence', async () => {
      const text = await keyboard.ghostText();
      return text.endsWith('.') && text;
    });
    assert.equal(document.getText(), 'I walked to the ');
    await keyboard.press('Control+K');
    await keyboard.press('.');
    await until('the sentence in the document', () => document.getText() === `I walked to the ${shown}`);
  });

  it('leaves no space behind what is taken: the space or the mark that is typed next stands right', async () => {
    const { document } = await write('');
    await keyboard.type('I walked ');
    await ghost('to the');
    await keyboard.press('Control+ArrowRight');
    await until('the word', () => document.getText() === 'I walked to');
    await keyboard.type(' ');
    await ghost('the');
    await keyboard.press('Control+ArrowRight');
    await until('the next word', () => document.getText() === 'I walked to the');
    await keyboard.type(',');
    await until('the comma', () => document.getText() === 'I walked to the,');
  });

  it('never is a word that has been chosen as one not to suggest, neither in the list', async () => {
    await write('');
    await keyboard.type('My sister ');
    await ghost('wrote');
    void vscode.commands.executeCommand(commands.neverSuggest);
    const rows = () => keyboard.quickPickRows();
    await until('the words', async () => (await rows()).some(({ label }) => label === 'wrote'));
    await keyboard.strike([...'Wrote'].map((key) => ({ key, wait: 0 })));
    await until('what is typed', async () => (await rows())[0]?.label === 'Wrote');
    await keyboard.press('Enter');
    const words = () => vscode.workspace.getConfiguration('afterword').get<string[]>('neverSuggest');
    await until('the setting', () => words()?.includes('Wrote'));
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await write('');
    await whileWatched(api, async (texts) => {
      await keyboard.type('My sister ');
      await until('a request', () => texts.includes('My sister '));
      await sleep(500);
      assert.doesNotMatch(await keyboard.ghostText(), /wrote/);
    });
    await keyboard.press('Control+Space');
    const labels = await until('the list', async () => {
      const shown = (await keyboard.completionRows()).map(({ label }) => label);
      return shown.length > 0 && shown;
    });
    assert.ok(!labels.includes('wrote'), labels.join());
  });

  it('is a pinned phrase as soon as its beginning is typed, which the list marks as pinned', async () => {
    await configure('pinned', ['Kind regards, Ada']);
    const { document } = await write('');
    await keyboard.type('Kin');
    await ghost('d regards, Ada');
    await keyboard.press('Control+Space');
    const [row] = await until('the list', async () => {
      const shown = await keyboard.completionRows();
      return shown.length > 0 && shown;
    });
    assert.deepEqual([row.label, row.description], ['Kind regards, Ada', 'pinned']);
    await keyboard.press('Enter');
    await until('the phrase', () => document.getText() === 'Kind regards, Ada');
  });
});
