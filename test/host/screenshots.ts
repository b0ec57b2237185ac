// `npm run screenshots`: the README's pictures, taken of Afterword at work on the sample notes, into media/screenshots.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Tab } from '../../src/inspector/protocol';
import { launchBrowser } from './browser';
import { explain } from './hostError';
import { installHost } from './install';
import { learn, listAtCursor, openInspector, suggestAfter, toLastParagraph, waitForAfterword } from './learning';
import { temporaryNotes } from './notes';
import { projectRoot, shown } from './paths';
import { startServer } from './server';
import { openWorkbench, type Workbench } from './workbench';

const log = (line: string) => console.log(line);
const pictures = path.join(projectRoot, 'media', 'screenshots');
const trainingMinutes = 2;

/** Only what the pictures are about. */
const settings = {
  'afterword.training.minutes': trainingMinutes,
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.fontSize': 16,
  'editor.wordWrap': 'on',
  'workbench.colorTheme': 'Light Modern',
};

const themes = { 'Light Modern': 'light', 'Dark Modern': 'dark' };
const tabs: readonly Tab[] = ['text', 'next', 'training', 'memory', 'network', 'words'];

async function main() {
  const host = await installHost(log);
  const { folder, note, remove } = temporaryNotes();
  const browser = await launchBrowser(log, { chineseFont: true });
  const server = await startServer(host, { settings, extension: projectRoot, forPerson: true });
  try {
    const workbench = await openWorkbench(browser, server, { folder, openFile: note });
    await waitForAfterword(workbench);
    await learn(workbench, trainingMinutes * 60 + 30, log);
    await workbench.runCommand('Notifications: Clear All Notifications');
    fs.mkdirSync(pictures, { recursive: true });
    await takePictures(workbench);
  } finally {
    await browser.close();
    server.stop();
    remove();
  }
}

async function takePictures(workbench: Workbench) {
  const picture = async (name: string) => {
    // Tips go when the mouse does; themes fade and charts draw themselves: all within half a second.
    await workbench.page.mouse.move(640, 600);
    await workbench.page.waitForTimeout(800);
    const file = path.join(pictures, `${name}.png`);
    await workbench.screenshot(file);
    log(shown(file));
  };
  await suggestAfter(workbench, '我');
  await listAtCursor(workbench);
  await picture('list');
  await workbench.press('Escape');
  await picture('ghost-text');
  await workbench.runCommand('View: Close Primary Side Bar');
  await toLastParagraph(workbench);
  await workbench.page.setViewportSize({ width: 1280, height: 1000 });
  await openInspector(workbench);
  for (const [theme, name] of Object.entries(themes)) {
    await workbench.useTheme(theme);
    for (const tab of tabs) {
      await workbench.webviewClick(`#tab-${tab}`);
      // The engine answers within two seconds what a tab asks of it.
      await workbench.page.waitForTimeout(2500);
      await picture(`inspector-${tab}-${name}`);
    }
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
