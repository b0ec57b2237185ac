// A model is exported, imported and deleted by keys alone, in VS Code's own dialogs: which it does not show where it runs
// tests itself.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../host/browser';
import { installHost } from '../host/install';
import { learn, waitForAfterword } from '../host/learning';
import { temporaryNotes } from '../host/notes';
import type { QuickPickRow } from '../host/pageDriver';
import { projectRoot } from '../host/paths';
import { startServer, type Server } from '../host/server';
import { waitUntil } from '../host/waiting';
import { openWorkbench, type Workbench } from '../host/workbench';

const fileName = 'LSTM 1 × 32.safetensors';

describe('a model, in the dialogs of VS Code', function () {
  this.timeout(180_000);
  const notes = temporaryNotes();
  const file = path.join(notes.folder, fileName);
  let browser: Browser;
  let server: Server;
  let window: Workbench;

  before(async () => {
    const settings = { 'afterword.training.hiddenSize': 32, 'afterword.training.minutes': 0.1 };
    server = await startServer(await installHost(console.log), { settings });
    browser = await launchBrowser(console.log);
    const { folder, note } = notes;
    window = await openWorkbench(browser, server, { folder, openFile: note, developmentPath: projectRoot });
    await waitForAfterword(window);
    await learn(window, 60, () => undefined);
  });
  after(async () => {
    await browser?.close();
    server?.stop();
    notes.remove();
  });

  /** Answers the question with the answer that has the focus. */
  async function agree(answer: string) {
    const read = () => window.dialogButtons();
    await waitUntil(`the answer ${answer}`, 30, read, (answers) => answers.includes(answer));
    await window.press('Enter');
    await waitUntil('the end of the question', 10, read, ({ length }) => length === 0);
  }

  async function goTo(what: string, wanted: (label: string) => boolean) {
    const found = (rows: readonly QuickPickRow[]) => rows.some(({ label }) => wanted(label));
    const rows = await waitUntil(what, 30, () => window.quickPickRows(), found);
    for (let down = rows.findIndex(({ label }) => wanted(label)); down > 0; down--) await window.press('ArrowDown');
    await window.press('Enter');
  }

  const pathEndsWith = (ending: string) =>
    waitUntil(
      'the path',
      30,
      () => window.quickInput(),
      (text) => text?.endsWith(ending) === true,
    );

  it('is exported, after what it may give away has been said', async () => {
    await window.runCommand('Afterword: Export Model…', 'afterword.exportModel');
    await agree('Export…');
    await pathEndsWith(fileName);
    await window.press('Enter');
    await waitUntil('the file', 30, () => Promise.resolve(fs.existsSync(file)), Boolean);
  });

  it('is imported and used, and the one before is kept', async () => {
    await window.runCommand('Afterword: Import Model…', 'afterword.importModel');
    await pathEndsWith('/');
    await window.type(fileName);
    await pathEndsWith(fileName);
    await window.press('Enter');
    const messages = async () => (await window.notifications()).map(({ message }) => message).join();
    await waitUntil('the model in use', 30, messages, (text) => text.includes('The model “LSTM 1 × 32” is in use.'));
  });

  it('is deleted after a question', async () => {
    await window.runCommand('Afterword: Models…', 'afterword.showModels');
    const models = async () => (await window.quickPickRows()).filter(({ detail }) => detail.includes('words known'));
    const before = await waitUntil('two models', 30, models, ({ length }) => length === 2);
    for (const key of ['ArrowDown', 'Enter']) await window.press(key);
    await goTo('what can be done', (label) => label === 'Delete…');
    await agree('Delete');
    await window.runCommand('Afterword: Models…', 'afterword.showModels');
    const left = await waitUntil('one model', 30, models, ({ length }) => length === 1);
    assert.deepEqual(left, before.slice(0, 1));
  });
});
