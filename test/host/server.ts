// Starts and stops VS Code's server: on a free port, with user data and extensions in a folder of its own. The server
// and everything it starts (extension host, engine process) ends with stop(), and with the process that started it,
// however that ends.

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { HostError } from './hostError';
import type { Host } from './install';
import { writeLanguages } from './languages';
import { writeSettings } from './settings';
import { failAfter } from './waiting';

export interface ServerOptions {
  /** User settings, on top of those that keep the workbench quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Reaches the extension host too. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folders are not trusted until somebody says so. */
  readonly asksForTrust?: boolean;
  /** A module that the server and its extension host load before anything else. */
  readonly preload?: string;
  /** An extension to install first: a .vsix file, or a folder, which is linked and so always as it was last built. */
  readonly extension?: string;
  /**
   * True: for a person. Otherwise the smoke-test driver is on: without it VS Code ignores the page's
   * extensionDevelopmentPath and extensionTestsPath, and with it shows no notification toasts.
   */
  readonly forPerson?: boolean;
  /** Where user data is kept; without it, a temporary folder that stop() deletes. */
  readonly dataFolder?: string;
}

export interface Server {
  readonly port: number;
  readonly pid: number;
  /** Resolves, with the reason in words, when the server ends without stop(). */
  readonly died: Promise<string>;
  /** The last lines of the server's log, and the last errors of its extension host. */
  logTail(): string;
  stop(): void;
}

/**
 * Runs inside the server before its own code. Its standard input is a pipe from us, which the system closes when we are
 * gone: then the server's whole process group goes. Its children and threads inherit the flag, not the task.
 */
const endWithParent = `data:text/javascript,${encodeURIComponent(`
  import { execFileSync } from 'node:child_process';
  import { isMainThread } from 'node:worker_threads';
  const end = () => process.platform === 'win32'
    ? execFileSync('taskkill', ['/F', '/T', '/PID', String(process.pid)])
    : process.kill(-process.pid, 'SIGKILL');
  if (isMainThread && process.argv[1]?.endsWith('server-main.js')) process.stdin.on('close', end).resume();
`)}`;

export async function startServer(host: Host, options: ServerOptions = {}): Promise<Server> {
  if (options.extension !== undefined && !fs.existsSync(options.extension)) {
    throw new HostError(`There is no ${options.extension} to install.`);
  }
  const data = options.dataFolder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-host-'));
  const extensions = path.join(data, 'extensions');
  const folders = ['--server-data-dir', path.join(data, 'server'), '--user-data-dir', path.join(data, 'user')];
  folders.push('--extensions-dir', extensions);
  writeSettings(path.join(data, 'user'), options.settings);
  writeLanguages(path.join(data, 'user'));
  if (options.extension !== undefined) installExtension(host, options.extension, extensions, folders);

  const flags = ['--without-connection-token', '--accept-server-license-terms', '--disable-telemetry'];
  if (options.asksForTrust !== true) flags.push('--disable-workspace-trust');
  if (options.forPerson !== true) flags.push('--enable-smoke-test-driver');
  const address = ['--host', '127.0.0.1', '--port', '0'];
  const preloads = [
    '--import',
    endWithParent,
    ...(options.preload === undefined ? [] : ['--require', options.preload]),
  ];
  const child = spawn(host.node, [...preloads, host.serverMain, ...address, ...flags, ...folders], {
    // No gallery: VS Code must not ask the network for extensions.
    env: { ...process.env, EXTENSIONS_GALLERY: '{}', ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own: ending only the server's process would leave its extension host running.
    detached: process.platform !== 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-100_000)));
  }
  let stopped = false;
  const died = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`VS Code's server could not be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      if (!stopped) resolve(`VS Code's server ended by itself (${signal ?? `exit code ${String(code)}`})`);
    });
  });
  const stop = () => {
    if (stopped) return;
    stopped = true;
    killTree(child);
    if (options.dataFolder === undefined) {
      fs.rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  };
  const logTail = () => [lastLines(output), ...extensionHostErrors(path.join(data, 'user', 'logs'))].join('\n');
  try {
    const port = await Promise.race([
      listeningPort(child, () => output),
      died.then(fail),
      failAfter(30, "VS Code's server did not answer in 30 s"),
    ]);
    return { port, pid: child.pid!, died, logTail, stop };
  } catch (error) {
    const log = logTail();
    stop();
    throw new HostError(`${error instanceof Error ? error.message : String(error)}. Its log ends:\n${log}`);
  }
}

function installExtension(host: Host, extension: string, extensions: string, folders: readonly string[]) {
  // The list of extensions that VS Code made of this folder may be older than the extension.
  fs.rmSync(extensions, { recursive: true, force: true });
  if (fs.statSync(extension).isDirectory()) {
    fs.mkdirSync(extensions, { recursive: true });
    // A junction needs no special rights on Windows; elsewhere the type is ignored.
    fs.symlinkSync(extension, path.join(extensions, path.basename(extension)), 'junction');
    return;
  }
  const flags = ['--accept-server-license-terms', '--install-extension', extension, '--force'];
  try {
    execFileSync(host.node, [host.serverMain, ...flags, ...folders], { stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer };
    throw new HostError(`${extension} could not be installed:\n${String(stdout)}${String(stderr)}`);
  }
}

function listeningPort(child: ChildProcess, output: () => string): Promise<number> {
  return new Promise((resolve) => {
    child.stdout?.on('data', () => {
      const match = /agent listening on (\d+)/.exec(output());
      if (match) resolve(Number(match[1]));
    });
  });
}

function fail(reason: string): never {
  throw new Error(reason);
}

function killTree(child: ChildProcess) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32')
      execFileSync('taskkill', ['/F', '/T', '/PID', String(child.pid)], { stdio: 'pipe' });
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

/** Where an extension that failed says so: what the extension host logged as an error, with the stacks. */
function extensionHostErrors(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const logs = files.filter((file) => path.basename(file) === 'remoteexthost.log');
  return logs.flatMap((file) => {
    const entries = fs.readFileSync(path.join(folder, file), 'utf8').split(/^(?=\d{4}-\d\d-\d\dT)/m);
    const errors = entries.filter((entry) => entry.includes(' [error] '));
    return errors.length === 0 ? [] : [`${file}:\n${lastLines(errors.join(''))}`];
  });
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-30).join('\n');
}
