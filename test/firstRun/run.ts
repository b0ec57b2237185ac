// `npm run first-run [-- --vsix <file>] [--pictures <folder>]`: what somebody meets who installs Afterword, from the package, in a
// VS Code that is as new: in English, light, and in Chinese, dark. Prints how long each step took; fails where one does not come
// to what it should.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { explain } from '../host/hostError';
import { installHost } from '../host/install';
import { scratchFolder, shown } from '../host/paths';
import { packageVsix } from '../host/vsix';
import { firstRun, type Newcomer } from './firstRun';

const newcomers: readonly Newcomer[] = [
  {
    language: 'en',
    strings: 'package.nls.json',
    theme: 'Default Light Modern',
    note: path.join('diary', '2025-06-14.md'),
    beginning: 'In the ',
  },
  {
    language: 'zh-cn',
    strings: 'package.nls.zh-cn.json',
    theme: 'Default Dark Modern',
    note: path.join('日记', '2024-05-19.md'),
    beginning: '我',
  },
];

async function main() {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({ options: { vsix: option, pictures: option } });
  const pictures = path.resolve(values.pictures ?? path.join(scratchFolder, 'first-run'));
  const host = await installHost(console.log);
  const vsix = path.resolve(values.vsix ?? (await packaged()));
  for (const newcomer of newcomers) {
    const folder = path.join(pictures, newcomer.language);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    const { steps, firstAccepted } = await firstRun(host, vsix, newcomer, folder);
    console.log(
      `\n${newcomer.language}, ${newcomer.theme}; pictures in ${shown(folder)}\n\n| step | seconds |\n| --- | ---: |`,
    );
    for (const { name, seconds } of steps) console.log(`| ${name} | ${seconds.toFixed(1)} |`);
    console.log(
      `\nFrom the start of the installation to the first suggestion accepted: ${firstAccepted.toFixed(1)} s.`,
    );
  }
}

async function packaged(): Promise<string> {
  const file = path.join(scratchFolder, 'first-run.vsix');
  fs.mkdirSync(scratchFolder, { recursive: true });
  await packageVsix(file);
  return file;
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
