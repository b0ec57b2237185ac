// Fetches npm packages into a folder below .vscode-test, away from the project's own node_modules. A folder appears
// under its name only when it is complete, so an install that broke half-way is simply made again.

import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { HostError } from './hostError';
import { scratchFolder } from './paths';

export type Log = (line: string) => void;

/** What this process is installing, by name. */
const underWay = new Map<string, Promise<string>>();

/**
 * Makes `.vscode-test/<name>` with `fill`, unless it is there and its stamp is the same. `fill` works in a folder of
 * this process alone, which is renamed at the end: two processes may install at once, and one only once.
 */
export function installFolder(name: string, stamp: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const installed = underWay.get(name) ?? install(name, stamp, fill).finally(() => underWay.delete(name));
  underWay.set(name, installed);
  return installed;
}

async function install(name: string, stamp: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = path.join(scratchFolder, name);
  const stampFile = 'installed.txt';
  const isComplete = () =>
    fs.existsSync(path.join(folder, stampFile)) && fs.readFileSync(path.join(folder, stampFile), 'utf8') === stamp;
  if (isComplete()) return folder;

  removeLeftovers(name);
  const partial = `${folder}.partial-${process.pid}`;
  try {
    fs.mkdirSync(partial, { recursive: true });
    await fill(partial);
    fs.writeFileSync(path.join(partial, stampFile), stamp);
    if (isComplete()) return folder;
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(partial, folder);
    return folder;
  } finally {
    fs.rmSync(partial, { recursive: true, force: true });
  }
}

/** Partial folders whose process has ended are the remains of installs that were cut off. */
function removeLeftovers(name: string) {
  if (!fs.existsSync(scratchFolder)) return;
  for (const entry of fs.readdirSync(scratchFolder)) {
    const pid = entry.startsWith(`${name}.partial-`) ? Number(entry.split('-').at(-1)) : undefined;
    if (pid === undefined || isRunning(pid)) continue;
    try {
      fs.rmSync(path.join(scratchFolder, entry), { recursive: true, force: true });
    } catch {
      // Its npm may still be writing there: the next install removes it.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * `npm install` with these arguments in `folder`, on the Node at `node`. Install scripts never run: nothing here needs
 * one, and newer npm asks before it runs any.
 */
export async function npmInstall(folder: string, args: readonly string[], node = process.execPath): Promise<void> {
  const manifest = path.join(folder, 'package.json');
  if (!fs.existsSync(manifest)) fs.writeFileSync(manifest, '{ "private": true }\n');
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', ...args];
  const { code, output } = await npm(install, folder, node);
  if (code === 0) return;
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|ENOTCACHED/.test(output)) {
    const remedy =
      'Connect to the network once, or point npm at a registry that can be reached: npm config set registry …';
    throw new HostError(`The npm registry cannot be reached, for npm install ${args.join(' ')}. ${remedy}`);
  }
  const tail = output.trim().split('\n').slice(-15).join('\n');
  throw new HostError(`npm ${install.join(' ')} failed in ${folder}:\n${tail}`);
}

/** Runs npm on the Node at `node`; its whole output, and how it ended. */
export function npm(
  args: readonly string[],
  cwd: string,
  node = process.execPath,
): Promise<{ code: number | null; output: string }> {
  // Below `npm run`, npm says where its own script is; elsewhere, npm is a program on the PATH (on Windows npm.cmd,
  // which only a shell can start).
  const script = process.env.npm_execpath;
  const viaScript = script !== undefined && /npm-cli\.c?js$/.test(script);
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` };
  const child = viaScript
    ? spawn(node, [script, ...args], { cwd, env })
    : spawn(['npm', ...args].join(' '), { cwd, env, shell: true });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, output: `npm could not be started: ${error.message}` }));
    child.once('close', (code) => resolve({ code, output }));
  });
}
