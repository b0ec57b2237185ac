// Install, walkthrough, write, accept, learn, inspect, switch off, erase: each done with keys alone, looked at, and timed.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { launchBrowser } from '../host/browser';
import type { Host } from '../host/install';
import type { DisplayLanguage } from '../host/languages';
import { listAtCursor, waitForAfterword } from '../host/learning';
import { temporaryNotes } from '../host/notes';
import { projectRoot } from '../host/paths';
import { startServer } from '../host/server';
import { waitUntil } from '../host/waiting';
import { openWorkbench } from '../host/workbench';
import { Keys } from './keys';

export interface Newcomer {
  readonly language: DisplayLanguage;
  /** The file of the manifest's strings in that language. */
  readonly strings: string;
  readonly theme: string;
  /** That is open, in the folder of the sample notes. */
  readonly note: string;
  readonly beginning: string;
}

export interface FirstRun {
  readonly steps: readonly { readonly name: string; readonly seconds: number }[];
  /** Seconds from the start of the installation to the first suggestion that stood accepted in the file: from counts alone. */
  readonly firstAccepted: number;
}

/** Minutes that it may learn: long enough to see it. */
const learningMinutes = 1;

/** @param pictures the folder for one of each step. */
export async function firstRun(host: Host, vsix: string, newcomer: Newcomer, pictures: string): Promise<FirstRun> {
  const { language, theme, beginning } = newcomer;
  const strings = JSON.parse(fs.readFileSync(path.join(projectRoot, newcomer.strings), 'utf8')) as Record<
    string,
    string
  >;
  const notes = temporaryNotes();
  const note = path.join(notes.folder, newcomer.note);
  const browser = await launchBrowser(console.log, { chineseFont: true });
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-first-run-'));
  const begin = Date.now();
  const server = await startServer(host, {
    extension: vsix,
    forPerson: true,
    dataFolder: data,
    settings: { 'workbench.colorTheme': theme, 'afterword.training.minutes': learningMinutes },
  });
  try {
    const steps: { name: string; seconds: number }[] = [];
    const window = await openWorkbench(browser, server, { folder: notes.folder, openFile: note, language });
    const keys = new Keys(window, strings);
    let last = begin;
    const step = async (name: string, action: () => Promise<void>) => {
      await action();
      steps.push({ name, seconds: (Date.now() - last) / 1000 });
      await window.page.waitForTimeout(600);
      await window.screenshot(path.join(pictures, `${steps.length}-${name.replaceAll(' ', '-')}.png`));
      // Pictures take no time of a person's.
      last = Date.now();
    };
    const ghost = (wanted: boolean) =>
      waitUntil(
        wanted ? 'ghost text' : 'no ghost text',
        20,
        () => window.ghostText(),
        (text) => (text !== '') === wanted,
      );

    /** What is stored of it. */
    const learnt = () => {
      const files = fs.readdirSync(data, { recursive: true, encoding: 'utf8' });
      return Promise.resolve(files.filter((file) => /(\.safetensors|model\.json|runs\.json)$/.test(file)));
    };

    const tokens = () => window.webviewAttributes('.paragraph-tokens .token', 'data-probability');

    await step('install', async () => void (await waitForAfterword(window)));
    await step('walkthrough', async () => {
      await keys.command('openWalkthrough');
      const titles = ['learn', 'write', 'inside', 'yours'].map((each) => strings[`walkthrough.${each}.title`]);
      await waitUntil(
        'its steps',
        20,
        () => window.walkthroughSteps(),
        (shown) => shown.join() === titles.join(),
      );
    });
    await step('write', async () => {
      await keys.closeEditor();
      await keys.newLineAtEnd();
      await window.type(beginning);
      await ghost(true);
    });
    await step('accept', async () => {
      const written = `${beginning}${await window.ghostText()}`.trimEnd();
      await window.press('Tab');
      const text = async () => (await window.documentText(note)).trimEnd();
      await waitUntil(`“${written}” in the note`, 20, text, (all) => all.endsWith(written));
    });
    const firstAccepted = steps.reduce((sum, { seconds }) => sum + seconds, 0);
    await step('list', async () => {
      await keys.newLineAtEnd();
      await window.type(beginning);
      await listAtCursor(window);
    });
    await step('learn', async () => {
      await keys.clearLine();
      await keys.command('learn');
      await keys.status(/perplexity|困惑度/, 60);
    });
    await step('learned', () => keys.status(/^(?!.*(%|perplexity|困惑度)).*\d/, 60 * learningMinutes + 90));
    assert.notEqual((await learnt()).length, 0, 'nothing of what was learnt is stored');
    await step('inspect', async () => {
      await keys.command('openInspector');
      await waitUntil('tokens in the inspector', 30, tokens, (all) => all.some((each) => Number(each) > 0));
    });
    await step('switch off', async () => {
      await keys.firstEditor();
      await keys.toggle('off');
      await keys.newLineAtEnd();
      await window.type(beginning);
      await window.page.waitForTimeout(1500);
      assert.equal(await window.ghostText(), '');
    });
    await step('switch on', async () => {
      await keys.toggle('on');
      await keys.clearLine();
      await window.type(beginning);
      await ghost(true);
    });
    await step('erase', async () => {
      await window.press('Escape');
      await keys.command('eraseAll');
      await window.page.locator('.monaco-dialog-box').waitFor();
      await window.page.waitForTimeout(300);
      await window.screenshot(path.join(pictures, 'erase-question.png'));
      await window.press('Enter');
      await window.page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
      await waitUntil('an empty folder of models', 30, learnt, (files) => files.length === 0);
      // At once, as they may go while they are looked at.
      const read = () => window.webviewTexts('.paragraph-tokens .token');
      await waitUntil('an inspector with no text read', 20, read, (all) => all.length === 0);
    });
    return { steps, firstAccepted };
  } finally {
    await browser.close();
    server.stop();
    notes.remove();
    fs.rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
