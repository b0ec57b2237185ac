// Glob patterns without nested braces, whatever stands in the settings.

import assert from 'node:assert/strict';
import { expandBraces, joinGlobs } from '../../../src/editor/globs';

describe('globs', () => {
  it('writes out every choice in braces', () => {
    assert.deepEqual(expandBraces('**/*.{md,txt}'), ['**/*.md', '**/*.txt']);
    assert.deepEqual(expandBraces('{a,b}/{c,d}'), ['a/c', 'b/c', 'a/d', 'b/d']);
    assert.deepEqual(expandBraces('a{b,{c,d}e}f'), ['abf', 'acef', 'adef']);
  });

  it('leaves a pattern without braces, or with one that never closes, as it is', () => {
    assert.deepEqual(expandBraces('**/*.md'), ['**/*.md']);
    assert.deepEqual(expandBraces('a{b,c'), ['a{b,c']);
    assert.deepEqual(expandBraces(''), ['']);
  });

  it('joins patterns into one without nesting', () => {
    assert.equal(joinGlobs(['**/*.{md,txt}', 'x/**']), '{**/*.md,**/*.txt,x/**}');
    assert.equal(joinGlobs(['**/*.md', '**/*.md']), '**/*.md');
    assert.equal(joinGlobs([]), undefined);
  });
});
