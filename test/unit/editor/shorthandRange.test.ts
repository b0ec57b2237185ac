import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shorthandBefore } from '../../../src/editor/shorthandRange';

/** The cursor stands at the bar. */
const found = (line: string) => shorthandBefore(line.replace('|', ''), line.indexOf('|'))?.text;

describe('the shorthand before the cursor', () => {
  it('begins with the line, or after a mark', () => {
    assert.equal(found('mtg w eng tmrw|'), 'mtg w eng tmrw');
    assert.equal(found('We met yesterday. mtg w eng tmrw| and more'), 'mtg w eng tmrw');
    assert.equal(found('Agenda: mtg w eng|'), 'mtg w eng');
    assert.equal(found('(mtg w eng|)'), 'mtg w eng');
    assert.equal(found("don't hv tm|"), "don't hv tm");
  });

  it('begins after the last Chinese character, as Chinese is typed in letters', () => {
    assert.equal(found('昨天wztsx|'), 'wztsx');
    assert.equal(found('老师说，wztsx|'), 'wztsx');
    assert.equal(found('我们wz tsx|迟到了'), 'wz tsx');
  });

  it('begins after what makes the line an item, a heading or a quotation', () => {
    for (const mark of ['- ', '  * ', '1. ', '12) ', '- [ ] ', '- [x] ', '# ', '### ', '> ', '> - ']) {
      assert.equal(found(`${mark}mtg w eng|`), 'mtg w eng', mark);
    }
  });

  it('has at most twelve words', () => {
    assert.equal(found(`${'a b c d '.repeat(4)}z|`)?.split(' ').length, 12);
  });

  it('is none where there is nothing before the cursor', () => {
    for (const line of ['|', '   |', '|mtg', '- |', 'We met. |', '昨天|', '# |'])
      assert.equal(found(line), undefined, line);
  });

  it('ends before spaces, and is what stands on the line between its start and its end', () => {
    assert.deepEqual(shorthandBefore('  mtg w  ', 9), { start: 2, end: 7, text: 'mtg w' });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(60), (line, cursor) => {
        const at = shorthandBefore(line, cursor);
        if (!at) return;
        assert.equal(line.slice(at.start, at.end), at.text);
        assert.ok(at.end <= cursor && at.text.trim() === at.text && at.text !== '');
      }),
    );
  });
});
