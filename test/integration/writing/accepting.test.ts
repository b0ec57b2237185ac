// The ways to take what is suggested, and what the writer's own keys go on doing meanwhile: keys are pressed in the real page,
// and what counts is what stands in the document.

import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { keyboard } from '../keyboard';
import { writesWithOwnNotes } from '../ownNotes';
import { ghost, openList } from '../shown';
import { configure, until, write } from '../support';

describe('accepting', function () {
  this.timeout(180_000);
  writesWithOwnNotes({ ghostShare: 100 });

  /** Takes the sentence, which is shown first and ends so. */
  async function takeSentence({ document }: vscode.TextEditor, end: string) {
    const before = document.getText();
    await keyboard.press('Control+K');
    await keyboard.press('.');
    const shown = await until('the sentence', async () => {
      const text = await keyboard.ghostText();
      return text.endsWith(end) && text;
    });
    assert.equal(document.getText(), before);
    await keyboard.press('Control+K');
    await keyboard.press('.');
    await until('the sentence in the document', () => document.getText() === before + shown);
  }

  it('takes ghost text over several words word by word', async () => {
    const { document } = await write('');
    await keyboard.type('I walked ');
    const shown = await ghost('to the ');
    await keyboard.press('Control+ArrowRight');
    await until('the first word', () => document.getText() === 'I walked to');
    await ghost(shown.slice('to'.length));
    await keyboard.press('Control+ArrowRight');
    await until('the second word', () => document.getText() === 'I walked to the');
  });

  it('takes Chinese ghost text segment by segment', async () => {
    const { document } = await write('');
    await keyboard.type('我');
    const shown = await ghost('昨天上学');
    await keyboard.press('Control+ArrowRight');
    await until('我昨天', () => document.getText() === '我昨天');
    await ghost(shown.slice('昨天'.length));
    await keyboard.press('Control+ArrowRight');
    await until('我昨天上学', () => document.getText() === '我昨天上学');
  });

  it('takes all to the end of the sentence, in English and Chinese: shown with one key, taken with the same', async () => {
    await configure('ghostShare', 1);
    for (const [beginning, end] of [
      ['I walked to the ', '.'],
      ['我昨天', '。'],
    ]) {
      const editor = await write('');
      await keyboard.type(beginning);
      await takeSentence(editor, end);
    }
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

  it('puts a space between English words, none between Chinese ones, and where both meet as the notes have it', async () => {
    for (const words of [
      ['I walked ', 'to', ' the'],
      ['老师在', '用', 'Python', '写书。'],
      ['妈妈晚上', '用', ' iPad', ' 看书。'],
    ]) {
      const { document } = await write('');
      let text = words[0];
      await keyboard.type(text);
      for (const word of words.slice(1)) {
        await ghost(word);
        await keyboard.press('Control+ArrowRight');
        await until(`${word} behind ${text}`, () => document.getText() === text + word, 10);
        text += word;
      }
    }
  });

  it('leaves Enter, Space and digits to the writer while ghost text is shown', async () => {
    for (const [key, typed] of [
      ['Enter', '\n'],
      ['Space', ' '],
      ['1', '1'],
    ]) {
      const { document } = await write('');
      await keyboard.type('I walked ');
      await ghost('to');
      await keyboard.press(key);
      await until(`what ${key} types`, () => document.getText() === `I walked ${typed}`, 5);
    }
  });

  it('leaves Space and digits to the writer while the list is open', async () => {
    for (const [key, typed] of [
      ['Space', ' '],
      ['1', '1'],
    ]) {
      const { document } = await write('');
      await keyboard.type('I walked ');
      await openList();
      await keyboard.press(key);
      await until(`what ${key} types`, () => document.getText() === `I walked ${typed}`, 5);
    }
  });
});
