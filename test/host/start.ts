// `npm start [-- <folder>] [-- --check]`: Afterword in a real VS Code, on the sample notes or a folder of yours. In the
// desktop's `code` where there is one; else in VS Code from npm, in a browser; without a display, the address is printed.

import { execFileSync, execSync, spawn, type StdioOptions } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { check } from './check';
import { explain, HostError } from './hostError';
import { installHost } from './install';
import { notesToTry, workspace, type Workspace } from './notes';
import { projectRoot, sampleNotes, scratchFolder, shown } from './paths';
import { startServer } from './server';
import { workbenchUrl } from './workbench';

const log = (line: string) => console.log(line);

async function main(args: readonly string[]) {
  if (args.includes('--check')) {
    await check(log);
    log('The check passed.');
    return;
  }
  const [folder] = args.filter((arg) => !arg.startsWith('--'));
  const notes = folder === undefined ? sampleWorkspace() : workspaceAt(folder);
  if (!openInDesktop(notes.folder)) await openInBrowser(notes);
}

function sampleWorkspace(): Workspace {
  const notes = notesToTry();
  log(`Your copy of the sample notes is in ${shown(notes.folder)}: change it as you like, delete it for a fresh one.`);
  return notes;
}

function workspaceAt(folder: string): Workspace {
  if (!fs.existsSync(folder)) throw new HostError(`There is no folder ${folder}.`);
  const resolved = fs.realpathSync(folder);
  return resolved === fs.realpathSync(sampleNotes) ? sampleWorkspace() : workspace(resolved);
}

function openInDesktop(folder: string): boolean {
  if (process.env.AFTERWORD_HOST === 'npm' || !hasDisplay() || !hasDesktopCode()) return false;
  log('Opening VS Code on the desktop.');
  code(['--new-window', `--extensionDevelopmentPath=${projectRoot}`, folder]);
  return true;
}

/** True where `code` is the desktop's, and no older than the extension asks for. */
function hasDesktopCode(): boolean {
  // In a terminal of VS Code's server (and code-server) `code` only speaks to the window that is open already.
  if (process.env.VSCODE_IPC_HOOK_CLI !== undefined) return false;
  try {
    const [major, minor] = code(['--version']).split('.').map(Number);
    const manifest = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
      engines: { vscode: string };
    };
    const [wantedMajor, wantedMinor] = manifest.engines.vscode.replace(/^\D*/, '').split('.').map(Number);
    return major! > wantedMajor! || (major === wantedMajor && minor! >= wantedMinor!);
  } catch {
    return false;
  }
}

function code(args: readonly string[]): string {
  const options = { stdio: ['ignore', 'pipe', 'ignore'] satisfies StdioOptions, timeout: 30_000 };
  // On Windows `code` is a batch file, which only a shell can start.
  const output =
    process.platform === 'win32'
      ? execSync(['code', ...args.map((arg) => `"${arg}"`)].join(' '), options)
      : execFileSync('code', args, options);
  return output.toString();
}

async function openInBrowser({ folder, note }: Workspace) {
  const host = await installHost(log);
  const server = await startServer(host, {
    extension: projectRoot,
    forPerson: true,
    // Kept, so that the next start finds what Afterword has learned.
    dataFolder: path.join(scratchFolder, 'start'),
  });
  const url = workbenchUrl(server.port, { folder, openFile: note });
  log(`VS Code with Afterword is at\n\n  ${url}\n\nIt stays up until you press Ctrl+C.`);
  if (hasDisplay()) openUrl(url);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.stop();
      process.exit(0);
    });
  }
  throw new HostError(`${await server.died}. Its log ends:\n${server.logTail()}`);
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return process.env.SSH_CONNECTION === undefined;
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

function openUrl(url: string) {
  const openers = { darwin: ['open'], win32: ['rundll32', 'url.dll,FileProtocolHandler'] } as Record<string, string[]>;
  const [program, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(program!, [...args, url], { stdio: 'ignore', detached: true });
  // The address is printed already: a desktop that cannot open it is no failure.
  child.once('error', () => log('No browser opened by itself: open the address above.'));
  child.unref();
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
