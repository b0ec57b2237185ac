// What Afterword costs a VS Code in which nobody does anything: processor time and memory of the extension host and of the
// engine, with a note open and a network that has learned, and the same window without Afterword. On Linux only.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../host/browser';
import { HostError } from '../host/hostError';
import { installHost } from '../host/install';
import { learn, waitForAfterword } from '../host/learning';
import { temporaryNotes, type Workspace } from '../host/notes';
import { processorTime, residentMemory } from '../host/processes';
import { startServer, type Server } from '../host/server';
import { engineOf, extensionHostsOf } from '../host/serverProcesses';
import { writeSettings } from '../host/settings';
import { waitUntil } from '../host/waiting';
import { openWorkbench } from '../host/workbench';
import { withPackage } from './packaged';
import { median, type Report } from './report';

const windows = 3;
/** Seconds. VS Code and the notes take the first: after a quarter of a minute without a key something might be learned. */
const settling = 30;
const resting = 60;
/** Of learning, at most. */
const learning = 180;
const minutes = { 'afterword.training.minutes': 1 };

/** Of one process: milliseconds of processor time while it rested, and bytes at the end of that. */
interface Rest {
  readonly time: number;
  readonly memory: number;
}

interface Resting {
  readonly host: Rest;
  /** undefined: there is none. */
  readonly engine: Rest | undefined;
}

export async function benchIdle(report: Report): Promise<void> {
  const parts = ['extension host, ms', 'engine, ms', 'extension host, MB', 'engine, MB'];
  report.section(`${resting} s at rest in the real VS Code: medians`, ['a note is open', 'windows', ...parts]);
  const notes = temporaryNotes();
  const browser = await launchBrowser(console.error);
  try {
    await withServer(undefined, async (server) => {
      addRow(report, 'without Afterword', await restIn(browser, server, notes));
    });
    await withPackage((vsix) =>
      withServer(vsix, async (server, set) => {
        await learnIn(browser, server, notes);
        addRow(report, 'with Afterword', await restIn(browser, server, notes));
        set({ ...minutes, 'afterword.enabled': false });
        addRow(report, 'with suggestions switched off', await restIn(browser, server, notes));
      }),
    );
  } finally {
    await browser.close();
    notes.remove();
  }
}

function addRow(report: Report, what: string, all: readonly Resting[]): void {
  const middle = (value: (resting: Resting) => number | undefined, unit: number) => {
    const values = all.map(value).filter((each) => each !== undefined);
    return values.length === 0 ? '–' : String(Math.round(median(values) / unit));
  };
  const times = [middle(({ host }) => host.time, 1), middle(({ engine }) => engine?.time, 1)];
  const memories = [middle(({ host }) => host.memory, 1e6), middle(({ engine }) => engine?.memory, 1e6)];
  report.row(what, String(all.length), ...times, ...memories);
}

/** A VS Code whose settings can be changed between two windows. */
async function withServer(
  extension: string | undefined,
  use: (server: Server, set: (settings: Readonly<Record<string, unknown>>) => void) => Promise<void>,
): Promise<void> {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-bench-'));
  const server = await startServer(await installHost(console.error), { extension, dataFolder, settings: minutes });
  try {
    await use(server, (settings) => writeSettings(path.join(dataFolder, 'user'), settings));
  } finally {
    server.stop();
    fs.rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function learnIn(browser: Browser, server: Server, { folder, note }: Workspace): Promise<void> {
  const workbench = await openWorkbench(browser, server, { folder, openFile: note });
  await waitForAfterword(workbench);
  await learn(workbench, learning, console.error);
  await workbench.close();
}

/** One window after the other: so there is one extension host. */
async function restIn(browser: Browser, server: Server, { folder, note }: Workspace): Promise<Resting[]> {
  const all: Resting[] = [];
  for (let i = 0; i < windows; i++) {
    await waitUntil(
      'the last window to end',
      60,
      () => Promise.resolve(extensionHostsOf(server)),
      (hosts) => hosts.length === 0,
    );
    const workbench = await openWorkbench(browser, server, { folder, openFile: note });
    await workbench.page.waitForTimeout(settling * 1000);
    const [host] = extensionHostsOf(server);
    if (host === undefined) throw new HostError('No extension host is seen: this is measured on Linux only.');
    const engine = engineOf(host);
    const before = [host, engine].map(timeOf);
    await workbench.page.waitForTimeout(resting * 1000);
    const [atHost, atEngine] = [host, engine].map((pid, at) => restOf(pid, before[at]));
    all.push({ host: atHost!, engine: atEngine });
    await workbench.close();
  }
  return all;
}

function timeOf(pid: number | undefined): number | undefined {
  return pid === undefined ? undefined : processorTime(pid);
}

function restOf(pid: number | undefined, before: number | undefined): Rest | undefined {
  const [time, memory] = [timeOf(pid), pid === undefined ? undefined : residentMemory(pid)];
  if (time === undefined || memory === undefined || before === undefined) return undefined;
  return { time: time - before, memory };
}
