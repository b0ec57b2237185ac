// The corpus folder by folder, as a tree unfolds it.

import assert from 'node:assert/strict';
import path from 'node:path';
import { contentsOf } from '../../../src/engine/corpusFolders';
import type { CorpusFolder, CorpusFolderRequest } from '../../../src/engine/protocol/notes';

const at = (...names: string[]) => path.resolve('/', ...names);
const files = (...places: string[]) => places.map((place) => ({ path: at(...place.split('/')), words: 10 }));

function contents(
  places: readonly { path: string; words: number }[],
  request: Partial<CorpusFolderRequest>,
): { folder: CorpusFolder; pauses: number } {
  const work = contentsOf(places, { roots: [at('n')], most: 100, ...request });
  for (let pauses = 0; ; pauses++) {
    const { done, value } = work.next();
    if (done) return { folder: value, pauses };
  }
}

const names = ({ folders, files }: CorpusFolder) => [...folders, ...files].map((each) => each.path);

describe('the folders of the corpus', () => {
  const notes = files('n/a.md', 'n/x/b.md', 'n/x/deep/c.md', 'n/xy/d.md');

  it('show one level, with all below summed up', () => {
    const { folder } = contents(notes, {});
    assert.deepEqual(folder, {
      folders: [
        { path: at('n', 'x'), files: 2, words: 20 },
        { path: at('n', 'xy'), files: 1, words: 10 },
      ],
      files: [{ path: at('n', 'a.md'), words: 10 }],
      more: 0,
    });
    assert.deepEqual(names(contents(notes, { folder: at('n', 'x') }).folder), [
      at('n', 'x', 'deep'),
      at('n', 'x', 'b.md'),
    ]);
    assert.deepEqual(names(contents(notes, { folder: at('n', 'x', 'deep') }).folder), [at('n', 'x', 'deep', 'c.md')]);
  });

  it('of several roots begin with these', () => {
    const places = [...notes, ...files('m/e.md')];
    const { folder } = contents(places, { roots: [at('n'), at('m')] });
    assert.deepEqual(folder, {
      folders: [
        { path: at('m'), files: 1, words: 10 },
        { path: at('n'), files: 4, words: 40 },
      ],
      files: [],
      more: 0,
    });
    assert.deepEqual(names(contents(places, { roots: [at('n'), at('m')], folder: at('m') }).folder), [at('m', 'e.md')]);
  });

  it('have a file in the innermost root alone', () => {
    const roots = [at('n'), at('n', 'x')];
    const { folder } = contents(notes, { roots });
    assert.deepEqual(
      folder.folders.map((each) => [each.path, each.files]),
      [
        [at('n'), 2],
        [at('n', 'x'), 2],
      ],
    );
    assert.deepEqual(names(contents(notes, { roots, folder: at('n') }).folder), [at('n', 'xy'), at('n', 'a.md')]);
  });

  it('show files of no root at the top', () => {
    const { folder } = contents([...notes, ...files('gone/f.md')], {});
    assert.deepEqual(names(folder), [at('n', 'x'), at('n', 'xy'), at('gone', 'f.md'), at('n', 'a.md')]);
  });

  it('are in the order that people expect', () => {
    const { folder } = contents(files('n/note 10.md', 'n/note 9.md', 'n/Note 8.md'), {});
    assert.deepEqual(
      names(folder).map((name) => path.basename(name)),
      ['Note 8.md', 'note 9.md', 'note 10.md'],
    );
  });

  it('name as many files as are wanted, and count the others', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => ({ path: at('n', `${100_000 + index}.md`), words: 1 }));
    const { folder, pauses } = contents(many, { most: 200 });
    assert.deepEqual([folder.files.length, folder.more, folder.files[0].path], [200, 99_800, many[0].path]);
    assert.ok(pauses >= 20, `${pauses} pauses`);
  });

  it('may lie behind another file system, under addresses', () => {
    const cloud = [...notes, { path: 'cloud:/n/x/e.md', words: 5 }, { path: 'cloud:/n/f.md', words: 5 }];
    const roots = [at('n'), 'cloud:/n'];
    assert.deepEqual(names(contents(cloud, { roots }).folder), [at('n'), 'cloud:/n']);
    assert.deepEqual(names(contents(cloud, { roots, folder: 'cloud:/n' }).folder), ['cloud:/n/x', 'cloud:/n/f.md']);
  });
});
