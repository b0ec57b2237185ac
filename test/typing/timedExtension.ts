// Afterword as it is built, in a folder of its own, with a main module that takes its time.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { projectRoot } from '../host/paths';

/** Everything that an extension in use consists of. */
const parts = ['l10n', 'media', 'package.nls.json', 'package.nls.zh-cn.json', 'dist/inspector', 'dist/kernels'];

export function makeTimedExtension(folder: string): void {
  const dist = path.join(projectRoot, 'dist');
  const scripts = fs.readdirSync(dist).filter((name) => name.endsWith('.js'));
  for (const part of [...parts, ...scripts.map((name) => path.join('dist', name))]) {
    fs.cpSync(path.join(projectRoot, part), path.join(folder, part), { recursive: true });
  }
  fs.copyFileSync(path.join(dist, 'test', 'typing', 'timedMain.js'), path.join(folder, 'dist', 'timedMain.js'));
  const manifest = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as object;
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ ...manifest, main: './dist/timedMain.js', type: 'commonjs' }),
  );
}
