// Fonts for the browser on Linux. Servers rarely have one for Chinese, and pictures would show boxes: where Debian's
// package manager is at hand, fonts are fetched and unpacked below .vscode-test, without root. Never a failure.

import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { installFolder, type Log } from './npm';

const run = promisify(execFile);
const fontPackages = ['fonts-wqy-microhei', 'fonts-open-sans'];

/** Where a family is not there. Without being told, the browser takes the first font that it finds, mostly one with serifs. */
const sansSerif = ['Open Sans', 'DejaVu Sans', 'WenQuanYi Micro Hei'];
const monospace = ['DejaVu Sans Mono', 'WenQuanYi Micro Hei Mono'];

/** Environment variables that let the browser draw Chinese; none where it can anyway, or cannot be helped. */
export async function fontEnvironment(log: Log): Promise<Record<string, string>> {
  if (process.platform !== 'linux' || (await hasChineseFont())) return {};
  try {
    const folder = await installFolder('fonts', fontPackages.join(' '), async (partial) => {
      log(`No font for Chinese is installed here: fetching ${fontPackages.join(' and ')}.`);
      await run('apt-get', ['download', ...fontPackages], { cwd: partial });
      const archives = fs.readdirSync(partial).filter((file) => file.endsWith('.deb'));
      for (const archive of archives) await run('dpkg-deb', ['-x', archive, '.'], { cwd: partial });
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
  const edit = (mode: string, fonts: readonly string[]) =>
    `<edit name="family" mode="${mode}">${fonts.map((font) => `<string>${font}</string>`).join('')}</edit>`;
  const isMonospace = '<test name="family"><string>monospace</string></test>';
  const instead = [isMonospace + edit('prepend', monospace), edit('append_last', sansSerif)];
  const matches = instead.map((rule) => `  <match target="pattern">${rule}</match>`);
  const cache = `  <cachedir>${path.join(home, 'fontCache')}</cachedir>`;
  const file = path.join(home, 'fonts.conf');
  const config = ['<?xml version="1.0"?>', '<fontconfig>', ...lines, ...matches, cache, '</fontconfig>', ''].join('\n');
  if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== config) fs.writeFileSync(file, config);
  return file;
}
