import assert from 'node:assert/strict';
import fc from 'fast-check';
import { insertion, TextReader } from '../../../src/predict/reading';
import { countTokens } from '../../../src/text/corpus';
import { tokenizeLine } from '../../../src/text/tokenize';
import type { TokenUnit } from '../../../src/text/units';
import { end, lineStart, start, Vocabulary } from '../../../src/text/vocabulary';
import { anyLine } from '../text/anyLine';

const lines = ['The cat sat. The dog ran, quickly (well-fed).', '我昨天上学迟到了。我用 Docker 部署'];
const notes = [{ path: 'a', sentences: lines.flatMap(tokenizeLine) }];
const vocabulary = Vocabulary.build(countTokens(notes), { maxSize: 100, minCount: 1 });

const reader = (unit: TokenUnit = 'words') => new TextReader(vocabulary, unit);

/** What was read, as words, in every way: context │ typed. */
function read(text: string): string {
  const spell = (ids: readonly number[]) => ids.map((id) => vocabulary.textOf(id)).join('·');
  const { readings } = reader().read(text.split('\n'));
  return readings.map(({ read, typed }) => `${spell(read.inputs)}│${typed}`).join(' or ');
}

describe('the text before the cursor', () => {
  for (const [text, expected] of [
    ['', '<p>│'],
    ['The', '<p>│The'],
    ['The ', '<p>·The│ or <p>·The· │'],
    ['The ca', '<p>·The│ca'],
    ['The cat sat. ', '<p>·The·cat·sat·.·<s>│'],
    ['The cat sat. T', '<p>·The·cat·sat·.·<s>│T'],
    ['The cat sat.\n', '<p>·The·cat·sat·.·<p>│'],
    ['The dog ran, ', '<p>·The·dog·ran·, │'],
    ['quickly (', '<p>·quickly· (│'],
    ['well-', '<p>·well·-│'],
    ['我', '<p>│我 or <p>·我│'],
    ['我昨天', '<p>·我│昨天 or <p>│我昨天 or <p>·我·<unk>│天 or <p>·我·昨天│'],
    ['我昨天上', '<p>·我·昨天│上 or <p>·我│昨天上 or <p>·我·昨天·<unk>│'],
    ['我用 Docker', '<p>·我·用· │Docker'],
    ['我昨天上学迟到了。', '<p>·我·昨天·上学·迟到·了·。·<s>│'],
  ] as const) {
    it(`${JSON.stringify(text)} is read as ${expected}`, () => assert.equal(read(text), expected));
  }

  it('is in every way what all have in common, then the words of that way', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 3 }), (text) => {
        const { common, readings } = reader().read(text);
        assert.ok(readings.length > 0);
        for (const { path, read } of readings) {
          const ids = path.map((token) => vocabulary.idOf(token));
          assert.deepEqual(read.inputs, [...common.inputs, ...ids]);
          assert.deepEqual(read.targets, [...common.targets, ...ids]);
        }
      }),
    );
  });

  it('has after each input what follows it, and after the last one nothing yet', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 3 }), (text) => {
        for (const { read } of reader().read(text).readings) {
          const following = read.inputs.slice(1).map((id) => (id === start || id === lineStart ? end : id));
          assert.deepEqual(read.targets, following);
        }
      }),
    );
  });

  it('is, in Chinese, every way to cut the end of the text, and no other end', () => {
    for (const text of ['我', '我昨天', '我昨天上学', '上学迟到了']) {
      const ways = reader()
        .read([text])
        .readings.map(({ path, typed }) => path.join('') + typed);
      assert.deepEqual(new Set(ways).size, 1);
      assert.ok(text.endsWith(ways[0]));
    }
    const [together] = reader()
      .read(['我昨天'])
      .readings.filter(({ typed }) => typed === '我昨天');
    assert.equal(together.next, 'longer', 'words that go on where both end');
  });

  it('after a word and a space expects a word with a space before it, or one of a script without', () => {
    const next = (text: string) =>
      reader()
        .read([text])
        .readings.map((reading) => reading.next);
    assert.deepEqual(next('The '), ['spaced', 'unspaced']);
    assert.deepEqual(next('The dog ran, '), ['any']);
    assert.deepEqual(next('The ca'), ['any']);
    assert.deepEqual(next('我'), ['longer', 'any']);
  });

  it('asks for the space that a mark wants and a word does not type twice', () => {
    const insert = (text: string, word: string) => insertion(reader().read([text]).readings[0], word);
    assert.equal(insert('The dog ran,', 'quickly'), ' quickly');
    assert.equal(insert('The dog ran, ', 'quickly'), 'quickly');
    assert.equal(insert('The d', 'dog'), 'og');
    assert.equal(insert('(', 'well'), 'well');
    assert.equal(insert('我昨天，', '上学'), '上学');
  });

  it('in benchmark texts is cut at spaces, and in characters everywhere', () => {
    const [spaces] = reader('spaces').read(['The cat', 'The d']).readings;
    assert.deepEqual([spaces.read.inputs.length, spaces.typed], [5, 'd']);
    const [characters] = reader('characters').read(['ab ']).readings;
    assert.deepEqual([characters.read.inputs.length, characters.typed], [4, '']);
  });
});
