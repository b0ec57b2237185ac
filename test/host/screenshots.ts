// `npm run screenshots`: the README's pictures, taken of Afterword at work on the sample notes, into media/screenshots; with
// `-- walkthrough` those of the walkthrough, into media/walkthrough, and with `-- animation` its animations.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Tab } from '../../src/inspector/protocol';
import { takeAnimation, type WrittenSentence } from './animation';
import { launchBrowser } from './browser';
import { explain } from './hostError';
import { installHost } from './install';
import type { DisplayLanguage } from './languages';
import { learn, learnTags, listAtCursor, openInspector, suggestAfter, waitForAfterword, writeOn } from './learning';
import { temporaryNotes } from './notes';
import { projectRoot, shown } from './paths';
import { startServer } from './server';
import { takeWalkthroughPictures, walkthroughPictures } from './walkthroughPictures';
import { takeWebPicture } from './webPicture';
import { openWorkbench, type Workbench } from './workbench';

/** What is taken. */
const ofWalkthrough = process.argv.includes('walkthrough');
const asAnimation = process.argv.includes('animation');

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

const tabs: readonly Tab[] = ['text', 'next', 'training', 'memory', 'network', 'words', 'tags'];

/** What is shown in one language of VS Code: a note, with the caret where the inspector is to look. */
interface Scene {
  readonly language: DisplayLanguage;
  readonly note: string;
  readonly line: number;
  /** Of the screen, where a Chinese character takes two. */
  readonly column: number;
  /** What is typed before something is suggested. */
  readonly beginning: string;
  /** The animation's. */
  readonly sentence: WrittenSentence;
  /** The names of the themes, and what the names of their pictures end in. */
  readonly themes: Readonly<Record<string, string>>;
}

const scenes: readonly Scene[] = [
  {
    language: 'en',
    note: path.join('diary', '2025-06-14.md'),
    line: 16,
    column: 116,
    beginning: 'In the ',
    sentence: { typed: 'In the afternoon we walk', between: ' ' },
    themes: { 'Light Modern': 'light', 'Dark Modern': 'dark' },
  },
  {
    language: 'zh-cn',
    note: path.join('日记', '2024-05-19.md'),
    line: 13,
    column: 55,
    beginning: '我',
    sentence: { typed: '我昨天去', between: '' },
    themes: { 'Light Modern': 'chinese' },
  },
];

async function main() {
  const host = await installHost(log);
  const { folder, remove } = temporaryNotes();
  const browser = await launchBrowser(log, { chineseFont: true });
  const server = await startServer(host, { settings, extension: projectRoot, forPerson: true });
  fs.mkdirSync(ofWalkthrough ? walkthroughPictures : pictures, { recursive: true });
  try {
    for (const [index, scene] of scenes.entries()) {
      const { language } = scene;
      const workbench = await openWorkbench(browser, server, {
        folder,
        openFile: path.join(folder, scene.note),
        language,
      });
      await waitForAfterword(workbench);
      // What has been learned stays for the windows that follow.
      if (index === 0) {
        await learn(workbench, trainingMinutes * 60 + 30, log);
        // What learns in the background has heard by then that the training is over.
        await workbench.page.waitForTimeout(2000);
        if (!ofWalkthrough && !asAnimation) await learnTags(workbench);
      }
      await workbench.runCommand('Notifications: Clear All Notifications');
      if (ofWalkthrough)
        (await takeWalkthroughPictures(workbench, scene, scene.themes)).forEach((file) => log(shown(file)));
      else if (asAnimation) {
        const file = path.join(pictures, `writing-${Object.values(scene.themes)[0]}.webp`);
        fs.writeFileSync(file, await takeAnimation(workbench, scene.sentence));
        log(shown(file));
      } else await takePictures(workbench, scene);
      await workbench.close();
    }
  } finally {
    await browser.close();
    server.stop();
    remove();
  }
}

async function takePictures(workbench: Workbench, { line, column, beginning, themes }: Scene) {
  const picture = async (name: string) => {
    // Tips go when the mouse does; themes fade and charts draw themselves: all within half a second.
    await workbench.page.mouse.move(640, 600);
    await workbench.page.waitForTimeout(800);
    const file = path.join(pictures, `${name}.webp`);
    await takeWebPicture(workbench.page, file);
    log(shown(file));
  };
  const [theme, ...others] = Object.entries(themes);
  await workbench.useTheme(theme![0]);
  await suggestAfter(workbench, beginning);
  await picture(`ghost-text-${theme![1]}`);
  await listAtCursor(workbench);
  await picture(`list-${theme![1]}`);
  await workbench.press('Escape');
  await workbench.runCommand('File: Revert File');
  await workbench.runCommand('View: Close Primary Side Bar');
  await workbench.page.setViewportSize({ width: 1280, height: 1000 });
  await openInspector(workbench);
  await workbench.runCommand('View: Focus First Editor Group');
  await workbench.goTo(line, column);
  for (const [name, ending] of [theme!, ...others]) {
    await workbench.useTheme(name);
    for (const tab of tabs) {
      await workbench.webviewClick(`#tab-${tab}`);
      // The engine answers within two seconds what a tab asks of it.
      await workbench.page.waitForTimeout(2500);
      await picture(`inspector-${tab}-${ending}`);
    }
  }
  await workbench.focusEditor();
  await workbench.goTo(line, column);
  await writeOn(workbench);
  for (const [name, ending] of [theme!, ...others]) {
    await workbench.useTheme(name);
    await picture(`drafts-${ending}`);
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
