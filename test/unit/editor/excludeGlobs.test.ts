import assert from 'node:assert/strict';
import { globOf, pointedAt, withGlob } from '../../../src/editor/excludeGlobs';
import { expandBraces } from '../../../src/editor/globs';

describe('the globs of what somebody excludes', () => {
  it('are the path itself, and of a folder all that is below', () => {
    assert.equal(globOf('日记/2024-05-19.md', false), '日记/2024-05-19.md');
    assert.equal(globOf('日记', true), '日记/**');
    assert.equal(globOf('', true), '**');
  });

  it('take no character of a name for a pattern', () => {
    assert.equal(globOf('a [draft]*?.md', false), 'a [[]draft][*][?].md');
    const glob = globOf('{a,b}\\c.md', false);
    assert.equal(glob, '?a?b??c.md');
    assert.deepEqual(expandBraces(glob), [glob]);
  });

  it('join the others once, and a folder takes the place of what it holds', () => {
    assert.deepEqual(withGlob(['**/x/**', 'a.md'], 'b.md'), ['**/x/**', 'a.md', 'b.md']);
    assert.deepEqual(withGlob(['a.md', 'b.md'], 'a.md'), ['b.md', 'a.md']);
    assert.deepEqual(withGlob(['d/a.md', 'd/e/**', 'dd.md'], 'd/**'), ['dd.md', 'd/**']);
    assert.deepEqual(withGlob(['**/.*'], '**'), ['**/.*', '**']);
  });

  it('are found again: that of the file, else that of the nearest folder', () => {
    assert.equal(pointedAt(['a/b.md', 'a/**'], 'a/b.md', false), 'a/b.md');
    assert.equal(pointedAt(['a/**', '**/c/**'], 'a/c/b.md', false), 'a/**');
    assert.equal(pointedAt(['a/**'], 'a', true), 'a/**');
    assert.equal(pointedAt(['**'], 'a/b.md', false), '**');
    assert.equal(pointedAt(['**/*.md'], 'a/b.md', false), undefined);
  });
});
