import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalizeLine } from '../../../src/text/prose';
import { detokenize, isWord, joinedText, tokenizeLine } from '../../../src/text/tokenize';
import { tokenizeCharacters, tokenizeSpaces } from '../../../src/text/tokenize';
import { anyLine } from './anyLine';

const tokensOf = (line: string): string[] => tokenizeLine(line).flatMap(({ tokens }) => [...tokens]);

function comesBack(line: string): void {
  const sentences = tokenizeLine(line);
  assert.deepEqual(detokenize(sentences), line === '' ? [] : [line]);
  assert.equal(sentences[0]?.startsLine ?? true, true);
  for (const { tokens } of sentences) assert.ok(tokens.length > 0 && tokens.every((token) => token !== ''));
}

describe('tokenizing a line', () => {
  it('cuts Chinese by the dictionary', () => {
    assert.deepEqual(tokensOf('我昨天上学迟到了'), ['我', '昨天', '上学', '迟到', '了']);
  });

  it('leaves the space between words unsaid and gives the others to the marks they touch', () => {
    assert.deepEqual(tokensOf('Hello, world (well-known).'), [
      'Hello',
      ', ',
      'world',
      ' (',
      'well',
      '-',
      'known',
      ')',
      '.',
    ]);
    assert.deepEqual(tokensOf('the dog ran home'), ['the', 'dog', 'ran', 'home']);
  });

  it('gives a space between two marks to the first', () => {
    assert.deepEqual(tokensOf('He said: "no" (twice)'), ['He', 'said', ': ', '"', 'no', '" ', '(', 'twice', ')']);
  });

  it('keeps contractions, decimals and grouped digits whole', () => {
    assert.deepEqual(tokensOf("I don't owe 1,000 or 3.14"), ['I', "don't", 'owe', '1,000', 'or', '3.14']);
  });

  it('spells out a space that stands where none is expected, and only there', () => {
    assert.deepEqual(tokensOf('使用 Docker 部署'), ['使用', ' ', 'Docker', ' ', '部署']);
    assert.deepEqual(tokensOf('使用Docker部署'), ['使用', 'Docker', '部署']);
    assert.deepEqual(tokensOf('한국어 문장'), ['한국어', '문장']);
  });

  it('takes an emoji for one mark, however it is composed', () => {
    assert.deepEqual(tokensOf('good 👨‍👩‍👧 day'), ['good', ' 👨‍👩‍👧 ', 'day']);
  });

  it('parts sentences and says which one begins the line', () => {
    assert.deepEqual(tokenizeLine('It rained. We stayed in.'), [
      { tokens: ['It', 'rained', '.'], startsLine: true },
      { tokens: ['We', 'stayed', 'in', '.'], startsLine: false },
    ]);
    assert.deepEqual(tokenizeLine('下雨了。我们在家。'), [
      { tokens: ['下雨', '了', '。'], startsLine: true },
      { tokens: ['我们', '在家', '。'], startsLine: false },
    ]);
  });

  it('keeps a space between two Chinese sentences as a token of the second', () => {
    assert.deepEqual(
      tokenizeLine('下雨了。 我们在家。').map(({ tokens }) => tokens[0]),
      ['下雨', ' '],
    );
    comesBack('下雨了。 我们在家。');
  });

  it('does not part sentences that no space parts where one is expected', () => {
    assert.equal(tokenizeLine('Wait!Stop! Now.').length, 2);
    comesBack('Wait!Stop! Now.');
  });

  it('makes one word of two that run together where a space is expected', () => {
    assert.deepEqual(tokensOf('이 API를 쓴다'), ['이', 'API를', '쓴다']);
  });

  it('agrees with the segmenter on words, under an English and a Chinese locale', () => {
    const text =
      '我昨天 ran 5 km，好累！Then we\'ll see (at 3.30 p.m.). これはペンです。ภาษาไทยง่ายมาก snake_case a:b "quoted"';
    for (const locale of ['en', 'zh']) {
      const words = [...new Intl.Segmenter(locale, { granularity: 'word' }).segment(text)];
      assert.deepEqual(
        tokensOf(text).filter(isWord),
        words.filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment),
      );
    }
  });

  it('agrees with the segmenter also beyond the window it works in', () => {
    const text = '他说：今天下雨，我们不去公园了。Then the rain stopped and everyone went out, ภาษาไทย included! '
      .repeat(40)
      .trim();
    const words = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)];
    assert.deepEqual(
      tokensOf(text).filter(isWord),
      words.filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment),
    );
  });

  for (const line of [
    '',
    'a',
    '。',
    '“…” — ‘x’',
    'ends with a mark ?!',
    '( a ) [ b ]',
    '3 . 14',
    'e.g. this; i.e. that.',
    '日本語 と English を mix する。 はい。ОК. Да!',
    'ไทย คำ. Next ไทย',
    'السلام عليكم. كيف الحال؟ بخير.',
    '🙂🙂 🙂. 🙂',
    'x \u0301y',
    'a. \u0301b. C',
    '\ud800 lone \udc00',
    '1️⃣ 2️⃣ m² ½ ①',
    '<s> </s> <unk> <p>',
  ]) {
    it(`writes back ${JSON.stringify(line)}`, () => comesBack(line));
  }

  it('writes back any line', function () {
    this.timeout(30_000);
    fc.assert(
      fc.property(anyLine, (line) => comesBack(normalizeLine(line))),
      { numRuns: 3000 },
    );
  });

  it('writes back several lines', () => {
    fc.assert(
      fc.property(fc.array(anyLine), (texts) => {
        const lines = texts.map(normalizeLine).filter((line) => line !== '');
        assert.deepEqual(detokenize(lines.flatMap(tokenizeLine)), lines);
      }),
      { numRuns: 300 },
    );
  });

  it('takes time linear in the length of a line', function () {
    this.timeout(30_000);
    const line = (words: number): string => 'The quick brown fox sat, 我们看着它。'.repeat(words).trim();
    tokenizeLine(line(500));
    const timed = (text: string): number => {
      const begin = performance.now();
      tokenizeLine(text);
      return performance.now() - begin;
    };
    const short = Math.min(...[1, 2, 3].map(() => timed(line(100))));
    const long = Math.min(...[1, 2, 3].map(() => timed(line(1000))));
    assert.ok(long < 60 * short, `ten times the text took ${(long / short).toFixed(1)} times as long`);
  });
});

describe('writing a token after another', () => {
  it('puts a space between words, unless a script is written without', () => {
    assert.equal(joinedText('hello', 'world'), ' world');
    assert.equal(joinedText('你', '好'), '好');
    assert.equal(joinedText('用', 'Docker'), 'Docker');
    assert.equal(joinedText(undefined, 'word'), 'word');
  });

  it('lets marks bring their own spaces', () => {
    assert.equal(joinedText('hello', ', '), ', ');
    assert.equal(joinedText(', ', 'world'), 'world');
    assert.equal(joinedText('用', ' '), ' ');
  });
});

describe('tokens of benchmark texts', () => {
  it('cuts at white space and keeps a blank line as an empty sentence', () => {
    assert.deepEqual(tokenizeSpaces(' = Title = \n \nthe <unk> , ran\n'), [
      ['=', 'Title', '='],
      [],
      ['the', '<unk>', ',', 'ran'],
    ]);
  });

  it('takes a byte order mark in a benchmark text for a token, as the field does', () => {
    assert.deepEqual(tokenizeSpaces('a \ufeff b\u00a0c'), [['a', '\ufeff', 'b', 'c']]);
  });

  it('cuts into characters, spaces and whole code points included', () => {
    assert.deepEqual(tokenizeCharacters('a b\n🙂好'), [
      ['a', ' ', 'b'],
      ['🙂', '好'],
    ]);
  });
});
