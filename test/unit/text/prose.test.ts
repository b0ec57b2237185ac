import assert from 'node:assert/strict';
import fc from 'fast-check';
import { blockProse } from '../../../src/text/markdownProse';
import { normalizeLine, proseLines } from '../../../src/text/prose';

const markdown = (...source: string[]): string[] => proseLines(source.join('\n'), 'markdown');

describe('prose of Markdown', () => {
  it('takes headings, paragraphs, list items, quotes and table cells as lines', () => {
    const lines = markdown(
      '# A day',
      'It began *well*.',
      '',
      '- milk and **eggs**',
      '  1. brown ones',
      '- [x] bread',
      '',
      '> said ~~he~~ she',
      '',
      '| Name | Age |',
      '| ---- | --- |',
      '| Ann  | 7   |',
    );
    const cells = ['Name', 'Age', 'Ann', '7'];
    assert.deepEqual(lines, [
      'A day',
      'It began well.',
      'milk and eggs',
      'brown ones',
      'bread',
      'said he she',
      ...cells,
    ]);
  });

  it('leaves out front matter, in YAML and in TOML', () => {
    assert.deepEqual(markdown('---', 'title: A day', '---', 'Text'), ['Text']);
    assert.deepEqual(markdown('+++', 'title = "A day"', '+++', 'Text'), ['Text']);
    assert.deepEqual(markdown('---', '', 'A rule began it.'), ['A rule began it.']);
  });

  it('leaves out code blocks, HTML, comments and math', () => {
    const code = ['```js', 'const x = 1;', '', 'still code', '```', '~~~', 'tilde', '~~~', '', '    indented'];
    const html = ['<div>', 'inside', '</div>', '', '<!-- a', '', 'comment -->', '', '<script>', '', 'x', '</script>'];
    const math = ['$$', 'x^2', '$$', '', 'where $x$ is'];
    assert.deepEqual(markdown('Before', ...code, '', ...html, '', ...math), ['Before', 'where is']);
  });

  it('keeps the text of inline code and of links, and not their targets', () => {
    assert.deepEqual(markdown('Run `npm test` as [the guide](https://example.org "title") says.'), [
      'Run npm test as the guide says.',
    ]);
    assert.deepEqual(markdown('See [the guide][g], [G] and [g][].', '', '# Next', '', '[g]: https://example.org'), [
      'See the guide, G and g.',
      'Next',
    ]);
  });

  it('leaves out images, bare addresses and footnote calls, and closes the gap', () => {
    assert.deepEqual(markdown('Look ![a cat](cat.png) here, see https://example.org/a_b_c. And <https://x.org>.'), [
      'Look here, see. And.',
    ]);
    assert.deepEqual(markdown('见https://example.org，然后 www.example.org 好'), ['见，然后 好']);
    assert.deepEqual(markdown('A claim.[^1]', '', '[^1]: Its source.'), ['A claim.', 'Its source.']);
  });

  it('reads wiki links as they are shown, and callouts without their mark', () => {
    assert.deepEqual(markdown('About [[Garden]] and [[Kitchen#Stove|the stove]] ![[plan.png]].'), [
      'About Garden and the stove.',
    ]);
    assert.deepEqual(markdown('> [!note] Mind', '> the step'), ['Mind the step']);
  });

  it('tells prices from math', () => {
    assert.deepEqual(markdown('It costs $5 here and $6 there, so $x+y$ is less.'), [
      'It costs $5 here and $6 there, so is less.',
    ]);
  });

  it('joins the lines of a paragraph with a space, between Chinese characters with nothing', () => {
    assert.deepEqual(markdown('one', 'two'), ['one two']);
    assert.deepEqual(markdown('我昨天', '上学，', 'ok', '用', 'Docker'), ['我昨天上学，ok 用 Docker']);
  });

  it('parts a paragraph at hard breaks', () => {
    assert.deepEqual(markdown('one  ', 'two\\', 'three<br>four'), ['one', 'two', 'three', 'four']);
    assert.deepEqual(markdown('one  ', 'two  '), ['one', 'two']);
  });

  it('does not let a list marker a thousand deep stop the reading', () => {
    const begin = performance.now();
    assert.deepEqual(markdown('Before', '', '1. '.repeat(5000), '', 'After'), ['Before', 'After']);
    assert.ok(performance.now() - begin < 1000);
  });

  it('cuts a line without end at spaces', () => {
    const lines = markdown('The quick brown fox. '.repeat(5000));
    assert.ok(lines.length > 4 && lines.every((line) => line.length <= 20_000));
    assert.equal(lines.join(' '), 'The quick brown fox. '.repeat(5000).trim());
  });

  it('reads a long note in time linear in its length', function () {
    this.timeout(30_000);
    const note = (parts: number): string =>
      '- **The quick** [brown](http://x.y) fox\n- sat `down`\n\nText.\n'.repeat(parts);
    const timed = (source: string): number => {
      const begin = performance.now();
      proseLines(source, 'markdown');
      return performance.now() - begin;
    };
    timed(note(100));
    const short = Math.min(...[1, 2, 3].map(() => timed(note(40))));
    const long = Math.min(...[1, 2, 3].map(() => timed(note(400))));
    assert.ok(long < 40 * short, `ten times the text took ${(long / short).toFixed(1)} times as long`);
  });

  it('finds the same prose block by block as in one piece', function () {
    this.timeout(30_000);
    // prettier-ignore
    const fragments = [
      'Plain words here.', '我昨天上学迟到了。', '# Heading', '## Two `code` words', '- item', '- **item**', '* star', '+ plus',
      '1. one', '2. two', '10) ten', '  indented', '    deeper', '\tTab', '> quote', '>', '```', '```js', '~~~', '  ```',
      '$$', '---', '===', '***', '+++', '| a | b |', '|---|---|', ':-:', '<div>', '</div>', '<b>bold</b> text', '<!-- note',
      'end -->', '<pre>', '\n</pre>', '\n<span class="x">', '[link](http://x.y)', '[^1]: foot', 'call[^1] it', 'two spaces  ',
      'back\\', '\\* escaped', '', '', '', '**open', '`open', '$5 and', 'a_b_c', '&amp; entity', '#tag word', 'https://x.y/z ok',
    ];
    const knownDifferences = [
      // Front matter is not the parser's.
      /^(?:---|\+\+\+)/,
      // Unindented text cuts off a list item and the fence in it; blocks notice only at the next blank line.
      /^(?:[-*+]|\d+[.)]) .*\n(?:.*\n)* {2}```\n\S/m,
      // After indented code, micromark begins no list at another number than 1.
      /^(?: {4}|\t).*\n\n+(?:2|10)/m,
    ];
    const source = fc.array(fc.constantFrom(...fragments), { maxLength: 25 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(source, (text) => {
        fc.pre(!knownDifferences.some((difference) => difference.test(text)));
        const whole = blockProse({ kind: 'markup', lines: text.split('\n') }, new Map());
        assert.deepEqual(proseLines(text, 'markdown'), whole);
      }),
      { numRuns: 800 },
    );
  });

  it('gives normalized lines', () => {
    const source = fc.string({
      unit: fc.constantFrom('a', '我', ' ', '\n', '*', '`', '[', ']', '\u200b', '\u00a0', '#'),
    });
    fc.assert(
      fc.property(source, (text) => {
        for (const line of proseLines(text, 'markdown')) assert.ok(line !== '' && normalizeLine(line) === line);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('prose of plain text', () => {
  it('takes every line that is not empty as it stands, marks and all', () => {
    assert.deepEqual(proseLines('# not a heading\n\n  two   words \n*a* `b` [c](d)', 'plaintext'), [
      '# not a heading',
      'two words',
      '*a* `b` [c](d)',
    ]);
  });

  it('leaves out addresses', () => {
    assert.deepEqual(proseLines('see https://example.org/x for more\nhttps://example.org', 'plaintext'), [
      'see for more',
    ]);
  });
});
