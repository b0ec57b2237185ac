import assert from 'node:assert/strict';
import { WordBased } from '../../../src/predict/wordBased';
import { tokenizeLine } from '../../../src/text/tokenize';

const rival = (...lines: string[]) => new WordBased([{ path: 'a.md', sentences: lines.flatMap(tokenizeLine) }]);
const offered = (from: WordBased, lines: readonly string[], k = 5) => from.predict(lines, k).map(({ text }) => text);

describe('word-based suggestions', () => {
  const folder = rival('We saw the bridge, the brook and the bread.', '我昨天上学迟到了。');

  it('begin as is typed: the nearest of the document first, then the others in order', () => {
    assert.deepEqual(offered(folder, ['A brown broom', 'and b']), ['broom', 'brown', 'bread', 'bridge', 'brook']);
    assert.deepEqual(offered(folder, ['A brown broom', 'and b'], 3), ['broom', 'brown', 'bread']);
    assert.deepEqual(offered(folder, ['A brown broom', 'and br'], 1), ['broom']);
  });

  it('offer each word once, and not the one that is typed', () => {
    assert.deepEqual(offered(folder, ['the bridge, the bridge', 'a bri']), ['bridge']);
    assert.deepEqual(offered(folder, ['a bridge']), []);
  });

  it('mind the case', () => assert.deepEqual(offered(folder, ['A B']), []));

  it('are none before a letter is typed', () => {
    for (const lines of [[], [''], ['the '], ['the bridge,'], ['one', '']])
      assert.deepEqual(offered(folder, lines), []);
  });

  it('are words, not marks', () => {
    assert.deepEqual(offered(rival('Well, . . .'), ['W']), ['Well']);
    assert.deepEqual(offered(folder, ['.']), []);
  });
});
