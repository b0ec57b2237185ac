// Integration tests in a desktop VS Code, which @vscode/test-electron downloads: only where its download host can be
// reached and there is a display. No page can be driven there: typing falls back to VS Code's commands.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { scratchFolder } from './paths';
import { writeSettings } from './settings';

export interface DesktopRun {
  readonly folder: string;
  readonly developmentPath: string;
  readonly testsPath: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
}

/** The path of a desktop VS Code, or why there is none. */
export async function desktopVSCode(): Promise<{ readonly program: string } | { readonly reason: string }> {
  if (process.env.AFTERWORD_HOST === 'npm') return { reason: 'AFTERWORD_HOST=npm' };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { reason: 'there is no display' };
  }
  try {
    return { program: await downloadAndUnzipVSCode({ cachePath: scratchFolder, timeout: 30_000 }) };
  } catch (error) {
    return { reason: `it cannot be downloaded (${(error as NodeJS.ErrnoException).code ?? String(error)})` };
  }
}

/** Resolves with the exit code. */
export async function runInDesktop(program: string, run: DesktopRun): Promise<number> {
  // Short, and not below the project: macOS limits the length of the socket's path in it.
  const userData = fs.mkdtempSync(path.join(os.tmpdir(), 'afw-'));
  writeSettings(userData, run.settings);
  try {
    return await runTests({
      vscodeExecutablePath: program,
      extensionDevelopmentPath: run.developmentPath,
      extensionTestsPath: run.testsPath,
      extensionTestsEnv: { ...run.env },
      launchArgs: [run.folder, '--user-data-dir', userData, '--disable-workspace-trust', '--disable-extensions'],
    });
  } catch (error) {
    console.error(String(error));
    return 1;
  } finally {
    fs.rmSync(userData, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
