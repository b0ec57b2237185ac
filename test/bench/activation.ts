// What Afterword costs a VS Code that starts: the packaged extension, installed, and the figures that VS Code itself has
// of it (Developer: Startup Performance): how long its code is loaded, and how long activate() runs. VS Code begins to count
// for all extensions that start with it before it loads the first, so that each has in its figure those that were loaded
// before it; how long it was at Afterword's own code stands in its marks of time (hostMarks.cjs).

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../host/browser';
import { installHost } from '../host/install';
import { waitForAfterword } from '../host/learning';
import { temporaryNotes } from '../host/notes';
import { projectRoot } from '../host/paths';
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
  /** Of the code, as VS Code reports it. */
  readonly load: number;
  /** Of Afterword's own code. */
  readonly own: number;
  readonly call: number;
  readonly event: string;
}

export async function benchActivation(report: Report): Promise<void> {
  const columns = [
    ...['window', 'times', 'code loaded, ms', 'of it Afterword’s, ms', 'activate(), ms'],
    ...['as reported, ms', 'at most, ms', 'Afterword’s own, ms', 'at most, ms', 'by'],
  ];
  report.section('Activation in the real VS Code: medians', columns);
  const notes = temporaryNotes();
  const marks = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-marks-')), 'marks.json');
  const measured = {
    preload: path.join(projectRoot, 'test', 'bench', 'hostMarks.cjs'),
    env: { HOST_MARKS: marks },
  };
  const browser = await launchBrowser(console.error);
  try {
    await withPackage(async (vsix) => {
      for (const [what, folder] of Object.entries({ 'a folder with notes': notes.folder, empty: undefined })) {
        const first: Activation[] = [];
        const later: Activation[] = [];
        for (let i = 0; i < installs; i++) {
          const server = await startServer(await installHost(console.error), { ...measured, extension: vsix });
          try {
            first.push(await activationIn(browser, server, folder, marks));
            for (let j = 0; j < laterWindows; j++) later.push(await activationIn(browser, server, folder, marks));
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
    fs.rmSync(path.dirname(marks), { recursive: true });
  }
}

function addRow(report: Report, what: string, all: readonly Activation[]): void {
  const of = (time: (one: Activation) => number) => all.map(time);
  const reported = of(({ load, call }) => load + call);
  const own = of(({ own, call }) => own + call);
  const parts = [of(({ load }) => load), of(({ own }) => own), of(({ call }) => call)].map(median);
  const figures = [...parts, median(reported), Math.max(...reported), median(own), Math.max(...own)];
  report.row(what, ...[all.length, ...figures].map(String), all[0].event);
}

/** @param marks the file that the extension host writes its marks of time to */
async function activationIn(
  browser: Browser,
  server: Server,
  folder: string | undefined,
  marks: string,
): Promise<Activation> {
  fs.rmSync(marks, { force: true });
  const workbench = await openWorkbench(browser, server, { folder });
  try {
    // VS Code draws no lines but those on the screen: this one is high enough for the whole report.
    await workbench.page.setViewportSize({ width: 1280, height: 8000 });
    await waitForAfterword(workbench);
    await workbench.runCommand('Developer: Startup Performance', 'perfview.show');
    const reported = await waitUntil('Startup Performance', 30, () => reportedActivation(workbench), Boolean);
    const own = await waitUntil(
      'marks of time',
      30,
      () => Promise.resolve(timeOfOwnCode(marks)),
      (time) => time !== undefined,
    );
    return { ...reported!, own: own! };
  } finally {
    await workbench.close();
  }
}

/** The extension's row: | extension | eager | load code | call activate | finish activate | event | by |. */
async function reportedActivation(workbench: Workbench): Promise<Omit<Activation, 'own'> | undefined> {
  const lines = await workbench.page.locator('.editor-instance .view-line').allTextContents();
  const rows = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  const row = rows.find(([, extension]) => extension === 'afterword.afterword');
  return row && { load: Number(row[3]), call: Number(row[4]), event: row[6] };
}

/** undefined: there are no marks yet. */
function timeOfOwnCode(marks: string): number | undefined {
  if (!fs.existsSync(marks)) return undefined;
  const all = JSON.parse(fs.readFileSync(marks, 'utf8')) as { name: string; startTime: number }[];
  const at = (mark: string) =>
    all.find(({ name }) => name === `code/extHost/${mark}LoadExtensionCode/afterword.afterword`)!.startTime;
  return at('did') - at('will');
}
