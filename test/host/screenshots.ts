// `npm run screenshots`: pictures of Afterword at work on the sample notes: those of both READMEs and their animations, into
// media/screenshots, and those of the walkthrough, into media/walkthrough. `-- readme`, `-- animation`, `-- walkthrough`: some of them.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Tab } from '../../src/inspector/protocol';
import { takeAnimation, type WrittenSentence } from './animation';
import { launchBrowser } from './browser';
import { explain } from './hostError';
import { installHost } from './install';
import type { DisplayLanguage } from './languages';
import {
  expandShorthand,
  learn,
  learnTags,
  listAtCursor,
  openInspector,
  suggestAfter,
  waitForAfterword,
  writeOn,
} from './learning';
import { temporaryNotes } from './notes';
import { projectRoot, shown } from './paths';
import { startServer } from './server';
import { takeWalkthroughPictures, walkthroughPictures } from './walkthroughPictures';
import { takeWebPicture } from './webPicture';
import { openWorkbench, type Workbench } from './workbench';

const kinds = ['readme', 'walkthrough', 'animation'] as const;
const named = kinds.filter((kind) => process.argv.includes(kind));

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
  'editor.inlineSuggest.showToolbar': 'never',
  'editor.stickyScroll.enabled': false,
  'editor.wordWrap': 'on',
  'files.autoSave': 'off',
};

const panel = 'iframe.webview:visible';

/** What is shown in one language of VS Code: a note, with the caret where the inspector is to look. */
interface Scene {
  readonly language: DisplayLanguage;
  readonly note: string;
  readonly line: number;
  /** Of the screen, where a Chinese character takes two. */
  readonly column: number;
  /** What is typed before something is suggested. */
  readonly beginning: string;
  readonly shorthand: string;
  /** The animation's. */
  readonly sentence: WrittenSentence;
  /** The names of the themes, and what the names of their pictures end in. */
  readonly themes: Readonly<Record<string, string>>;
  /** What is shown of the inspector, by such an ending. */
  readonly tabs: Readonly<Record<string, readonly Tab[]>>;
}

const scenes: readonly Scene[] = [
  {
    language: 'en',
    note: path.join('diary', '2025-06-14.md'),
    line: 16,
    column: 116,
    beginning: 'In the ',
    sentence: { typed: 'In the afternoon we walk', between: ' ' },
    shorthand: 'aftr lnch i wrt',
    themes: { 'Light Modern': 'light', 'Dark Modern': 'dark' },
    tabs: { light: ['text', 'training', 'network', 'tags'], dark: ['next', 'memory', 'words', 'shorthand'] },
  },
  {
    language: 'zh-cn',
    note: path.join('日记', '2024-05-19.md'),
    line: 13,
    column: 55,
    beginning: '我',
    sentence: { typed: '我昨天去', between: '' },
    shorthand: 'wztsx',
    themes: { 'Light Modern': 'chinese', 'Dark Modern': 'chinese-dark' },
    tabs: { chinese: ['text', 'next', 'training', 'memory', 'network', 'words', 'tags', 'shorthand'] },
  },
];

async function main() {
  const host = await installHost(log);
  const { folder, remove } = temporaryNotes();
  const browser = await launchBrowser(log, { chineseFont: true });
  const server = await startServer(host, { settings, extension: projectRoot, forPerson: true });
  for (const to of [pictures, walkthroughPictures]) fs.mkdirSync(to, { recursive: true });
  let learned = false;
  try {
    for (const kind of named.length > 0 ? named : kinds) {
      for (const scene of scenes) {
        const openFile = path.join(folder, scene.note);
        const workbench = await openWorkbench(browser, server, { folder, openFile, language: scene.language });
        await waitForAfterword(workbench);
        // What has been learned stays for the windows that follow.
        if (!learned) {
          await learn(workbench, trainingMinutes * 60 + 30, log);
          // What learns in the background has heard by then that the training is over.
          await workbench.page.waitForTimeout(2000);
          await learnTags(workbench);
          learned = true;
        }
        await workbench.runCommand('Notifications: Clear All Notifications');
        await take[kind](workbench, scene);
        // Or the next window would open with what was typed in this one.
        await workbench.runCommand('View: Focus First Editor Group');
        await workbench.runCommand('File: Revert File');
        await workbench.page.locator('.tab.dirty').waitFor({ state: 'detached' });
        await workbench.page.waitForTimeout(2000);
        await workbench.close();
      }
    }
  } finally {
    await browser.close();
    server.stop();
    remove();
  }
}

const take: Readonly<Record<(typeof kinds)[number], (workbench: Workbench, scene: Scene) => Promise<void>>> = {
  readme: takePictures,
  walkthrough: async (workbench, scene) =>
    (await takeWalkthroughPictures(workbench, scene, scene.themes)).forEach((file) => log(shown(file))),
  animation: async (workbench, { sentence, themes }) => {
    const file = path.join(pictures, `writing-${Object.values(themes)[0]}.webp`);
    fs.writeFileSync(file, await takeAnimation(workbench, sentence));
    log(shown(file));
  },
};

async function takePictures(workbench: Workbench, { line, column, beginning, shorthand, themes, tabs }: Scene) {
  const { page } = workbench;
  const picture = async (name: string, part?: string) => {
    const clip = part === undefined ? undefined : ((await page.locator(part).first().boundingBox()) ?? undefined);
    // Tips go when the mouse does; themes fade and charts draw themselves: all within half a second.
    await page.mouse.move(520, 130);
    await page.waitForTimeout(800);
    const file = path.join(pictures, `${name}.webp`);
    await takeWebPicture(page, file, clip);
    log(shown(file));
  };
  const [[theme, ending]] = Object.entries(themes) as [[string, string]];
  await workbench.useTheme(theme);
  await workbench.runCommand('View: Close Primary Side Bar');
  await page.setViewportSize({ width: 900, height: 560 });
  await suggestAfter(workbench, beginning);
  await listAtCursor(workbench);
  await picture(`list-${ending}`);
  await workbench.press('Escape');
  await workbench.runCommand('File: Revert File');
  await expandShorthand(workbench, shorthand);
  await workbench.runCommand('File: Revert File');
  await page.setViewportSize({ width: 1280, height: 1000 });
  await openInspector(workbench);
  await workbench.runCommand('View: Focus First Editor Group');
  await workbench.goTo(line, column);
  for (const [name, end] of Object.entries(themes)) {
    await workbench.useTheme(name);
    for (const tab of tabs[end] ?? []) {
      await workbench.webviewClick(`#tab-${tab}`);
      // The engine answers within two seconds what a tab asks of it.
      await page.waitForTimeout(2500);
      await picture(`inspector-${tab}-${end}`, panel);
    }
  }
  await workbench.useTheme(theme);
  await workbench.runCommand('View: Focus First Editor Group');
  await workbench.goTo(line, column);
  await writeOn(workbench);
  await picture(`drafts-${ending}`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
