// The files that are left out, found on disk: by their names, by git, by the settings; and what is never looked at.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findLeftOut } from '../../../src/engine/leftOut';
import type { NoteFolder } from '../../../src/engine/protocol/notes';

describe('what is left out of the notes', () => {
  let folder: string;
  beforeEach(() => (folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-')))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  function write(...names: string[]): void {
    for (const name of names) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), '');
    }
  }

  const include = ['**/*.md'];
  const standard = ['**/node_modules/**', '**/.*/**', '**/.*'];
  const settings = (exclude: readonly string[], ...names: string[]): NoteFolder => ({
    folder: path.join(folder, ...names),
    include,
    exclude: [...standard, ...exclude],
  });

  async function leftOut(...folders: NoteFolder[]): Promise<Record<string, string>> {
    const found = await findLeftOut(folders, () => Promise.resolve());
    return Object.fromEntries(found.map((file) => [path.relative(folder, file.path), file.reason]));
  }

  it('has its reason; notes and other files are not among it', async () => {
    write('a.md', 'x/b.md', 'picture.png', '.hidden.md', '.obsidian/c.md', 'drafts/d.md', 'x/private/e.md', 'x/f.md');
    fs.writeFileSync(path.join(folder, '.gitignore'), 'private\n');
    assert.deepEqual(await leftOut(settings(['drafts/**', 'x/f.md'])), {
      '.hidden.md': 'hidden',
      [path.join('.obsidian', 'c.md')]: 'hidden',
      [path.join('drafts', 'd.md')]: 'excluded',
      [path.join('x', 'private', 'e.md')]: 'ignored',
      [path.join('x', 'f.md')]: 'excluded',
    });
  });

  it('is not looked for where nobody would look', async () => {
    write('node_modules/x/readme.md', '.git/a.md', 'x/node_modules/b.md');
    assert.deepEqual(await leftOut(settings([])), {});
  });

  it('of a folder within another one follows its own settings', async () => {
    write('a.md', 'inner/a.md', 'inner/b.md');
    assert.deepEqual(await leftOut(settings(['**/a.md']), settings(['b.md'], 'inner')), {
      'a.md': 'excluded',
      [path.join('inner', 'b.md')]: 'excluded',
    });
  });

  it('is found behind links, and links in circles have an end', async function () {
    write('real/.a.md');
    try {
      fs.symlinkSync(folder, path.join(folder, 'real', 'circle'), 'dir');
      fs.symlinkSync(path.join(folder, 'nowhere'), path.join(folder, '.b.md'));
    } catch {
      this.skip();
    }
    assert.deepEqual(await leftOut(settings([])), { [path.join('real', '.a.md')]: 'hidden', '.b.md': 'hidden' });
  });

  it('is not looked for any longer when nobody waits for it', async () => {
    write('x/a.md', 'y/a.md');
    let paused = 0;
    const giveUp = () => (++paused === 2 ? Promise.reject(new Error('cancelled')) : Promise.resolve());
    await assert.rejects(findLeftOut([settings([])], giveUp), /cancelled/);
    assert.equal(paused, 2);
  });
});
