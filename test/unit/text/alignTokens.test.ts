// Tokens found again in the source that they come from: whatever stands between them, and whatever cannot be found.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alignTokens, type Span } from '../../../src/text/alignTokens';
import { normalizeLine, proseBlocks, type ProseFormat } from '../../../src/text/prose';
import { tokenizeLine } from '../../../src/text/tokenize';
import { anyLine } from './anyLine';

const tokensOf = (lines: readonly string[]) =>
  lines.flatMap((line) => tokenizeLine(line)).flatMap(({ tokens }) => tokens);

/** Tokens of a Markdown text, with what stands in the source where they were found; undefined: nothing was found. */
function found(source: string, format: ProseFormat = 'markdown'): [token: string, source: string | undefined][] {
  return [...proseBlocks(source, format)].flatMap(({ lines, start, end }) => {
    const text = source.slice(start, end);
    const tokens = tokensOf(lines);
    const spans = alignTokens(text, tokens, format);
    return tokens.map((token, i): [string, string | undefined] => [token.trim(), spans[i] && text.slice(...spans[i])]);
  });
}

/** All tokens stand in the source as they are spelled. */
function allFound(source: string, format: ProseFormat = 'markdown') {
  const pairs = found(source, format);
  assert.ok(pairs.length > 0);
  for (const [token, text] of pairs) assert.equal(text?.trim(), token, `${token} in ${JSON.stringify(source)}`);
}

/** Joiners go or stay by what stands beside them, and an apostrophe is one however it is written. */
const spelling = (text: string) =>
  text
    .replace(/[\u200c\u200d]/g, '')
    .replaceAll('’', "'")
    .trim();

function inOrder(spans: readonly (Span | undefined)[], length: number) {
  let last = 0;
  for (const [start, end] of spans.filter((span) => span !== undefined)) {
    assert.ok(last <= start && start < end && end <= length, `${start} … ${end} after ${last} of ${length}`);
    last = end;
  }
}

describe('tokens in their source', () => {
  it('are found in plain text, repeated ones one after another', () => {
    allFound('the cat and the dog and the the cat, the end.', 'plaintext');
    assert.deepEqual(alignTokens('the the', ['the', 'the'], 'plaintext'), [
      [0, 3],
      [4, 7],
    ]);
  });

  it('are found in Chinese, in emoji families, and beside spaces that stand between scripts', () => {
    allFound('我昨天上学迟到了。用 Docker 部署 👨‍👩‍👧 很好！\n\n我 昨天');
  });

  it('are found behind marks of headings, lists, quotes, tables and emphasis', () => {
    allFound(
      '# A *day*\n\n- milk and **eggs**\n  1. brown `ones`\n- [x] bread\n\n> said ~~he~~ she\n\n1. 1 apple\n2. 2 pears',
    );
    allFound('| Name | Age |\n| ---- | --- |\n| Ann  | 7   |\n| Name | 7 |');
  });

  it('are found around link targets, images, footnotes, tags and addresses that hold the same words', () => {
    allFound('See [the guide](https://example.org/the/guide "the guide") the guide says (see the guide).');
    allFound('A ![cat](cat.png) cat and <b>the</b> cat[^cat] at https://cat.example/cat.cat. The cat.');
    allFound('[[Cat|the cat]] and [[dog]], ![[cat]] the cat [a cat][cat] cat.\n\n[cat]: https://cat.example');
    allFound('where $x$ is x and $5 and $6 are x');
  });

  it('are found though code with the same words stands before them', () => {
    allFound('a b\n\n```js\nconst a = word;\n```\n\na word');
    allFound('---\ntitle: a word\n---\n\na word');
  });

  it('stand at the characters that an entity, an escape, NFC or a hidden character are written with', () => {
    assert.deepEqual(found('AT&amp;T caf&eacute; &#169; \\*so'), [
      ['AT', 'AT'],
      ['&', '&amp;'],
      ['T', 'T'],
      ['café', 'caf&eacute;'],
      ['©', '&#169;'],
      ['*', '*'],
      ['so', 'so'],
    ]);
    assert.deepEqual(found('cafe\u0301 so\u00adft \u1112\u1161\u11ab'), [
      ['café', 'cafe\u0301'],
      ['soft', 'so\u00adft'],
      ['한', '\u1112\u1161\u11ab'],
    ]);
  });

  it('are found over soft line breaks, also inside a word, and over line ends of Windows', () => {
    assert.deepEqual(found('> 我昨\n> 天上学')[1], ['昨天', '昨\n> 天']);
    assert.deepEqual(found('un*believ*able'), [['unbelievable', 'un*believ*able']]);
    allFound('# A day\r\n\r\nIt rained\r\nagain.\r\n\r\n```\r\nIt rained\r\n```\r\n\r\nIt rained.');
  });

  it('have no place if they are not there, and lead no other astray', () => {
    const spans = alignTokens(
      'one two three four five six',
      ['one', 'missing', 'two', 'six!', 'three', 'four'],
      'plaintext',
    );
    assert.deepEqual(spans, [[0, 3], undefined, [4, 7], undefined, [8, 13], [14, 18]]);
  });

  it('are found again soon after one that is missing from the source', () => {
    const words = ['alpha', 'beta', 'gamma', 'delta', 'the', 'of', 'a', '我', '昨天', ', ', '. '];
    const texts = fc.array(fc.constantFrom(...words), { minLength: 8, maxLength: 60 });
    fc.assert(
      fc.property(texts, fc.nat(), (tokens, at) => {
        const source = tokens.map((token) => token.trim()).join(' ');
        const place = at % (tokens.length - 5);
        const changed = tokens.with(place, 'absent');
        const spans = alignTokens(source, changed, 'plaintext');
        assert.equal(spans[place], undefined);
        inOrder(spans, source.length);
        const whole = alignTokens(source, tokens, 'plaintext');
        assert.ok(whole.every((span) => span !== undefined));
        assert.ok(changed.some((_, i) => i > place && i <= place + 3 && spans[i] !== undefined));
      }),
    );
  });

  it('all have a place in a plain line, whatever it holds', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        // What a joiner keeps apart is composed where it joins nothing.
        fc.pre(!/[\u200c\u200d]\p{M}/u.test(line));
        const tokens = tokensOf([normalizeLine(line)]);
        const spans = alignTokens(line, tokens, 'plaintext');
        inOrder(spans, line.length);
        tokens.forEach((token, i) => {
          const [start, end] = spans[i] ?? assert.fail(`${JSON.stringify(token)} in ${JSON.stringify(line)}`);
          assert.equal(spelling(normalizeLine(line.slice(start, end))), spelling(token));
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('stand in order and inside the text, whatever Markdown holds', () => {
    const pieces = [
      'a ',
      'the cat',
      '我昨天',
      '\n',
      '\n\n',
      '*',
      '**',
      '[',
      '](',
      ')',
      '`',
      '<b>',
      '&amp;',
      '- ',
      '> ',
      '$',
      '|',
      '1. ',
      '\\',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (some) => {
        const source = some.join('');
        for (const { lines, start, end } of proseBlocks(source, 'markdown')) {
          assert.ok(0 <= start && start <= end && end <= source.length);
          inOrder(alignTokens(source.slice(start, end), tokensOf(lines), 'markdown'), end - start);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are found whichever apostrophe the source has', () => {
    assert.deepEqual(found('I don’t, she *can’t*'), [
      ['I', 'I'],
      ["don't", 'don’t'],
      [',', ','],
      ['she', 'she'],
      ["can't", 'can’t'],
    ]);
  });

  it('cost little, however nasty the text', () => {
    const start = performance.now();
    alignTokens('[]('.repeat(5000), Array<string>(3000).fill('['), 'markdown');
    alignTokens('a b '.repeat(5000), Array<string>(3000).fill('c'), 'markdown');
    alignTokens('a '.repeat(10_000), Array<string>(3000).fill('a b'), 'plaintext');
    assert.ok(performance.now() - start < 3000);
  });
});
