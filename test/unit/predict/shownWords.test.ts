import assert from 'node:assert/strict';
import { ShownWords } from '../../../src/predict/shownWords';

/** What was shown before, at each text of a writer to whom one word is shown each time. */
function typing(...texts: string[]): string[] {
  const shown = new ShownWords();
  return texts.map((text, n) => {
    const before = shown.typedPast(text).join(' ');
    shown.show([`word${n}`]);
    return before;
  });
}

describe('words shown and typed past', () => {
  it('are those shown since the word being typed was begun', () => {
    assert.deepEqual(typing('The ', 'The r', 'The ri', 'The riv'), ['', 'word0', 'word0 word1', 'word0 word1 word2']);
  });

  it('are forgotten with the next word', () => {
    assert.deepEqual(typing('The ', 'The r', 'The river ', 'The river r'), ['', 'word0', '', 'word2']);
    assert.deepEqual(typing('The r', 'The r.', 'The r.\n'), ['', '', '']);
  });

  it('are forgotten where text is taken away, or another is written', () => {
    assert.deepEqual(typing('The ri', 'The r', 'A r'), ['', '', '']);
  });

  it('are none in scripts without spaces', () => assert.deepEqual(typing('我', '我昨', '我昨天'), ['', '', '']));
});
