// Writing on from the caret, by keyboard: drafts come into a panel beside the note, and what is accepted stands in the note,
// at the place that it was written for.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { keyboard } from '../keyboard';
import { writesWithOwnNotes } from '../ownNotes';
import { until, write } from '../support';

const start = '# A day by the water\n\nI walked to ';

describe('drafts', function () {
  this.timeout(180_000);
  let editor: vscode.TextEditor;
  writesWithOwnNotes();

  beforeEach(async () => {
    editor = await write(start);
    await keyboard.press('Control+K');
    await keyboard.press('G');
    await until('the drafts', async () => {
      const states = await keyboard.webviewAttributes('.draft', 'data-state');
      return states.length === 3 && states.every((state) => state === 'written');
    });
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const text = () => editor.document.getText();

  /** The first draft, as it is shown. */
  async function firstDraft(): Promise<string> {
    const [draft] = await keyboard.webviewTexts('.draft:nth-child(1) .draft-text');
    return draft;
  }

  it('come side by side, each another text, in the words of the notes', async () => {
    const drafts = await keyboard.webviewTexts('.draft .draft-text');
    assert.equal(new Set(drafts).size, 3, drafts.join('|'));
    for (const draft of drafts) assert.ok(draft.length > 100, draft);
    assert.match((await keyboard.webviewTexts('header .caption'))[0], /writing-.*line 3/);
    assert.equal(text(), start);
  });

  it('are accepted by word and by sentence from the keyboard, each in one step that can be undone', async () => {
    const draft = await firstDraft();
    // The focus is on the draft: its buttons follow.
    for (const key of ['Tab', 'Tab', 'Tab', 'Enter']) await keyboard.press(key);
    await until('a word', () => text().length > start.length);
    const word = text().slice(start.length);
    assert.match(word, /^\S+$/);
    assert.ok(draft.startsWith(word), `${word} of ${draft}`);
    await until('the word to be marked', async () => (await keyboard.webviewTexts('.accepted'))[0] === word, 5);
    for (const key of ['Shift+Tab', 'Enter']) await keyboard.press(key);
    await until('the sentence', () => text().length > start.length + word.length);
    const sentence = text().slice(start.length);
    assert.ok(draft.startsWith(sentence), sentence);
    await keyboard.press('Escape');
    await until('the focus in the note', () => vscode.window.activeTextEditor?.document === editor.document);
    await vscode.commands.executeCommand('undo');
    assert.equal(text(), start + word);
    await vscode.commands.executeCommand('undo');
    assert.equal(text(), start);
    await until('nothing to be marked', async () => (await keyboard.webviewTexts('.accepted'))[0] === '', 5);
  });

  it('are accepted as a whole, which leads back to the note, with the caret behind it', async () => {
    const draft = await firstDraft();
    for (const key of ['Tab', 'Enter']) await keyboard.press(key);
    await until('the draft', () => text() === start + draft);
    await until('the focus in the note', () => vscode.window.activeTextEditor?.document === editor.document);
    const { document, selection } = vscode.window.activeTextEditor!;
    assert.equal(document.offsetAt(selection.active), text().length);
    await keyboard.type('!');
    assert.equal(text(), `${start}${draft}!`);
  });

  it('find their place when the note has changed around it, and insert nothing where it is gone', async () => {
    const line = '\nA line more.\n';
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), line));
    await keyboard.webviewClick('.draft:nth-child(2) .accept-word');
    const moved = start.replace('\n', `\n${line}`);
    await until('a word', () => text().startsWith(moved) && text().length > moved.length);
    const place = new vscode.Range(
      editor.document.positionAt(moved.length - 6),
      editor.document.positionAt(moved.length),
    );
    await editor.edit((edit) => edit.replace(place, ' ran to'));
    const changed = text();
    const isFound = async () => (await keyboard.webviewTexts('header .draft-note:not([hidden])')).length === 0;
    await until('the place to be gone', async () => !(await isFound()), 5);
    const accepts = await keyboard.webviewAttributes('.accept-sentence', 'aria-disabled');
    assert.deepEqual(accepts, ['true', 'true', 'true']);
    assert.equal(text(), changed);
    await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
    await vscode.commands.executeCommand('undo');
    await until('the place', isFound, 5);
  });

  it('are drawn again by another seed, one alone', async () => {
    const [first, second] = await keyboard.webviewTexts('.draft .draft-text');
    await keyboard.webviewClick('.draft:nth-child(1) .again');
    const again = await until('another draft', async () => {
      const texts = await keyboard.webviewTexts('.draft .draft-text');
      const states = await keyboard.webviewAttributes('.draft', 'data-state');
      return states[0] === 'written' && texts[0] !== first && texts;
    });
    assert.equal(again[1], second);
    assert.match((await keyboard.webviewTexts('.draft:nth-child(1) .draft-seed'))[0], /4/);
  });
});
