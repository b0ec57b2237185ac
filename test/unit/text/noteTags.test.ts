// The tags of a note are found in every form in which they are usually written, and what is written into a note is read again.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type TagHabit, tagsOfNote, withTags } from '../../../src/text/noteTags';
import { proseLines } from '../../../src/text/prose';

const tags = (text: string) => tagsOfNote(text, 'markdown').tags;
const inFrontMatter = (yaml: string) => tags(`---\n${yaml}\n---\n\nA walk.\n`);

function after(
  text: string,
  added: readonly string[],
  habit?: TagHabit,
  format: 'markdown' | 'plaintext' = 'markdown',
) {
  const change = withTags(text, format, added, habit);
  return text.slice(0, change.start) + change.text + text.slice(change.end);
}

describe('tags in front matter', () => {
  const forms: readonly (readonly [yaml: string, tags: readonly string[]])[] = [
    ['tags: [walks, river]', ['walks', 'river']],
    ['tags: [ "walks", \'the river\', 读书 ]  # mine', ['walks', 'the river', '读书']],
    ['tags: [walks,\n  river, # later\n  home,\n]', ['walks', 'river', 'home']],
    ['title: Tags\ntags:\n  - walks\n  - "a: b"\ndate: 2025-01-01', ['walks', 'a: b']],
    ["tags:\n- walks # often\n\n# none\n- it's\n- 'it''s two'", ['walks', "it's", "it's two"]],
    ['tags: walks, the river', ['walks', 'the river']],
    ['tags: "walks, river"', ['walks', 'river']],
    ['Tags: walks', ['walks']],
    ['tag: walks\ncategories: [home]', ['walks', 'home']],
    ['keywords:\n  - 读书\n  - 旅行', ['读书', '旅行']],
    ['tags: ["#walks", Walks]', ['walks']],
    ['tags: [work/plans, c++, node.js, "x, y"]', ['work/plans', 'c++', 'node.js', 'x, y']],
    ['tags: ["\\u8bfb\\u4e66", "a \\"b\\""]', ['读书', 'a "b"']],
    ['tags:', []],
    ['tags: []', []],
    ['tags: ~', []],
    ['tags: # none yet', []],
    ['tags: &all [a]', []],
    ['tags: [a, [b]]', []],
    ['tags: [a, b', []],
    ['mytags: [a]\nnested:\n  tags: [b]\n  - c', []],
    ['title: "tags: [a]"', []],
  ];
  for (const [yaml, expected] of forms) {
    it(`${JSON.stringify(yaml)}`, () => {
      assert.deepEqual(inFrontMatter(yaml), expected);
      const windows = `---\n${yaml}\n---\n\nA walk.\n`.replaceAll('\n', '\r\n');
      assert.deepEqual(tags(windows), expected, 'with CRLF');
    });
  }

  it('are none where it never ends, stands elsewhere, or the note is plain text', () => {
    assert.deepEqual(tags('---\ntags: [a]\n'), []);
    assert.deepEqual(tags('A walk.\n\n---\ntags: [a]\n---\n'), []);
    assert.deepEqual(tagsOfNote('---\ntags: [a]\n---\n', 'plaintext').tags, []);
  });
});

describe('tags in prose', () => {
  const texts: readonly (readonly [text: string, tags: readonly string[]])[] = [
    ['We went by the river #walks', ['walks']],
    ['#walks #home/garden and #读书。', ['walks', 'home/garden', '读书']],
    ['今天读完了，#读书 很好（#小说）', ['读书', '小说']],
    ['- one #a1\n- two **#b**\n\n> #c', ['a1', 'b', 'c']],
    ['# Heading\n## no #tag here\n\nSetext #none\n====', []],
    ['`#code` and ``#more``\n\n```\n#fenced\n```\n\n    #indented', []],
    ['[a #link](x.md) and <b title="#no">x</b> and https://x.org/#place and x.org/a#b', []],
    ['$#math$ and \\#escaped and &#35;x', []],
    ['#12 and #2025-01 are numbers, C# and F# are not, #a-', ['a']],
    ['#Walks and #walks', ['Walks']],
  ];
  for (const [text, expected] of texts) {
    it(JSON.stringify(text), () => assert.deepEqual(tags(text), expected));
  }

  it('are found in plain text, too', () => {
    assert.deepEqual(tagsOfNote('A run #running\n跑步 #跑步', 'plaintext').tags, ['running', '跑步']);
  });

  it('are not in what is learnt from', () => {
    const { text } = tagsOfNote(
      '---\ntags: [river]\n---\n# Day\n\nBy the water #walks and **#home** again.',
      'markdown',
    );
    assert.deepEqual(proseLines(text, 'markdown'), ['Day', 'By the water and again.']);
  });
});

describe('a tag that is written into a note', () => {
  it('joins the list that is there, and leaves everything else as it is', () => {
    const note = (yaml: string) => `---\ntitle: X\n${yaml}\ndate: 2025\n---\n\nText.\n`;
    const cases = [
      ['tags: [a, b] # mine', 'tags: [a, b, new] # mine'],
      ['tags: [ a, b, ]', 'tags: [ a, b, new, ]'],
      ['tags: []', 'tags: [new]'],
      ['tags:\n    - a # first\n    - b', 'tags:\n    - a # first\n    - b\n    - new'],
      ['tags: a, b', 'tags: a, b, new'],
      ['tags: "a, b"', 'tags: a, b, new'],
      ['tags:', 'tags: [new]'],
      ['tags: # none', 'tags: [new] # none'],
      ['tags: ~', 'tags: [new]'],
    ];
    for (const [before, expected] of cases) assert.equal(after(note(before), ['new']), note(expected));
  });

  it('makes front matter, or a field in it, where the other notes have theirs there', () => {
    assert.equal(after('Text.\n', ['a', 'b c']), '---\ntags: [a, b c]\n---\n\nText.\n');
    const lines = { place: 'frontMatter', name: 'keywords', form: 'lines' } as const;
    assert.equal(after('---\ntitle: X\n---\nText.', ['a'], lines), '---\ntitle: X\nkeywords:\n  - a\n---\nText.');
    assert.equal(after('Text.\r\n', ['no']), '---\ntags: ["no"]\n---\n\nText.\r\n'.replace(/(?<!\r)\n/g, '\r\n'));
  });

  it('stands in the prose where the note, or the others, have theirs there', () => {
    const prose = { place: 'prose' } as const;
    assert.equal(after('One #a two.\n', ['b', 'c']), 'One #a #b #c two.\n');
    assert.equal(after('Text.\n', ['读书'], prose), 'Text.\n\n#读书\n');
    assert.equal(after('', ['a'], prose), '#a\n');
    assert.equal(after('Text.', ['two words'], prose), '---\ntags: [two words]\n---\n\nText.');
    assert.equal(after('Text.', ['two words'], prose, 'plaintext'), 'Text.\n\n#two-words\n');
  });

  it('stands in front matter where Markdown would take it for emphasis in the prose', () => {
    for (const added of [['_a_'], ['_a', 'b_']])
      assert.deepEqual(tags(after('Text.\n', added, { place: 'prose' })), added);
  });

  it('is read again, whatever it is and however the note is written', () => {
    const tag = fc
      .string({ unit: fc.constantFrom(...'abZé读书1-_/ .,:;#"\'\\[]{}&*!|>%@`~?'), minLength: 1, maxLength: 8 })
      .map((text) => text.trim().replace(/^#+/, '').trim())
      .filter((text) => text !== '');
    const notes = [
      'Text.\n',
      '---\ntitle: X\n---\nText.',
      '---\ntags: [a]\n---\n',
      '---\ntags: [a,\n b]\n---\n',
      '---\ntags:\n  - a\nx: y\n---\n',
      '---\ntags: a\n---\n',
      '---\r\ntags: "a"\r\n---\r\n',
      '---\ntags:\n---\n',
      'Text #a.\n',
    ];
    const habits: TagHabit[] = [
      { place: 'prose' },
      { place: 'frontMatter', name: 'tags', form: 'lines' },
      { place: 'frontMatter', name: 'tags', form: 'brackets' },
    ];
    const added = fc.uniqueArray(tag, { minLength: 1, maxLength: 3, selector: (text) => text.toLowerCase() });
    fc.assert(
      fc.property(fc.constantFrom(...notes), fc.constantFrom(...habits), added, (note, habit, wanted) => {
        const had = tags(note);
        const found = tags(after(note, wanted, habit)).map((each) => each.toLowerCase());
        for (const each of [...had, ...wanted])
          assert.ok(found.includes(each.toLowerCase()), `${each} of ${found.join()}`);
      }),
      { numRuns: 500 },
    );
  });
});
