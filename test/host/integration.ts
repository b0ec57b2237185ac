// Runs a suite inside a real extension host: in a desktop VS Code where one can be had, else in VS Code
// from npm, in a headless browser whose keyboard the suite may use.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { desktopVSCode, runInDesktop } from './desktop';
import { HostError } from './hostError';
import { runInBrowser, type BrowserRun } from './inBrowser';
import { NetworkWatch } from './networkWatch';
import { temporaryNotes, type TemporaryNotes } from './notes';
import type { Log } from './npm';
import { projectRoot } from './paths';
import { readResults } from './suite';
import type { SuiteResults } from './suiteRun';

/** Nothing moves by itself: a page without a graphics card draws on the processor, which others need. */
const still = {
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'workbench.reduceMotion': 'on',
};

export interface IntegrationOptions {
  /** The folder below test/ whose suite runs, in a window of its own. */
  readonly suite: string;
  /** The packaged extension, as users get it, instead of the one under development. */
  readonly vsix?: string;
  /** It can do nothing without one. */
  readonly needsPage?: true;
  /** What the window is opened on; the sample notes without it. */
  readonly notes?: () => TemporaryNotes;
  /** The folder is not trusted until somebody says so. */
  readonly asksForTrust?: boolean;
}

/** Resolves with the suite's results; rejects where there are none to trust, and says why. */
export async function runIntegration(log: Log, options: IntegrationOptions): Promise<SuiteResults> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-results-'));
  const notes = (options.notes ?? temporaryNotes)();
  const resultsFile = path.join(scratch, 'results.json');
  const watch = new NetworkWatch(scratch);
  const { suite, vsix } = options;
  const companion = path.join(projectRoot, 'test', 'companion');
  const run: BrowserRun = {
    notes,
    // VS Code runs tests only beside an extension under development: beside a package that is the stand-in for others.
    installed: vsix ?? companion,
    developmentPath: vsix === undefined ? projectRoot : companion,
    testsPath: path.join(projectRoot, 'dist', 'test', 'integration', 'index.js'),
    settings: still,
    timeout: 600,
    env: { ...watch.env, AFTERWORD_RESULTS: resultsFile, AFTERWORD_SUITE: suite },
    asksForTrust: options.asksForTrust,
    preload: watch.preload,
  };
  try {
    const desktop = await desktopFor(options);
    if ('program' in desktop) {
      log(`=== ${suite}, in a desktop VS Code: ${desktop.program}`);
    } else {
      log(`=== ${suite}, in VS Code from npm, in a headless browser; no desktop VS Code: ${desktop.reason}`);
    }
    const code =
      'program' in desktop
        ? await runInDesktop(desktop.program, {
            ...run,
            env: { AFTERWORD_RESULTS: resultsFile, AFTERWORD_SUITE: suite },
            folder: notes.folder,
          })
        : await runInBrowser(run, log);
    const results = readResults(resultsFile);
    if (results === undefined) throw new HostError(`The extension host ended with ${code} and left no results.`);
    if (code !== 0 && results.failures.length === 0) throw new HostError(`The extension host ended with ${code}.`);
    const ran = results.passed + results.skipped + results.failures.length > 0;
    // The program of a desktop VS Code loads nothing before; and where no test ran, nothing was to be seen.
    return ran && !('program' in desktop) ? watch.addTo(results) : results;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
    notes.remove();
  }
}

async function desktopFor({ vsix, needsPage }: IntegrationOptions): ReturnType<typeof desktopVSCode> {
  if (vsix !== undefined) return { reason: `${vsix} is tested` };
  return needsPage ? { reason: 'its keys need a page' } : desktopVSCode();
}
