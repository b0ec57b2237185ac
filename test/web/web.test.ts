// Afterword as a web extension, in the extension host of VS Code that is a worker of the browser, where the engine is one too:
// it counts, suggests and learns, and what it has learnt is there when the page is loaded again.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../host/browser';
import { installHost } from '../host/install';
import { listAtCursor, openInspector, suggestAfter, waitForAfterword } from '../host/learning';
import { temporaryNotes } from '../host/notes';
import { startServer, type Server } from '../host/server';
import { waitUntil } from '../host/waiting';
import { inThePage, webExtension } from '../host/webExtension';
import { openWorkbench, Workbench } from '../host/workbench';

const goOn = 'Afterword: Go On Learning';

describe('as a web extension', function () {
  this.timeout(180_000);
  const notes = temporaryNotes();
  const extension = webExtension();
  // Of this page: its server keeps what a browser would.
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-host-'));
  let browser: Browser;
  let server: Server;
  let window: Workbench;

  before(async () => {
    const settings = {
      ...inThePage,
      'afterword.ghostText.share': 100,
      'afterword.training.hiddenSize': 32,
      'afterword.training.minutes': 5,
    };
    server = await startServer(await installHost(console.log), { settings, dataFolder: data });
    browser = await launchBrowser(console.log);
    const { folder, note } = notes;
    window = await openWorkbench(browser, server, { folder, openFile: note, developmentPath: extension.folder });
    await waitForAfterword(window);
  });
  after(async () => {
    await browser?.close();
    server?.stop();
    notes.remove();
    extension.remove();
    fs.rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });

  const status = (what: RegExp, seconds = 60) =>
    waitUntil(
      `${what} in the status bar`,
      seconds,
      async () => (await window.statusItem('afterword.status')) ?? '',
      (text) => what.test(text),
    );

  const message = (where: Workbench, what: RegExp) =>
    waitUntil(
      `a message like ${what}`,
      30,
      async () => (await where.notifications()).map((shown) => shown.message).join(),
      (text) => what.test(text),
    );

  it('counts the notes and suggests from them', async () => {
    await status(/\d notes/);
    assert.equal((await suggestAfter(window, '我'))[0], '昨');
    const [first] = await listAtCursor(window);
    assert.match(first.label, /^昨天/);
    assert.match(first.description, /^[\d.]+\s?%$/);
    await window.press('Escape');
    await window.press('Escape');
  });

  it('has its suggestions accepted with Tab, and a Chinese word at a time', async () => {
    const lines = async () => (await window.documentText(notes.note!)).trimEnd().split('\n');
    const accepted = async (beginning: string, key: string) => {
      const { length } = await lines();
      await suggestAfter(window, beginning);
      // What comes at once may still be another one's.
      await window.page.waitForTimeout(500);
      const ghost = await window.ghostText();
      await window.press(key);
      const isMore = (all: readonly string[]) => all.length > length && all.at(-1) !== beginning;
      const line = (await waitUntil('more than was typed', 15, lines, isMore)).at(-1)!;
      await window.press('Escape');
      assert.ok(line.startsWith(beginning) && `${beginning}${ghost}`.startsWith(line), `${line} of ${ghost}`);
      return { ghost, text: line.slice(beginning.length) };
    };
    assert.equal((await accepted('我', 'Control+ArrowRight')).text, '昨天');
    const { ghost, text } = await accepted('我', 'Tab');
    assert.equal(text, ghost);
  });

  it('asks for nothing while it is off', async () => {
    const item = window.page.locator('.statusbar-item[id$="afterword.status"]');
    await window.runCommand('Afterword: Switch Suggestions On or Off');
    await item.locator('.codicon-circle-slash').waitFor();
    await window.focusEditor();
    await window.press('Enter');
    await window.type('我');
    await window.page.waitForTimeout(800);
    assert.equal(await window.ghostText(), '');
    await window.runCommand('Afterword: Switch Suggestions On or Off');
    await item.locator('.codicon-book').waitFor();
    assert.notEqual(await suggestAfter(window, '我'), '');
    await window.press('Escape');
  });

  it('learns, and can be paused', async () => {
    await window.runCommand('Afterword: Learn from This Folder', 'afterword.learn');
    await status(/perplexity/);
    await window.runCommand('Afterword: Pause Learning');
    await status(/Paused/);
  });

  it('answers in a second window as well, which says who learns', async () => {
    const opened = window.page.waitForEvent('popup');
    await window.page.evaluate(() => void open(location.href));
    const second = new Workbench(await opened);
    await second.ready(true);
    await waitForAfterword(second);
    await networkAnswers(second);
    await second.runCommand(goOn);
    await message(second, /Another window is learning with this model.*process \d+ on this browser/);
    await second.close();
  });

  it('pauses where the storage cannot be written, goes on answering, and loses nothing of what was stored before', async () => {
    await window.runCommand(goOn);
    await status(/words\/s/);
    const model = fs
      .readdirSync(data, { recursive: true, encoding: 'utf8' })
      .find((name) => name.endsWith(path.join('afterword.afterword', 'model')));
    assert.ok(model, 'the model is not stored here');
    const [folder, aside] = [path.join(data, model), path.join(data, 'aside')];
    fs.renameSync(folder, aside);
    fs.writeFileSync(folder, 'in the way');
    // That saves.
    await window.runCommand('Afterword: Pause Learning');
    await message(window, /The model cannot be saved, so learning has paused/);
    await networkAnswers(window);
    await window.runCommand('Afterword: Toggle Heat Map');
    fs.rmSync(folder);
    fs.renameSync(aside, folder);
    await window.page.reload();
    await window.ready(true);
    await waitForAfterword(window);
    await networkAnswers(window);
  });

  it('goes on, and has what it has learnt when the page is loaded again', async () => {
    await window.runCommand(goOn);
    await status(/words\/s/);
    await window.runCommand('Afterword: Stop Learning');
    await status(/^(?!.*(Learning|Paused|%))/);
    await window.page.reload();
    await window.ready(true);
    await waitForAfterword(window);
    await networkAnswers(window);
  });

  it('shows in the inspector what it has read, how it learnt, and what it expects', async () => {
    const { probabilities, expected } = await openInspector(window);
    assert.ok(probabilities.length > 3 && expected.length > 1);
    const told = () => window.webviewAttributes('#loss-chart', 'aria-label');
    await waitUntil('the loss in the inspector', 15, told, ([text]) => /\d/.test(text ?? ''));
    await window.runCommand('View: Close Editor');
  });

  it('erases everything, and nothing of it is there when the page is loaded again', async () => {
    await window.runCommand('Afterword: Erase Everything');
    await window.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Erase Everything' }).click();
    await status(/notes/);
    await window.page.reload();
    await window.ready(true);
    await waitForAfterword(window);
    await window.runCommand(goOn);
    await message(window, /There is nothing to go on from yet/);
  });
});

/** The heat map is the network's alone. */
async function networkAnswers(window: Workbench): Promise<void> {
  await window.focusEditor();
  await window.runCommand('Afterword: Toggle Heat Map');
  await waitUntil(
    'colours of the heat map',
    60,
    () => window.editorColours(),
    (colours) => colours.length > 2,
  );
}
