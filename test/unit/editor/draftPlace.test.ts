// The place that drafts go on from, while a document is changed around it, against the document itself.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DraftPlace, type TextChange } from '../../../src/editor/draftPlace';

/** A document, and the place in it that is marked with |. */
function documentOf(marked: string) {
  const start = marked.indexOf('|');
  let text = marked.replace('|', '');
  const place = new DraftPlace(start, text.slice(0, start));
  const change = (from: number, length: number, inserted: string) => {
    text = text.slice(0, from) + inserted + text.slice(from + length);
    place.apply([{ rangeOffset: from, rangeLength: length, text: inserted }]);
  };
  return { place, change, written: () => place.writtenIn(text), text: () => text };
}

describe('the place of drafts', () => {
  it('moves with what changes before it, and stays where something changes behind it', () => {
    const { place, change, written } = documentOf('One line that stands before.\nWe walked to| and back.');
    change(0, 0, 'Title\n');
    change(place.caret, 4, '');
    assert.equal(written(), '');
    assert.equal(place.caret, 41 + 6);
  });

  it('is told by what stands right before it, in its line', () => {
    const far = 'x'.repeat(100);
    const { place, change, written } = documentOf(`${far} We walked to|`);
    change(0, 0, 'Title\n');
    assert.equal(written(), '');
    assert.equal(place.caret, 100 + 13 + 6);
  });

  it('holds what is written at it, from the first letter on, and what of it is taken away again', () => {
    const { change, written } = documentOf('We walked to the old| and back.');
    change(20, 0, ' river');
    change(26, 0, ' bank');
    assert.equal(written(), ' river bank');
    change(21, 5, 'lake');
    assert.equal(written(), ' lake bank');
    change(20, 10, '');
    assert.equal(written(), '');
  });

  it('leaves out the space that was inserted to part it from what follows', () => {
    const { place, change, written } = documentOf('We walked to the |bridge.');
    change(17, 0, 'old ');
    place.hasWritten(3);
    assert.equal(written(), 'old');
  });

  it('is found again where the text before it was moved, once', () => {
    const { change, written, text } = documentOf('We walked to the river| and back.');
    change(0, 22, '');
    assert.equal(written(), undefined);
    change(10, 0, ' We walked to the river');
    assert.equal(written(), '');
    assert.match(text(), /^ and back\. We walked to the river$/);
  });

  it('is not found where what stands before it is another text, or stands twice', () => {
    const { change, written } = documentOf('We walked to the river| and back.');
    change(17, 5, 'market');
    assert.equal(written(), undefined);
    change(17, 6, 'river');
    assert.equal(written(), '');
    const line = 'and then we walked to the river';
    const twice = documentOf(`${line}; ${line}; ${line}; ${line}|`);
    twice.change(twice.place.caret - 5, 5, 'sea');
    assert.equal(twice.written(), undefined);
  });

  it('never takes for written there what was not, whatever changes', () => {
    const change = fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 8 }), fc.constantFrom('', 'a', 'bc', '\n', 'word '));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        let text = 'Some words stand before the place. And some behind it.';
        const before = text.slice(0, 34);
        const place = new DraftPlace(34, before);
        for (const [at, length, inserted] of changes) {
          const from = Math.min(at, text.length);
          const rangeLength = Math.min(length, text.length - from);
          const made: TextChange = { rangeOffset: from, rangeLength, text: inserted };
          text = text.slice(0, from) + inserted + text.slice(from + rangeLength);
          place.apply([made]);
        }
        const written = place.writtenIn(text);
        if (written === undefined) return;
        assert.ok(text.slice(0, place.start).endsWith(before));
        assert.equal(text.slice(place.start, place.caret), written);
      }),
      { numRuns: 500 },
    );
  });
});
