// Packages the extension as `npm run package` does, but in a copy of the project: the build that is being used stays.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { execFileSync } from 'node:child_process';
import { HostError } from './hostError';
import { npm } from './npm';
import { projectRoot } from './paths';

/** Writes the package of what is in the project's folder, committed or not. */
export async function packageVsix(file: string): Promise<void> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-package-'));
  try {
    for (const name of projectFiles()) {
      fs.mkdirSync(path.dirname(path.join(scratch, name)), { recursive: true });
      fs.copyFileSync(path.join(projectRoot, name), path.join(scratch, name));
    }
    // A junction needs no special rights on Windows; elsewhere the type is ignored.
    const modules = fs.realpathSync(path.join(projectRoot, 'node_modules'));
    fs.symlinkSync(modules, path.join(scratch, 'node_modules'), 'junction');
    const { code, output } = await npm(['run', 'package', '--', '--out', file], scratch);
    if (code !== 0) throw new HostError(`npm run package failed:\n${output}`);
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** What git has, or would take in. */
function projectFiles(): string[] {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const names = execFileSync('git', list, { cwd: projectRoot, encoding: 'utf8' }).split('\0');
  return names.filter(
    (name) => name !== '' && fs.lstatSync(path.join(projectRoot, name), { throwIfNoEntry: false })?.isFile(),
  );
}
