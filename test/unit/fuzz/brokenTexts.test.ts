// The short form of `npm run test:fuzz`: some texts of every kind, and smaller ones.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Random } from '../../../src/rnn/random';
import { decodeNote } from '../../../src/text/noteText';
import { brokenKinds } from '../../fuzz/brokenTexts';
import { readBeforeCursor, readEverywhere } from '../../fuzz/readers';
import { anyLine } from '../text/anyLine';

describe('broken texts', function () {
  this.timeout(60_000);

  for (const { name, count, size, make, isText } of brokenKinds) {
    it(`are read to their end, or refused: ${name}`, () => {
      const random = new Random(7);
      for (let i = 0; i < Math.ceil(count / 40); i++) {
        const read = readEverywhere(make(random, Math.min(size / 4, 250_000)));
        if (isText) assert.ok(read || size > 5000, 'it is a text');
      }
    });
  }

  it('of UTF-16, both ways round, are read as the same text in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (any, swapped) => {
        const text = any.replaceAll('\0', '');
        const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
        assert.deepEqual(decodeNote(swapped ? bytes.swap16() : bytes), decodeNote(new TextEncoder().encode(text)));
      }),
      { numRuns: 100 },
    );
  });

  it('before the cursor may be cut anywhere, also within a character', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 5 }), fc.nat(), fc.boolean(), (lines, cut, markdown) => {
        const text = lines.join('\n');
        readBeforeCursor(text.slice(0, cut % (text.length + 1)), markdown ? 'markdown' : 'plaintext');
      }),
      { numRuns: 100 },
    );
  });
});
