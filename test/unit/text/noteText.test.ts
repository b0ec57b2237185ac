import assert from 'node:assert/strict';
import { decodeNote, formatOfPath, isNotePath } from '../../../src/text/noteText';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(2 * text.length + 2));
  [...`\ufeff${text}`].forEach((character, index) => view.setUint16(2 * index, character.charCodeAt(0), littleEndian));
  return new Uint8Array(view.buffer);
};

describe('decoding a note', () => {
  it('reads UTF-8 with and without a byte order mark', () => {
    assert.deepEqual(decodeNote(utf8('Ein Gruß 你好')), { text: 'Ein Gruß 你好' });
    assert.deepEqual(decodeNote(utf8('\ufeffhi')), { text: 'hi' });
    assert.deepEqual(decodeNote(new Uint8Array()), { text: '' });
  });

  it('reads UTF-16 of either byte order by its mark', () => {
    assert.deepEqual(decodeNote(utf16('我昨天 hi', true)), { text: '我昨天 hi' });
    assert.deepEqual(decodeNote(utf16('我昨天 hi', false)), { text: '我昨天 hi' });
  });

  it('turns every line end into LF and composes characters', () => {
    assert.deepEqual(decodeNote(utf8('a\r\nb\rc\ne\u0301')), { text: 'a\nb\nc\né' });
  });

  it('skips what is binary or in another encoding, and says which', () => {
    assert.deepEqual(decodeNote(new Uint8Array([0x50, 0x4b, 0, 4])), { skipped: 'binary' });
    assert.deepEqual(decodeNote(new Uint8Array([0xff, 0xfe, 0x41, 0, 0, 0])), { skipped: 'binary' });
    assert.deepEqual(decodeNote(new Uint8Array([0x47, 0x72, 0xfc, 0xdf, 0x65])), { skipped: 'notUtf8' });
    assert.deepEqual(decodeNote(new Uint8Array([0xff, 0xfe, 0x41])), { skipped: 'notUtf8' });
  });

  it('skips data that only looks like text', () => {
    const base64 = 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU2Nzg5YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4\n';
    assert.deepEqual(decodeNote(utf8(base64.repeat(100))), { skipped: 'tooDense' });
    assert.deepEqual(decodeNote(utf8('a'.repeat(50_000))), { skipped: 'tooDense' });
    assert.deepEqual(decodeNote(utf8('function a(b,c){var d=e[f];return g.h(i)&&j||k?l:m};'.repeat(200))), {
      skipped: 'tooDense',
    });
  });

  it('does not take prose for data, whatever its script, nor a note for the code in it', () => {
    const texts = [
      'The quick brown fox jumps over the lazy dog. '.repeat(300),
      '我昨天上学迟到了今天没有迟到老师很高兴'.repeat(300),
      'See [the notes](https://example.org/a/long/address/that/goes/on/and/on/for/ever/and/ever), again.\n'.repeat(100),
      'I ran this:\n\n```js\nconst total = notes.map((n) => n.words).reduce((a, b) => a + b, 0);\n```\n\n'.repeat(100),
    ];
    for (const text of texts) assert.deepEqual(decodeNote(utf8(text)), { text });
  });
});

describe('note paths', () => {
  it('knows notes by their extension in any case', () => {
    for (const path of ['a.md', 'b/c.markdown', 'd.MDX', 'e.f.txt', 'g\\h.text']) assert.ok(isNotePath(path), path);
    for (const path of ['a.ts', 'md', '.md', 'a.md/b', 'a.md.bak', 'a.']) assert.ok(!isNotePath(path), path);
  });

  it('tells Markdown from plain text', () => {
    assert.equal(formatOfPath('notes/a.MD'), 'markdown');
    assert.equal(formatOfPath('a.mdx'), 'markdown');
    assert.equal(formatOfPath('a.txt'), 'plaintext');
    assert.equal(formatOfPath('unknown'), 'plaintext');
  });
});
