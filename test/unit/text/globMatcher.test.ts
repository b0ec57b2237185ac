import assert from 'node:assert/strict';
import { globOf } from '../../../src/editor/excludeGlobs';
import { globMatcher } from '../../../src/text/globMatcher';

describe('globs', () => {
  // As VS Code's documentation of glob patterns has it.
  const cases: readonly [glob: string, matches: readonly string[], others: readonly string[]][] = [
    ['**/*.md', ['a.md', 'x/a.md', 'x/y/日记.md'], ['a.mdx', 'md', 'a.md/b']],
    ['*.md', ['a.md'], ['x/a.md']],
    ['**/node_modules/**', ['node_modules/a.md', 'x/node_modules/y/a.md'], ['x/old_node_modules/a.md']],
    ['**/.*/**', ['.git/a', 'x/.b/c/d.md'], ['.a.md', 'x/.a.md']],
    ['**/.*', ['.a.md', 'x/.a.md'], ['a.md', 'x.y/a.md']],
    ['x/**/a.md', ['x/a.md', 'x/y/z/a.md'], ['a.md', 'xy/a.md']],
    ['x/**', ['x/a.md', 'x/y/a.md'], ['xy/a.md', 'x']],
    ['**', ['a.md', 'x/a.md'], []],
    ['a?.md', ['ab.md', 'a好.md'], ['a.md', 'a/.md']],
    ['[a-c]1.[!m]d', ['b1.xd'], ['d1.xd', 'b1.md']],
    ['a+(b).md', ['a+(b).md'], ['aab.md']],
  ];

  for (const [glob, matches, others] of cases) {
    it(`${glob} matches what it should`, () => {
      const isMatch = globMatcher([glob]);
      for (const path of matches) assert.ok(isMatch(path), path);
      for (const path of others) assert.ok(!isMatch(path), path);
    });
  }

  it('of none match nothing, of several what any matches', () => {
    assert.ok(!globMatcher([])('a.md'));
    assert.ok(globMatcher(['*.txt', '*.md'])('a.md'));
  });

  it('that were made of a name match it, whatever it holds', () => {
    for (const name of ['a [draft] (2).md', '*?.md', '{a,b}.md', 'a\\b^$|+.md', '[]].md', '日记 👍.md']) {
      assert.ok(globMatcher([globOf(`x/${name}`, false)])(`x/${name}`), name);
      assert.ok(globMatcher([globOf(name, true)])(`${name}/a.md`), name);
    }
    assert.ok(!globMatcher([globOf('a [draft].md', false)])('a d.md'));
  });
});
