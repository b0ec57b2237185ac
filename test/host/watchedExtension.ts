// Afterword as it is built, in a folder of its own, with a main module that watches it.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { projectRoot } from './paths';

/** Everything that an extension in use consists of. */
const parts = ['l10n', 'media', 'package.nls.json', 'package.nls.zh-cn.json', 'dist/inspector', 'dist/kernels'];

/** @param main below dist/test: it finds the extension beside it, as extension.js. */
export function makeWatchedExtension(folder: string, main: string): void {
  const dist = path.join(projectRoot, 'dist');
  const scripts = fs.readdirSync(dist).filter((name) => name.endsWith('.js'));
  for (const part of [...parts, ...scripts.map((name) => path.join('dist', name))]) {
    fs.cpSync(path.join(projectRoot, part), path.join(folder, part), { recursive: true });
  }
  const name = path.join('dist', path.basename(main));
  fs.copyFileSync(path.join(dist, 'test', main), path.join(folder, name));
  const manifest = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as object;
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, main: name, type: 'commonjs' }));
}
