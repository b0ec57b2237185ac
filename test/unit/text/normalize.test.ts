import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalizeLine } from '../../../src/text/prose';
import { anyLine } from './anyLine';

describe('normalizing a line', () => {
  it('makes one space of any white space and trims', () => {
    assert.equal(normalizeLine('  a\t b\u00a0\u3000c\u0000d \n'), 'a b c d');
  });

  it('composes characters', () => {
    assert.equal(normalizeLine('cafe\u0301 か\u3099'), 'café が');
  });

  it('takes away what is invisible', () => {
    assert.equal(
      normalizeLine('\ufeffzero\u200bwidth soft\u00adhyphen \u202eturned\u202c'),
      'zerowidth softhyphen turned',
    );
  });

  it('keeps the joiners that are spelling, and drops those that join nothing', () => {
    assert.equal(normalizeLine('می\u200cخواهم 👨\u200d👩\u200d👧'), 'می\u200cخواهم 👨\u200d👩\u200d👧');
    assert.equal(normalizeLine('\u200da\u200db \u200c我\u200d'), 'ab 我');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const once = normalizeLine(line);
        assert.equal(normalizeLine(once), once);
      }),
      { numRuns: 5000 },
    );
  });
});
