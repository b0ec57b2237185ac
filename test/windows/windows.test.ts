// Two windows of the real VS Code on one folder share its model: one learns, the other answers from it and says who learns;
// when the first is killed, the second takes over.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Browser } from 'playwright-core';
import { isAlive } from '../../src/engine/folderLock';
import { launchBrowser } from '../host/browser';
import { installHost } from '../host/install';
import { waitForAfterword } from '../host/learning';
import { temporaryNotes } from '../host/notes';
import { projectRoot } from '../host/paths';
import { startServer, type Server } from '../host/server';
import { waitUntil } from '../host/waiting';
import { openWorkbench, type Workbench } from '../host/workbench';

const goOn = 'Afterword: Go On Learning';

describe('two windows on one folder', function () {
  this.timeout(180_000);
  const notes = temporaryNotes();
  let browser: Browser;
  let server: Server;

  before(async function () {
    // Who is whose parent is asked of ps.
    if (process.platform === 'win32') return this.skip();
    const settings = {
      // So slow that it learns on until the second window is there.
      'afterword.training.hiddenSize': 256,
      'afterword.training.threads': 1,
      'afterword.training.minutes': 30,
    };
    server = await startServer(await installHost(console.log), { settings });
    browser = await launchBrowser(console.log);
  });
  after(async () => {
    await browser?.close();
    server?.stop();
    notes.remove();
  });

  async function open(): Promise<Workbench> {
    const { folder, note } = notes;
    const window = await openWorkbench(browser, server, { folder, openFile: note, developmentPath: projectRoot });
    await waitForAfterword(window);
    return window;
  }

  const status = (window: Workbench, what: RegExp) =>
    waitUntil(
      `${what} in the status bar`,
      60,
      async () => (await window.statusItem('afterword.status')) ?? '',
      (text) => what.test(text),
    );
  const message = async (window: Workbench, what: RegExp): Promise<string> => {
    const read = async () =>
      (await window.notifications()).map((shown) => shown.message).find((text) => what.test(text));
    return (await waitUntil(`a message like ${what}`, 30, read, (text) => text !== undefined))!;
  };

  it('share its model, and take turns at teaching it', async () => {
    const first = await open();
    await first.runCommand('Afterword: Learn from This Folder', 'afterword.learn');
    await status(first, /perplexity/);
    // That writes a checkpoint.
    await first.runCommand('Afterword: Pause Learning');
    await status(first, /Paused/);
    await first.runCommand(goOn);
    await status(first, /words\/s/);

    const second = await open();
    await second.focusEditor();
    // The heat map is the network's alone.
    await second.runCommand('Afterword: Toggle Heat Map');
    await waitUntil(
      'colours of the heat map',
      30,
      () => second.editorColours(),
      (colours) => colours.length > 2,
    );
    await second.runCommand(goOn);
    const refused = await message(second, /Another window is learning with this model/);
    const engine = Number(/process (\d+)/.exec(refused)?.[1]);
    assert.ok(isAlive(engine), refused);
    await status(first, /words\/s/);

    const host = Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(engine)], { encoding: 'utf8' }));
    assert.ok(host > 1);
    process.kill(host, 'SIGKILL');
    await first.page.close();
    await waitUntil(
      'the end of its engine',
      10,
      () => Promise.resolve(isAlive(engine)),
      (alive) => !alive,
    );
    await second.runCommand(goOn);
    await status(second, /Learning \d/);
  });
});
