// Tags for a note, by keyboard: the command learns them from notes that have some, shows what is probable, and writes what is
// chosen into the note in one step; with too few notes it says what is missing.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/editor/identifiers';
import { hasPage, keyboard } from '../keyboard';
import { allNotesAgain } from '../ownNotes';
import { quickPick, runFromPalette } from '../shown';
import { afterword, bytesOf, configure, inFolder, until, write } from '../support';

const words = {
  kitchen: ['soup', 'flour', 'oven', 'salt', 'onion', 'bread'],
  running: ['shoes', 'miles', 'pace', 'track', 'race', 'sweat'],
} as const;
// Of no notes to the settings, and not hidden: hidden files are never learned.
const folder = ['node_modules', 'tagged-notes'];

/** So many notes with one tag each, in words that tell which. */
async function taggedNotes(count: number) {
  const { fs } = vscode.workspace;
  await fs.createDirectory(inFolder(...folder));
  await fs.delete(inFolder(...folder), { recursive: true });
  for (let i = 0; i < count; i++) {
    const tag = i % 2 === 0 ? 'kitchen' : 'running';
    const said = Array.from({ length: 12 }, (_, w) => `the ${words[tag][(i + w * (1 + (i % 5))) % 6]}`);
    const text = `---\ntags:\n  - ${tag}\n---\n\nWe had ${said.join(' and ')}.\n`;
    await fs.writeFile(inFolder(...folder, `note-${i}.md`), bytesOf(text));
  }
}

describe('suggested tags', function () {
  this.timeout(180_000);
  const text = 'Today the soup had onion and salt, with bread from the oven.\n';

  before(async function () {
    if (!hasPage) this.skip();
    await afterword();
    await configure('include', [`${folder.join('/')}/*.md`]);
    await configure('exclude', []);
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  after(() => allNotesAgain());

  const suggest = () => runFromPalette('Suggest Tags');
  const tagRows = () => quickPick('the tags', (rows) => rows.some(({ description }) => description.includes('%')), 120);

  it('say what is missing where there are too few notes', async () => {
    await taggedNotes(8);
    await write(text);
    await suggest();
    await until('what is missing', async () =>
      (await keyboard.notifications()).some(({ message }) => message.includes('still needed: 12')),
    );
  });

  it('stand in the inspector, which asks for them where none are learnt, with what each word says for them', async () => {
    const { client } = await afterword();
    await taggedNotes(30);
    const { document } = await write(text);
    await vscode.commands.executeCommand(commands.openInspector);
    await until('the tabs', async () => (await keyboard.webviewTexts('[role=tab]')).length > 0);
    await keyboard.webviewClick('#tab-tags');
    const button = '.tag-reasons > .empty button';
    await until('the offer', async () => (await keyboard.webviewTexts(button)).length > 0);
    assert.equal(await client.tagReasons({ text, format: 'markdown' }), null);
    await keyboard.webviewClick(button);
    await tagRows();
    await keyboard.press('Escape');
    const names = await until('the tags in the view', async () => {
      const texts = await keyboard.webviewTexts('#tag-bars .word');
      return texts.length === 2 && texts;
    });
    const reasons = (await client.tagReasons({ text: document.getText(), format: 'markdown' }))!;
    assert.deepEqual(
      names,
      reasons.tags.map(({ tag }) => tag),
    );
    assert.equal(names[0], 'kitchen');
    const percents = (await keyboard.webviewTexts('#tag-bars .probability')).map((each) => parseFloat(each));
    percents.forEach((percent, i) => assert.ok(Math.abs(percent - 100 * reasons.tags[i].probability) < 0.06));
    assert.equal((await keyboard.webviewTexts('#note-reasons .note-line')).join(), text.trim());
    const words = await keyboard.webviewTexts('#note-reasons .reason');
    const soup = words.indexOf('soup');
    await keyboard.webviewClick(`#note-reasons .reason:nth-child(${soup})`);
    await keyboard.press('ArrowRight');
    const said = await until('the numbers of a word', async () => {
      const facts = (await keyboard.webviewTexts('.word-facts')).join();
      return facts.startsWith('soup') && facts;
    });
    const value = reasons.tags[0].contributions[soup];
    assert.ok(value > 0);
    assert.ok(said.includes('speaks for it') && said.includes(`+${Number(value.toPrecision(2))}`), `${said}: ${value}`);
  });

  it('are learnt, listed with probabilities and reasons, and written in one step that can be undone', async () => {
    await taggedNotes(24);
    const editor = await write(text);
    await suggest();
    const [first] = await tagRows();
    assert.equal(first.label, 'kitchen');
    assert.match(first.description, /^\d+\.\d%$/);
    assert.match(first.detail, /speaking for it: .*(soup|onion|salt|bread|oven)/);
    if (!first.checked) {
      await keyboard.press('ArrowDown');
      await keyboard.press('Space');
      await quickPick('the check', ([row]) => row?.checked);
    }
    await keyboard.press('Enter');
    await until('the tag', () => editor.document.getText() !== text);
    assert.equal(editor.document.getText(), `---\ntags:\n  - kitchen\n---\n\n${text}`);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), text);
  });

  it('are a code action on the first line and in the front matter; those of the note are left out', async () => {
    const { document } = await write(`---\ntitle: Soup\ntags: [kitchen]\n---\n\n${text}`);
    const titles = async (line: number) => {
      const range = new vscode.Range(line, 0, line, 0);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
      );
      return actions.map(({ title }) => title);
    };
    await until('the action', async () => (await titles(2)).includes('Suggest tags…'));
    assert.ok(!(await titles(5)).includes('Suggest tags…'));
    await suggest();
    const told = await tagRows();
    assert.ok(!told.some(({ label }) => label === 'kitchen'));
    await keyboard.press('Escape');
  });
});
