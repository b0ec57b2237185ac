// The extension as a browser gets it: a folder with nothing in it that Node could run.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { projectRoot } from './paths';

const parts = ['package.nls.json', 'l10n', 'media', path.join('dist', 'web'), path.join('dist', 'inspector')];

/** Settings with which VS Code runs it in the page, though the page has a server behind it. */
export const inThePage = { 'remote.extensionKind': { 'afterword.afterword': ['web'], 'test.companion': ['web'] } };

export interface WebExtension {
  readonly folder: string;
  remove(): void;
}

/** @param tests files below dist/ that go along. */
export function webExtension(tests: readonly string[] = []): WebExtension {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-web-'));
  const manifest = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as object;
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, main: undefined }));
  for (const name of [...parts, ...tests.map((test) => path.join('dist', test))]) {
    fs.cpSync(path.join(projectRoot, name), path.join(folder, name), { recursive: true });
  }
  return { folder, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
}
