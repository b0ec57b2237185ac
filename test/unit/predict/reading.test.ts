import assert from 'node:assert/strict';
import { insertion, TextReader } from '../../../src/predict/reading';
import { countTokens } from '../../../src/text/corpus';
import { tokenizeLine } from '../../../src/text/tokenize';
import { Vocabulary } from '../../../src/text/vocabulary';

const lines = ['The cat sat. The dog ran, quickly (well-fed).', '我昨天上学迟到了。我用 Docker 部署'];
const notes = [{ path: 'a', sentences: lines.flatMap(tokenizeLine) }];
const vocabulary = Vocabulary.build(countTokens(notes), { maxSize: 100, minCount: 1 });

/** What was read, as words: context │ typed. */
function read(text: string): string {
  const { unfinished, finished } = new TextReader(vocabulary, 'words').read(text.split('\n'));
  const spell = (ids: readonly number[]) => ids.map((id) => vocabulary.textOf(id)).join('·');
  const second = finished ? ` or ${spell(finished.reading.context)}│` : '';
  return `${spell(unfinished.context)}│${unfinished.typed}${second}`;
}

describe('the text before the cursor', () => {
  for (const [text, expected] of [
    ['', '<p>│'],
    ['The ', '<p>·The│'],
    ['The ca', '<p>·The│ca'],
    ['The cat sat. ', '<p>·The·cat·sat·.·<s>│'],
    ['The cat sat. T', '<p>·The·cat·sat·.·<s>│T'],
    ['The cat sat.\n', '<p>·The·cat·sat·.·<p>│'],
    ['The dog ran, ', '<p>·The·dog·ran·, │'],
    ['quickly (', '<p>·quickly· (│'],
    ['well-', '<p>·well·-│'],
    ['我', '<p>│我 or <p>·我│'],
    ['我昨天', '<p>·我│昨天 or <p>·我·昨天│'],
    ['我昨天上', '<p>·我·昨天│上 or <p>·我·昨天·<unk>│'],
    ['我用 Docker', '<p>·我·用· │Docker'],
    ['我昨天上学迟到了。', '<p>·我·昨天·上学·迟到·了·。·<s>│'],
  ] as const) {
    it(`${JSON.stringify(text)} is read as ${expected}`, () => assert.equal(read(text), expected));
  }

  it('asks for the space that a mark wants and a word does not type twice', () => {
    const insert = (text: string, word: string) =>
      insertion(new TextReader(vocabulary, 'words').read([text]).unfinished, word);
    assert.equal(insert('The dog ran,', 'quickly'), ' quickly');
    assert.equal(insert('The dog ran, ', 'quickly'), 'quickly');
    assert.equal(insert('The d', 'dog'), 'og');
    assert.equal(insert('(', 'well'), 'well');
    assert.equal(insert('我昨天，', '上学'), '上学');
  });

  it('in benchmark texts is cut at spaces, and in characters everywhere', () => {
    const spaces = new TextReader(vocabulary, 'spaces').read(['The cat', 'The d']).unfinished;
    assert.deepEqual([spaces.context.length, spaces.typed], [5, 'd']);
    const characters = new TextReader(vocabulary, 'characters').read(['ab ']).unfinished;
    assert.deepEqual([characters.context.length, characters.typed], [4, '']);
  });
});
