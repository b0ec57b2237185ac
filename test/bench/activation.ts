// What Afterword costs a VS Code that starts: the packaged extension, installed, and the figures that VS Code itself has
// of it (Developer: Startup Performance): how long its code is loaded, and how long activate() runs.

import type { Browser } from 'playwright-core';
import { launchBrowser } from '../host/browser';
import { installHost } from '../host/install';
import { waitForAfterword } from '../host/learning';
import { temporaryNotes } from '../host/notes';
import { startServer, type Server } from '../host/server';
import { waitUntil } from '../host/waiting';
import { openWorkbench, type Workbench } from '../host/workbench';
import { withPackage } from './packaged';
import { median, type Report } from './report';

/** So often is it installed anew and a first window opened, and so many windows after it. */
const installs = 5;
const laterWindows = 1;

/** Milliseconds. */
interface Activation {
  readonly load: number;
  readonly call: number;
  readonly event: string;
}

export async function benchActivation(report: Report): Promise<void> {
  const columns = ['window', 'times', 'code loaded, ms', 'activate(), ms', 'together, ms', 'at most, ms', 'by'];
  report.section('Activation in the real VS Code: medians', columns);
  const notes = temporaryNotes();
  const browser = await launchBrowser(console.error);
  try {
    await withPackage(async (vsix) => {
      for (const [what, folder] of Object.entries({ 'a folder with notes': notes.folder, empty: undefined })) {
        const first: Activation[] = [];
        const later: Activation[] = [];
        for (let i = 0; i < installs; i++) {
          const server = await startServer(await installHost(console.error), { extension: vsix });
          try {
            first.push(await activationIn(browser, server, folder));
            for (let j = 0; j < laterWindows; j++) later.push(await activationIn(browser, server, folder));
          } finally {
            server.stop();
          }
        }
        addRow(report, `${what}, the first after installing`, first);
        addRow(report, `${what}, later ones`, later);
      }
    });
  } finally {
    await browser.close();
    notes.remove();
  }
}

function addRow(report: Report, what: string, all: readonly Activation[]): void {
  const together = all.map(({ load, call }) => load + call);
  const medians = [all.map(({ load }) => load), all.map(({ call }) => call), together].map(median);
  report.row(what, ...[all.length, ...medians, Math.max(...together)].map(String), all[0].event);
}

async function activationIn(browser: Browser, server: Server, folder: string | undefined): Promise<Activation> {
  const workbench = await openWorkbench(browser, server, { folder });
  try {
    // VS Code draws no lines but those on the screen: this one is high enough for the whole report.
    await workbench.page.setViewportSize({ width: 1280, height: 8000 });
    await waitForAfterword(workbench);
    await workbench.runCommand('Developer: Startup Performance', 'perfview.show');
    const activation = await waitUntil('Startup Performance', 30, () => shownActivation(workbench), Boolean);
    return activation!;
  } finally {
    await workbench.close();
  }
}

/** The extension's row: | extension | eager | load code | call activate | finish activate | event | by |. */
async function shownActivation(workbench: Workbench): Promise<Activation | undefined> {
  const lines = await workbench.page.locator('.editor-instance .view-line').allTextContents();
  const rows = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  const row = rows.find(([, extension]) => extension === 'afterword.afterword');
  return row && { load: Number(row[3]), call: Number(row[4]), event: row[6] };
}
