// How words are spelled by where they stand: shares that sum to one whatever the text, and what a reader would expect.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { casePosition, casePositions, countSurfaces } from '../../../src/counts/surfaceForms';
import { lineStart, start } from '../../../src/text/vocabulary';
import { countText, countThese, type CountedText } from './countedText';
import { smallNotes } from './wordPieces';

const [atStart, afterMark, afterCapital, within] = [0, 1, 2, 3];

const shares = ({ streams, words }: CountedText) => countSurfaces(streams, words).shares;

describe('upper and lower case', () => {
  const text = countText([
    'The river is long. We saw the garden near the river, and Paris is near the garden.',
    'We like the river. In the end we saw Paris. The bridge in Paris is long, and so is Paris.',
  ]);
  const table = shares(text);
  const share = (word: string, position: number) => table[position][text.id(word)];

  it('have shares that sum to one for every word that the notes hold, wherever it stands', () => {
    fc.assert(
      fc.property(smallNotes, (notes) => {
        const counted = countThese(notes);
        const { foldedOf, texts } = counted.words;
        const seen = new Set(counted.streams.flatMap(({ targets }) => Array.from(targets, (id) => foldedOf[id])));
        shares(counted).forEach((shareOf, position) => {
          for (const folded of seen) {
            const surfaces = [...texts.keys()].filter((id) => foldedOf[id] === folded);
            const sum = surfaces.reduce((total, id) => total + shareOf[id], 0);
            const spelled = surfaces.map((id) => `${texts[id]} ${shareOf[id]}`).join(', ');
            assert.ok(Math.abs(sum - 1) < 1e-5, `position ${position}: ${spelled}`);
            assert.ok(surfaces.every((id) => shareOf[id] >= 0));
          }
        });
      }),
    );
  });

  it('go by the place: "The" begins a sentence and "the" stands within', () => {
    assert.ok(share('The', atStart) > 0.8, `${share('The', atStart)}`);
    assert.ok(share('the', within) > 0.8, `${share('the', within)}`);
    assert.ok(share('The', within) < 0.1, `${share('The', within)}`);
  });

  it('leave a proper noun capitalised wherever it stands', () => {
    assert.ok(share('Paris', within) > 0.9, `${share('Paris', within)}`);
    for (let position = 0; position < casePositions; position++) {
      assert.ok(share('Paris', position) > 4 * share('paris', position), `position ${position}`);
    }
  });

  it('capitalise at a start what was never seen there', () => {
    assert.ok(share('Garden', atStart) > share('garden', atStart));
    assert.ok(share('garden', within) > 0.95, `${share('garden', within)}`);
    assert.ok(share('garden', afterMark) > share('Garden', afterMark), 'after a comma and the like');
  });

  it('of a word seen at starts only are lower case within three times in five', () => {
    const once = countText(['Yesterday it rained. Yesterday it snowed.']);
    const [, , , inside] = shares(once);
    const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-6, `${actual}`);
    near(inside[once.id('yesterday')], 0.6);
    near(inside[once.id('Yesterday')], 0.4);
  });

  it('of a script without case have one form', () => {
    const chinese = countText(['我昨天上学迟到了。', '昨天我迟到了。']);
    for (const position of shares(chinese)) {
      assert.ok(Math.abs(position[chinese.id('昨天')] - 1) < 1e-6, `${position[chinese.id('昨天')]}`);
    }
  });

  it('tell places apart by the word before', () => {
    const { words, id } = text;
    for (const before of [-1, start, lineStart]) assert.equal(casePosition(before, words), atStart);
    assert.equal(casePosition(id(', '), words), afterMark);
    assert.equal(casePosition(id('Paris'), words), afterCapital);
    assert.equal(casePosition(id('near'), words), within);
    // What the document holds and the notes do not tells nothing.
    assert.equal(casePosition(words.texts.length + 5, words), afterMark);
  });
});
