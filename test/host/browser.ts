// Finds a browser of the Chromium family and starts it headless, on machines with one and on machines without: the one
// that AFTERWORD_BROWSER names, an installed one, playwright's own download, or the one that npm carries.

import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { bundledBrowser, bundledBrowserIsInstalled } from './bundledBrowser';
import { fontEnvironment } from './fonts';
import { HostError } from './hostError';
import type { Log } from './npm';
import { projectRoot } from './paths';

export interface BrowserOptions {
  /** Fetch a font for Chinese where the machine has none; for pictures, as only their looks depend on it. */
  readonly chineseFont?: boolean;
}

interface Candidate {
  readonly name: string;
  readonly launch: LaunchOptions;
}

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** Pages speak English wherever they run; the locale POSIX would even give them a language that is none. */
const english = { LC_ALL: 'en_US.UTF-8', LANG: 'en_US.UTF-8', LANGUAGE: 'en_US' };

export async function launchBrowser(log: Log, options: BrowserOptions = {}): Promise<Browser> {
  const fonts = options.chineseFont === true ? await fontEnvironment(log) : {};
  const reasons: string[] = [];
  for await (const { name, launch } of candidates(log, reasons)) {
    try {
      // QUIC and the GPU only add ways to fail on machines without a display.
      const args = ['--disable-gpu', '--disable-quic', '--lang=en-US'];
      return await chromium.launch({
        headless: true,
        ...launch,
        args,
        env: environment({ ...english, ...launch.env, ...fonts }),
      });
    } catch (error) {
      reasons.push(`${name}: ${firstLines(error)}`);
    }
  }
  const remedy = 'Install Chromium, Chrome or Edge, or set AFTERWORD_BROWSER to the path of one.';
  throw new HostError(`No browser could be started. ${remedy}\n  ${reasons.join('\n  ')}`);
}

/** What to try, in order; a candidate that first has to be fetched is fetched when its turn comes. */
async function* candidates(log: Log, reasons: string[]): AsyncGenerator<Candidate> {
  const named = process.env.AFTERWORD_BROWSER;
  if (named !== undefined && named !== '' && named !== 'bundled') {
    yield { name: `AFTERWORD_BROWSER=${named}`, launch: { executablePath: named } };
    return;
  }
  if (named !== 'bundled') {
    for (const file of installedBrowsers()) yield { name: file, launch: { executablePath: file } };
    // One that was needed before is here already; playwright's would be asked for over the network each time.
    if (!bundledBrowserIsInstalled()) {
      try {
        await downloadWithPlaywright(log);
        yield { name: 'playwright', launch: {} };
      } catch (error) {
        reasons.push(`playwright-core install chromium: ${firstLines(error)}`);
      }
    }
  }
  try {
    yield { name: '@sparticuz/chromium', launch: await bundledBrowser(log) };
  } catch (error) {
    reasons.push(`@sparticuz/chromium: ${firstLines(error)}`);
  }
}

function installedBrowsers(): string[] {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) => programs.map((program) => path.join(folder, program)));
  return [...new Set([...onPath, ...standardPlaces()])].filter(isProgram);
}

function standardPlaces(): string[] {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    const roots = ['/Applications', path.join(process.env.HOME ?? '', 'Applications')];
    return roots.flatMap((root) => apps.map((app) => `${root}/${app}.app/Contents/MacOS/${app}`));
  }
  if (process.platform === 'win32') {
    const names = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'];
    const roots = names.map((name) => process.env[name]).filter((root) => root !== undefined);
    const files = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'];
    return roots.flatMap((root) =>
      [...files, 'Microsoft\\Edge\\Application\\msedge.exe'].map((f) => path.join(root, f)),
    );
  }
  return ['/usr/bin/chromium', '/usr/bin/google-chrome', '/opt/google/chrome/chrome', '/snap/bin/chromium'];
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Returns at once where it was downloaded before. */
async function downloadWithPlaywright(log: Log) {
  log('No browser is installed here: asking playwright for its Chromium.');
  const manifest = createRequire(path.join(projectRoot, 'package.json')).resolve('playwright-core/package.json');
  const cli = path.join(path.dirname(manifest), 'cli.js');
  await promisify(execFile)(process.execPath, [cli, 'install', 'chromium', '--only-shell'], { timeout: 300_000 });
}

function environment(extra: LaunchOptions['env']): Record<string, string> {
  const all = Object.entries({ ...process.env, ...extra });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function firstLines(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').slice(0, 3).join(' ');
}
