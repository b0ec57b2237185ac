// What stands between a line and the next one, by how the text is written.

import assert from 'node:assert/strict';
import { lineBreakAfter } from '../../../src/text/lineBreak';

describe('line break', () => {
  it('is an empty line in Markdown, the next item in a list, and one break in plain text', () => {
    assert.equal(lineBreakAfter('# Title', 'markdown'), '\n\n');
    assert.equal(lineBreakAfter('Some text', 'markdown'), '\n\n');
    assert.equal(lineBreakAfter('text\n\n- an item', 'markdown'), '\n- ');
    assert.equal(lineBreakAfter('  * [x] done', 'markdown'), '\n  * [ ] ');
    assert.equal(lineBreakAfter('- an item\n\nand more', 'markdown'), '\n\n');
    assert.equal(lineBreakAfter('- an item', 'plaintext'), '\n');
  });
});
