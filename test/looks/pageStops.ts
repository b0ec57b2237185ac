// What fills a part of the window: the note with suggestions, the tree of notes, settings, report, webviews, walkthrough.

import type { Tab } from '../../src/inspector/protocol';
import { listAtCursor, openInspector, suggestAfter, writeOn } from '../host/learning';
import { parts, type Stop } from './tour';

const tabs: readonly Tab[] = ['text', 'next', 'training', 'memory', 'network', 'words', 'tags', 'shorthand'];

export const pageStops: readonly Stop[] = [
  {
    name: 'writing',
    async run(tour) {
      const { window } = tour;
      await suggestAfter(window, tour.scene.beginning);
      await tour.take('ghost-text', parts.editor);
      await listAtCursor(window);
      // What stands beside the list.
      await tour.press('Control+Space');
      await tour.take('list', parts.editor);
      await tour.clear();
      await window.runCommand('File: Revert File');
      await tour.command('Toggle Heat Map', 'toggleHeatMap');
      await tour.take('heat-map', parts.editor);
      await tour.command('Toggle Heat Map', 'toggleHeatMap');
    },
  },
  {
    name: 'tree',
    async run(tour) {
      const { page } = tour.window;
      await tour.window.runCommand('Explorer: Focus on Afterword', 'afterword.corpus.focus');
      await tour.wait(2);
      // The files make room for it.
      await page.locator('.pane-header').first().click();
      for (const icon of ['book', 'folder']) {
        await page.locator(`.pane.expanded .monaco-list-row .codicon-${icon}`).first().click();
        await tour.wait(1);
      }
      await tour.take('tree', parts.sideBar);
      await page.locator('.pane.expanded .monaco-list-row .codicon-file').first().click({ button: 'right' });
      await tour.wait(1);
      await tour.takeTip('tree-menu');
      await tour.window.press('Escape');
      await page.locator('.pane-header').first().click();
    },
  },
  {
    name: 'settings',
    async run(tour) {
      const { page } = tour.window;
      await tour.window.runCommand('Preferences: Open User Settings');
      await page.locator('.settings-editor .suggest-input-container').first().click();
      await page.keyboard.insertText('@ext:afterword.afterword');
      await tour.resize(1280, 1600);
      await tour.wait(3);
      await tour.take('settings', parts.editor);
      await page.locator('.settings-toc-container .monaco-list-row').last().click();
      await tour.wait(2);
      await tour.take('settings-network', parts.editor);
      await tour.note();
    },
  },
  {
    name: 'report',
    async run(tour) {
      await tour.command('Report', 'report');
      await tour.take('report-progress', parts.messages);
      await tour.window.page.locator('iframe.webview').waitFor({ timeout: 300_000 });
      await tour.clear();
      await tour.resize(1280, 1000);
      await tour.take('report', parts.webview);
      await tour.note();
    },
  },
  {
    name: 'inspector',
    async run(tour) {
      await tour.note();
      await tour.window.runCommand('View: Close Primary Side Bar');
      await tour.resize(1400, 1000);
      await openInspector(tour.window);
      await tour.window.runCommand('View: Focus First Editor Group');
      await tour.window.goTo(tour.scene.line, tour.scene.column);
      for (const tab of tabs) {
        await tour.window.webviewClick(`#tab-${tab}`);
        // The engine answers within two seconds what a tab asks of it.
        await tour.wait(2.5);
        await tour.take(`inspector-${tab}`, parts.webview);
      }
    },
  },
  {
    name: 'drafts',
    async run(tour) {
      await tour.note();
      await tour.window.runCommand('View: Close Primary Side Bar');
      await tour.resize(1400, 1000);
      await tour.window.goTo(tour.scene.line, tour.scene.column);
      await writeOn(tour.window);
      await tour.take('drafts', parts.webview);
    },
  },
  {
    name: 'walkthrough',
    async run(tour) {
      // Wide enough for its pictures.
      await tour.resize(1600, 800);
      await tour.command('Open Walkthrough', 'openWalkthrough');
      const titles = tour.window.page.locator('.gettingStartedContainer .step-title:visible');
      for (let step = 0; step < (await tour.window.walkthroughSteps()).length; step++) {
        await titles.nth(step).click();
        await tour.wait(1);
        await tour.take(`walkthrough-${step + 1}`, parts.editor);
      }
      await tour.note();
    },
  },
];
