// Runs the integration suite inside a real extension host: in a desktop VS Code where one can be had, else in VS Code
// from npm, in a headless browser whose keyboard the suite may use.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { startBridge } from './bridge';
import { launchBrowser } from './browser';
import { desktopVSCode, runInDesktop } from './desktop';
import { HostError } from './hostError';
import { installHost } from './install';
import { temporaryNotes, type Workspace } from './notes';
import type { Log } from './npm';
import type { PageDriver } from './pageDriver';
import { projectRoot } from './paths';
import { startServer } from './server';
import { readResults, suiteMark, type SuiteResults } from './suite';
import { failAfter } from './waiting';
import { openWorkbench } from './workbench';

export interface IntegrationOptions {
  /** The extension; this project without it. */
  readonly developmentPath?: string;
  /** The packaged extension, as users get it, instead of the one under development. */
  readonly vsix?: string;
  /** The module that runs the suite; this project's without it. */
  readonly testsPath?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Seconds until the run is given up. */
  readonly timeout?: number;
}

/** Resolves with the suite's results; rejects where there are none to trust, and says why. */
export async function runIntegration(log: Log, options: IntegrationOptions = {}): Promise<SuiteResults> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-results-'));
  const notes = temporaryNotes();
  const resultsFile = path.join(scratch, 'results.json');
  const { vsix } = options;
  const run: Run = {
    notes,
    vsix,
    developmentPath: vsix === undefined ? (options.developmentPath ?? projectRoot) : emptyExtension(scratch),
    testsPath: options.testsPath ?? path.join(projectRoot, 'dist', 'test', 'integration', 'index.js'),
    settings: options.settings ?? {},
    timeout: options.timeout ?? 600,
    env: { AFTERWORD_RESULTS: resultsFile },
  };
  try {
    const desktop = vsix === undefined ? await desktopVSCode() : { reason: `${vsix} is tested` };
    if ('program' in desktop) {
      log(`=== Integration tests in a desktop VS Code: ${desktop.program}`);
    } else {
      log(`=== Integration tests in VS Code from npm, in a headless browser; no desktop VS Code: ${desktop.reason}`);
    }
    const code =
      'program' in desktop
        ? await runInDesktop(desktop.program, { ...run, folder: notes.folder })
        : await runInBrowser(run, log);
    const results = readResults(resultsFile);
    if (results === undefined) throw new HostError(`The extension host ended with ${code} and left no results.`);
    if (code !== 0 && results.failures.length === 0) throw new HostError(`The extension host ended with ${code}.`);
    return results;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
    notes.remove();
  }
}

interface Run extends Required<Omit<IntegrationOptions, 'vsix'>> {
  readonly vsix: string | undefined;
  readonly notes: Workspace;
  readonly env: { readonly AFTERWORD_RESULTS: string };
}

/** VS Code runs tests only beside an extension under development; this one does nothing. */
function emptyExtension(scratch: string): string {
  const manifest = { name: 'empty', publisher: 'test', version: '0.0.0', engines: { vscode: '*' } };
  fs.writeFileSync(path.join(scratch, 'package.json'), JSON.stringify(manifest));
  return scratch;
}

async function runInBrowser(run: Run, log: Log): Promise<number> {
  const host = await installHost(log);
  const browser = await launchBrowser(log);
  let offerPage: (page: PageDriver) => void = () => undefined;
  const bridge = await startBridge(new Promise((resolve) => (offerPage = resolve)));
  const env = { ...run.env, AFTERWORD_BRIDGE: bridge.url };
  const server = await startServer(host, { settings: run.settings, extension: run.vsix, env });
  try {
    const exit = new ExitOfHost(log);
    const { folder, note } = run.notes;
    const window = { folder, openFile: note, developmentPath: run.developmentPath, testsPath: run.testsPath };
    offerPage(await openWorkbench(browser, server, window, (page) => exit.watch(page)));
    const died = server.died.then((reason) => {
      throw new HostError(reason);
    });
    const code = await Promise.race([exit.code, died, failAfter(run.timeout, `No result after ${run.timeout} s`)]);
    if (readResults(run.env.AFTERWORD_RESULTS) === undefined) log(server.logTail());
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
