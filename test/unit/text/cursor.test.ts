import assert from 'node:assert/strict';
import fc from 'fast-check';
import { proseBeforeCursor } from '../../../src/text/cursor';
import { normalizeLine, proseLines } from '../../../src/text/prose';

const before = (...source: string[]): string[] => {
  const { lines, inProse } = proseBeforeCursor(source.join('\n'), 'markdown');
  assert.ok(inProse, 'the cursor stands in prose');
  return lines;
};

describe('prose before the cursor', () => {
  it('ends in the line being written, with its trailing space', () => {
    assert.deepEqual(before('Done.', '', 'I went to'), ['Done.', 'I went to']);
    assert.deepEqual(before('I went to '), ['I went to ']);
    assert.deepEqual(before('I went to   '), ['I went to ']);
    assert.deepEqual(before('我昨天'), ['我昨天']);
  });

  it('ends in an empty line where a new line begins', () => {
    assert.deepEqual(before(''), ['']);
    assert.deepEqual(before('# A day', ''), ['A day', '']);
    assert.deepEqual(before('One paragraph', '', ''), ['One paragraph', '']);
    assert.deepEqual(before('- milk', ''), ['milk', '']);
    assert.deepEqual(before('- milk', '- '), ['milk', '']);
    assert.deepEqual(before('It rained.', ''), ['It rained.', '']);
    assert.deepEqual(before('下雨了。', ''), ['下雨了。', '']);
  });

  it('goes on with a sentence that was broken in its midst', () => {
    assert.deepEqual(before('I went', 'to the '), ['I went to the ']);
    assert.deepEqual(before('I went to the', ''), ['I went to the ']);
    assert.deepEqual(before('我昨天', ''), ['我昨天']);
    assert.deepEqual(before('> I went to the', '> '), ['I went to the ']);
  });

  it('reads what surrounds the cursor: lists, quotes, headings, tables', () => {
    assert.deepEqual(before('- milk', '  - brown b'), ['milk', 'brown b']);
    assert.deepEqual(before('> as he s'), ['as he s']);
    assert.deepEqual(before('## The mor'), ['The mor']);
    assert.deepEqual(before('| a | b |', '| - | - |', '| one | tw'), ['a', 'b', 'one', 'tw']);
    assert.deepEqual(before('| Name | Ag'), ['Ag']);
    assert.deepEqual(before('- [ ] call th'), ['call th']);
  });

  it('takes opened marks for what they will be', () => {
    assert.deepEqual(before('a **very impor'), ['a very impor']);
    assert.deepEqual(before('a **'), ['a ']);
    assert.deepEqual(before('这是**重点'), ['这是重点']);
    assert.deepEqual(before('_so ~~it'), ['so it']);
    assert.deepEqual(before('see [the gui'), ['see the gui']);
    assert.deepEqual(before('see [[Gard'), ['see Gard']);
    assert.deepEqual(before('see [[Garden|the gar'), ['see the gar']);
  });

  it('leaves marks that are no markup', () => {
    assert.deepEqual(before('snake_case and 2 * 3 and a < b and '), ['snake_case and 2 * 3 and a < b and ']);
    assert.deepEqual(before('it costs $5 or '), ['it costs $5 or ']);
    assert.deepEqual(before('a *b* and `c` and [d](e) '), ['a b and c and d ']);
  });

  for (const [place, source] of [
    ['a code block', '```js\nconst a'],
    ['a code block with blank lines', 'Text\n\n~~~\na\n\nb'],
    ['the fence that closes one', '```\ncode\n```'],
    ['indented code', 'Text\n\n    code'],
    ['a code block of a list item', '- item\n\n  ```\n  code'],
    ['inline code', 'run `npm ins'],
    ['inline code after inline code', '`a` and `b'],
    ['front matter', '---\ntitle: a'],
    ['TOML front matter', '+++\ntitle'],
    ['a link target', 'see [it](htt'],
    ['a link title', 'see [it](x.md "tit'],
    ['an image description', 'a ![pict'],
    ['a definition', '[it]: http'],
    ['a bare address', 'see https://exam'],
    ['an address in angle brackets', 'see <https://exam'],
    ['a tag', 'some <span cla'],
    ['an HTML block', '<div>\ntext'],
    ['a comment', '<!-- note\n\nstill'],
    ['inline math', 'where $x + '],
    ['display math', '$$\nx'],
    ['a footnote call', 'claim[^no'],
    ['a heading mark', '##'],
    ['a list mark', 'Text\n\n-'],
  ] as const) {
    it(`is none in ${place}`, () => {
      const { lines, inProse } = proseBeforeCursor(source, 'markdown');
      assert.equal(inProse, false);
      assert.equal(lines.at(-1), '');
    });
  }

  it('is there again after what is no prose', () => {
    assert.deepEqual(before('```', 'code', '```', 'Then '), ['Then ']);
    assert.deepEqual(before('---', 'title: a', '---', ''), ['']);
    assert.deepEqual(before('---', '', 'After a rule'), ['After a rule']);
    assert.deepEqual(before('<!-- note -->', 'Then '), ['Then ']);
    assert.deepEqual(before('see https://example.org for '), ['see for ']);
    assert.deepEqual(before('$$', 'x', '$$', '', 'so '), ['so ']);
  });

  it('takes plain text as it stands', () => {
    assert.deepEqual(proseBeforeCursor('one\n\n# two *th', 'plaintext'), {
      lines: ['one', '# two *th'],
      inProse: true,
    });
    assert.deepEqual(proseBeforeCursor('one\n', 'plaintext'), { lines: ['one', ''], inProse: true });
    assert.equal(proseBeforeCursor('see https://exam', 'plaintext').inProse, false);
  });

  it('agrees with the prose of the note, wherever a plain sentence is cut', () => {
    const note = '# Plan\n\nWe **walk** along [the river](x.md) and `rest`.\n\n- 买牛奶\n- 买面包和黄油\n\nThen home';
    const whole = proseLines(note, 'markdown');
    for (let at = note.indexOf('Then'); at <= note.length; at++) {
      const { lines } = proseBeforeCursor(note.slice(0, at), 'markdown');
      assert.deepEqual(lines.slice(0, -1), whole.slice(0, -1));
      assert.ok('Then home'.startsWith(lines.at(-1)!));
    }
  });

  it('gives normalized lines for any text before the cursor', function () {
    this.timeout(30_000);
    const source = fc.string({
      unit: fc.constantFrom('a', '我', ' ', '\n', '*', '_', '`', '[', ']', '(', '<', '$', '#', '-', '|', '>', '\ufffc'),
    });
    fc.assert(
      fc.property(source, fc.constantFrom('markdown' as const, 'plaintext' as const), (text, format) => {
        const { lines } = proseBeforeCursor(text, format);
        for (const line of lines.slice(0, -1)) assert.ok(line !== '' && normalizeLine(line) === line);
        const current = lines.at(-1)!;
        assert.ok(
          current === normalizeLine(current) || current === `${normalizeLine(current)} `,
          JSON.stringify(current),
        );
        assert.ok(!lines.join('').includes('\ufffc'));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads no more of a long note than of a shorter one', () => {
    const part = '## Heading\n\nThe **quick** [brown](x.md) fox.\n\n- one\n- `two`\n\n';
    const read = (parts: number): string[] => proseBeforeCursor(`${part.repeat(parts)}And then `, 'markdown').lines;
    assert.deepEqual(read(2000), read(200));
    assert.ok(read(200).length > 30);
  });

  it('costs no more in a long note than what is read of it', function () {
    this.timeout(30_000);
    const part = '## Heading\n\nThe **quick** [brown](x.md) fox.\n\n- one\n- `two`\n\n```\ncode\n```\n\n';
    const [short, long] = [part.repeat(60), part.repeat(900)].map((note) => {
      const times = Array.from({ length: 9 }, () => {
        const begin = performance.now();
        proseBeforeCursor(`${note}And then `, 'markdown');
        return performance.now() - begin;
      });
      return Math.min(...times);
    });
    assert.ok(long! < 10 * short!, `fifteen times the note took ${(long! / short!).toFixed(1)} times as long`);
  });
});
