import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { GitIgnored } from '../../../src/engine/gitIgnored';
import { openFiles } from '../../../src/engine/openFiles';

describe('files that are open to learning', () => {
  let folder: string;
  beforeEach(() => (folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-')))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  function write(files: Readonly<Record<string, string>>): string[] {
    return Object.entries(files).map(([name, text]) => {
      const file = path.join(folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
      return file;
    });
  }
  const names = (files: readonly string[], below = folder) => files.map((file) => path.relative(below, file));

  it('are not hidden, and not ignored by any .gitignore on the way to them', async () => {
    write({ '.gitignore': 'private/\n*.draft.md\n!keep.draft.md\n', 'work/.gitignore': '/old\n!late.draft.md\n' });
    const files = write({
      'a.md': '',
      'a.draft.md': '',
      'keep.draft.md': '',
      'private/a.md': '',
      'private/deep/keep.draft.md': '',
      'work/a.md': '',
      'work/late.draft.md': '',
      'work/other.draft.md': '',
      'work/old/a.md': '',
      'work/new/old/a.md': '',
      '.hidden/a.md': '',
      'work/.a.md': '',
    });
    const open = ['a.md', 'keep.draft.md', 'work/a.md', 'work/late.draft.md', 'work/new/old/a.md'];
    assert.deepEqual(names(await openFiles(files, folder)), open);
  });

  it('are those that git itself would not ignore', function () {
    if (spawnSync('git', ['init', '-q', folder]).status !== 0) this.skip();
    write({
      '.gitignore': '*.log.md\nbuild\n/top/*\n!/top/kept.md\ndoc/**/x.md\n',
      'sub/.gitignore': '!a.log.md\nb*\n',
    });
    // prettier-ignore
    const files = write({ 'a.log.md': '', 'sub/a.log.md': '', 'sub/b.md': '', 'sub/c.md': '', 'build/a.md': '', 'sub/build/a.md': '', 'top/a.md': '', 'top/kept.md': '', 'doc/x.md': '', 'doc/a/b/x.md': '', 'doc/y.md': '' });
    const { stdout } = spawnSync('git', ['check-ignore', '--stdin'], {
      cwd: folder,
      input: names(files).join('\n'),
      encoding: 'utf8',
    });
    const ignored = new GitIgnored(folder);
    assert.deepEqual(names(files.filter((file) => ignored.ignores(file))).sort(), stdout.trim().split('\n').sort());
  });

  it('follow the repository above the folder, unless it ignores the folder itself', async () => {
    fs.mkdirSync(path.join(folder, '.git'));
    const [a, b] = write({ 'notes/a.md': '', 'notes/secret/b.md': '' });
    const notes = path.join(folder, 'notes');
    write({ '.gitignore': 'notes/secret\n' });
    assert.deepEqual(await openFiles([a, b], notes), [a]);
    write({ '.gitignore': '*\n' });
    assert.deepEqual(
      await openFiles([a, b], notes),
      [a, b],
      'a home folder under git ignores all that it does not name',
    );
  });

  it('are those that the command line finds below a folder', () => {
    write({
      '.gitignore': 'private\n',
      'a.md': 'The river runs.',
      'private/b.md': 'Xyzzy.',
      '.c.md': 'Xyzzy.',
      'passwords.md': 'Xyzzy.',
    });
    const args = [
      'dist/cli.js',
      'train',
      folder,
      '--model',
      path.join(folder, 'm'),
      '--epochs',
      '1',
      '--hidden',
      '8',
      '--json',
      '--verbose',
    ];
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    const [corpus] = stdout.split('\n').filter((line) => line.includes('"corpus"'));
    const { files } = JSON.parse(corpus) as { files: { path: string; words: number; reason?: string }[] };
    assert.deepEqual(
      files.map(({ path: file, reason }) => [path.basename(file), reason]),
      [
        ['a.md', undefined],
        ['passwords.md', 'secret'],
      ],
    );
  }).timeout(30_000);
});
