// Runs a suite inside the extension host of a VS Code in a headless browser, whose keyboard and eyes the suite may use.

import * as fs from 'node:fs';
import type { Page } from 'playwright-core';
import { startBridge } from './bridge';
import { launchBrowser } from './browser';
import { HostError } from './hostError';
import { installHost } from './install';
import type { Workspace } from './notes';
import type { Log } from './npm';
import type { PageDriver } from './pageDriver';
import { startServer } from './server';
import { suiteMark } from './suiteRun';
import { failAfter } from './waiting';
import { openWorkbench } from './workbench';

export interface BrowserRun {
  readonly notes: Workspace;
  /** Installed as users install it: the packaged extension, or another one beside that under development. */
  readonly installed?: string;
  readonly developmentPath: string;
  /** Folders are not trusted until somebody says so. */
  readonly asksForTrust?: boolean;
  /** A module that VS Code's processes load before anything else. */
  readonly preload?: string;
  /** The module that runs the suite. */
  readonly testsPath: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Seconds until the run is given up. */
  readonly timeout: number;
  /** Reaches the suite, and tells it where to write what came of it. */
  readonly env: Readonly<Record<string, string>> & { readonly AFTERWORD_RESULTS: string };
  /** Where that is to lie for a suite that runs in no process. */
  readonly environmentFile?: string;
  /** The window has been closed, and the server still runs. */
  readonly closed?: () => Promise<void>;
}

/** Resolves with the exit code: 0 when the suite's run() resolved. */
export async function runInBrowser(run: BrowserRun, log: Log): Promise<number> {
  const host = await installHost(log);
  const browser = await launchBrowser(log);
  let offerPage: (page: PageDriver) => void = () => undefined;
  const bridge = await startBridge(new Promise((resolve) => (offerPage = resolve)));
  const env = { ...run.env, AFTERWORD_BRIDGE: bridge.url };
  if (run.environmentFile !== undefined) fs.writeFileSync(run.environmentFile, JSON.stringify(env));
  const { settings, installed: extension, preload, asksForTrust } = run;
  const server = await startServer(host, { settings, extension, env, preload, asksForTrust });
  try {
    const exit = new ExitOfHost(log);
    const { folder, note } = run.notes;
    const window = { folder, openFile: note, developmentPath: run.developmentPath, testsPath: run.testsPath };
    const workbench = await openWorkbench(browser, server, window, (page) => exit.watch(page));
    offerPage(workbench);
    const died = server.died.then((reason) => {
      throw new HostError(reason);
    });
    const code = await Promise.race([exit.code, died, failAfter(run.timeout, `No result after ${run.timeout} s`)]);
    if (!fs.existsSync(run.env.AFTERWORD_RESULTS)) log(server.logTail());
    if (run.closed) {
      await workbench.close();
      await run.closed();
    }
    return code;
  } catch (error) {
    log(server.logTail());
    throw error;
  } finally {
    await browser.close();
    server.stop();
    bridge.close();
  }
}

/**
 * The functions that VS Code calls in a page that it runs tests for, and what they tell. Only the suite's own lines are
 * shown, unless AFTERWORD_VERBOSE is set: VS Code logs its whole life here.
 */
class ExitOfHost {
  private end: (code: number) => void = () => undefined;
  private fail: (error: Error) => void = () => undefined;

  /** 0 when run() resolved, 1 when it rejected or the extension host died. */
  readonly code = new Promise<number>((resolve, reject) => {
    this.end = resolve;
    this.fail = reject;
  });

  constructor(private readonly log: Log) {}

  async watch(page: Page) {
    page.once('crash', () => this.fail(new HostError('The page with VS Code crashed.')));
    await page.exposeFunction('codeAutomationExit', (code: number) => this.end(code));
    await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
      const line = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' ');
      if (line.startsWith(suiteMark)) this.log(line.slice(suiteMark.length));
      else if (process.env.AFTERWORD_VERBOSE) this.log(line);
    });
  }
}
