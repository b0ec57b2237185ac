// What a release needs, apart from the tests: what each check found, or an error that says what is wrong.

import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { npm } from '../host/npm';
import { projectRoot, sampleNotes } from '../host/paths';
import { packageVsix } from '../host/vsix';

/** Bytes. */
const mostOfPackage = 3_000_000;

/** What may be in the package, and so no sources, no tests, no maps, no native code. */
const mayBeIn = [
  /^(package(\.nls(\.[\w-]+)?)?\.json|README(\.[\w-]+)?\.md|CHANGELOG\.md|LICENSE\.txt)$/i,
  /^dist\/(web\/)?[\w-]+\.js$/,
  /^dist\/inspector\/\w+\.(js|css)$/,
  /^dist\/kernels\/\w+\.wasm$/,
  /^l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
  /^media\/[\w/-]+\.(png|jpg|webp|svg)$/,
];

interface Manifest {
  readonly version: string;
  readonly bin: { readonly afterword: string };
  readonly scripts: Readonly<Record<string, string>>;
}

const read = (file: string) => fs.readFileSync(path.join(projectRoot, file), 'utf8');
const manifest = () => JSON.parse(read('package.json')) as Manifest;

export function treeIsClean(): string {
  const changed = run('git', ['status', '--porcelain']).trim();
  if (changed !== '') throw new Error(`not committed:\n${changed}`);
  return run('git', ['log', '-1', '--format=%h %s']).trim();
}

/** The uppermost entry is this version's, with its day: https://keepachangelog.com. */
export function changelogHasVersion(): string {
  const { version } = manifest();
  const [top = 'nothing'] = /^## .*$/m.exec(read('CHANGELOG.md')) ?? [];
  const [, named, day] = /^## \[?(\d+\.\d+\.\d+)\]? - (\d{4}-\d{2}-\d{2})$/.exec(top) ?? [];
  if (named !== version || day === undefined) {
    throw new Error(`CHANGELOG.md begins with "${top}"; wanted is "## ${version} - <year>-<month>-<day>"`);
  }
  return `${version}, ${day}`;
}

export async function nothingVulnerable(): Promise<string> {
  return (await npmRun(['audit', '--omit=dev'])).trim();
}

export function nothingRunsAtInstallation(): string {
  const { scripts } = manifest();
  const found = ['preinstall', 'install', 'postinstall', 'vscode:uninstall'].filter((name) => name in scripts);
  if (found.length > 0) throw new Error(found.join(', '));
  return 'no script';
}

/** Writes the package, and looks at how large it is. */
export async function packageIsSmall(vsix: string): Promise<string> {
  await packageVsix(vsix);
  const { size } = fs.statSync(vsix);
  if (size > mostOfPackage) throw new Error(`${whole(size)} bytes, and ${whole(mostOfPackage)} are the most`);
  return `${whole(size)} bytes`;
}

export function packageHoldsWhatItNeeds(vsix: string): string {
  const files = filesIn(vsix);
  const other = files.filter((file) => !mayBeIn.some((allowed) => allowed.test(file)));
  if (files.length === 0 || other.length > 0) throw new Error(`not needed: ${other.join(', ') || 'an empty package'}`);
  return `${files.length} files`;
}

/** A VSIX is a zip file: the names in the directory at its end, of what stands below extension/. */
function filesIn(vsix: string): string[] {
  const bytes = fs.readFileSync(vsix);
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  const names: string[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    names.push(bytes.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names.filter((name) => name.startsWith('extension/')).map((name) => name.slice('extension/'.length));
}

/** What the README's first commands do: learn a little, and say what comes next. */
export function commandLineAnswers(scratch: string): string {
  const program = path.join(projectRoot, manifest().bin.afterword);
  const model = path.join(scratch, 'model');
  run(process.execPath, [program, 'train', sampleNotes, '--model', model, '--epochs', '1']);
  const answer = run(process.execPath, [program, 'predict', '--model', model, '--json', 'I went to the ']);
  const { items } = JSON.parse(answer) as { items: readonly { text: string }[] };
  if (items.length === 0) throw new Error('no word was suggested');
  return `I went to the ${items[0]!.text}`;
}

export async function npmRun(args: readonly string[]): Promise<string> {
  const { code, output } = await npm(args, projectRoot);
  if (code !== 0) throw new Error(`npm ${args.join(' ')} ended with ${code}:\n${output.trim()}`);
  return output;
}

function whole(value: number): string {
  return value.toLocaleString('en');
}

function run(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { cwd: projectRoot, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
