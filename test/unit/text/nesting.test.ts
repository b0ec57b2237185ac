import assert from 'node:assert/strict';
import { markdownBlocks } from '../../../src/text/markdownBlocks';
import { Nesting } from '../../../src/text/nesting';
import { tagsOfNote } from '../../../src/text/noteTags';
import { proseLines } from '../../../src/text/prose';

describe('Markdown nested deeper than anybody writes', () => {
  it('is not parsed: images in images, links in links, stray brackets, marks by the thousand', () => {
    const nasty = [
      `${'!['.repeat(10_000)}deep${'](b)'.repeat(10_000)}`,
      '[a]('.repeat(10_000),
      ']'.repeat(10_000),
      `${'*'.repeat(10_000)}deep${'*'.repeat(10_000)}`,
      '*a '.repeat(10_000),
      '`a ``b '.repeat(10_000),
    ];
    for (const line of nasty)
      assert.deepEqual(proseLines(`Before.\n\n${line}\n\nAfter.`, 'markdown'), ['Before.', 'After.']);
  });

  it('overflows no stack where it is still parsed', () => {
    for (const mark of ['*', '_']) {
      const [text] = proseLines(`${mark.repeat(900)}deep #tag${mark.repeat(900)}`, 'markdown');
      assert.equal(text, 'deep #tag');
      assert.deepEqual(tagsOfNote(`${mark.repeat(900)}deep #tag${mark.repeat(900)}`, 'markdown').tags, ['tag']);
    }
  });

  it('is passed over where tags are looked for, too', () => {
    const text = `*a* #one\n${'!['.repeat(10_000)}${'](b)'.repeat(10_000)}\n*b* #two\n\nThen *c* #three`;
    assert.deepEqual(
      tagsOfNote(`${text}\n`, 'markdown').tags.filter((tag) => tag !== 'three'),
      [],
    );
  });

  it('over many lines comes to the parser in pieces that it can take', () => {
    for (const [line, last] of [
      ['![', '](b)'],
      ['*a ', '*'],
      ['[[', ']]'],
    ] as const) {
      const text = `${`${line}\n`.repeat(5000)}deep${last.repeat(1500)}`;
      for (const block of markdownBlocks(text)) {
        assert.ok(block.kind !== 'markup' || !new Nesting().isAbsurdWith(block.lines.slice(0, -31).join('\n')));
      }
    }
  });

  it('is not what people write: brackets in brackets, bold words, tables, smileys', () => {
    const usual = [
      '[a [b](c) d](e) '.repeat(400),
      '**bold** and _thin_ '.repeat(400),
      ':( '.repeat(500),
      '| a | b '.repeat(500),
      'see [1], [2] and [^3]. '.repeat(500),
    ];
    for (const line of usual) assert.ok(!new Nesting().isAbsurdWith(line), line.slice(0, 20));
  });
});
