// Fonts for the browser on Linux. Servers rarely have one for Chinese, and pictures would show boxes: where Debian's
// package manager is at hand, a font is fetched and unpacked below .vscode-test, without root. Never a failure.

import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { installFolder, type Log } from './npm';

const run = promisify(execFile);
const fontPackage = 'fonts-wqy-microhei';

/** Environment variables that let the browser draw Chinese; none where it can anyway, or cannot be helped. */
export async function fontEnvironment(log: Log): Promise<Record<string, string>> {
  if (process.platform !== 'linux' || (await hasChineseFont())) return {};
  try {
    const folder = await installFolder('fonts', fontPackage, async (partial) => {
      log(`No font for Chinese is installed here: fetching ${fontPackage}.`);
      await run('apt-get', ['download', fontPackage], { cwd: partial });
      const archive = fs.readdirSync(partial).find((file) => file.endsWith('.deb'));
      await run('dpkg-deb', ['-x', archive ?? '', '.'], { cwd: partial });
    });
    return { FONTCONFIG_FILE: writeFontConfig(folder, [path.join(folder, 'usr', 'share', 'fonts')]) };
  } catch {
    log('It could not be fetched: Chinese may show as boxes.');
    return {};
  }
}

async function hasChineseFont(): Promise<boolean> {
  try {
    return (await run('fc-list', [':lang=zh'])).stdout.trim() !== '';
  } catch {
    return false;
  }
}

/** A font configuration that needs no other: the system's fonts, the user's, and those in `folders`. */
export function writeFontConfig(home: string, folders: readonly string[]): string {
  const users = ['.fonts', '.local/share/fonts'].map((folder) => path.join(os.homedir(), folder));
  const all = [...folders, '/usr/share/fonts', '/usr/local/share/fonts', ...users];
  const lines = all.map((folder) => `  <dir>${folder}</dir>`);
  const cache = `  <cachedir>${path.join(home, 'fontCache')}</cachedir>`;
  const file = path.join(home, 'fonts.conf');
  const config = ['<?xml version="1.0"?>', '<fontconfig>', ...lines, cache, '</fontconfig>', ''].join('\n');
  if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== config) fs.writeFileSync(file, config);
  return file;
}
