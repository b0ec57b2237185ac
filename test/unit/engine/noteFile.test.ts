import assert from 'node:assert/strict';
import fc from 'fast-check';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readNotes, writeNotes } from '../../../src/engine/noteFile';
import { tokenizeLine } from '../../../src/text/tokenize';
import { anyLine } from '../text/anyLine';

const notes = [
  { path: 'a.md', sentences: tokenizeLine('The river 🙂 is long. 👨‍👩‍👧 like it.') },
  { path: '日记/昨天.md', sentences: [...tokenizeLine('我昨天上学迟到了。'), { tokens: [], startsLine: true }] },
  { path: 'empty.md', sentences: [] },
  { path: 'a "quoted"\nname.md', sentences: [{ tokens: [], startsLine: false }, ...tokenizeLine('The river')] },
];

describe('the file of the notes', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    file = path.join(folder, 'notes-1.ids');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('is read back as it was written', () => {
    for (const some of [notes, [], [notes[2]]]) {
      writeNotes(file, some);
      assert.deepEqual(readNotes(fs.readFileSync(file)), some);
    }
  });

  it('keeps any text, and tokens with line breaks too', () => {
    const token = fc.oneof(anyLine, fc.constantFrom('\n', 'toString', '__proto__', ''));
    const sentence = fc.record({ tokens: fc.array(token, { maxLength: 6 }), startsLine: fc.boolean() });
    const note = fc.record({ path: fc.string(), sentences: fc.array(sentence, { maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(note, { maxLength: 4 }), (any) => {
        writeNotes(file, any);
        assert.deepEqual(
          readNotes(fs.readFileSync(file)),
          any.map(({ path, sentences }) => ({ path, sentences: sentences.map((each) => ({ ...each })) })),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('cut short says so', () => {
    writeNotes(file, notes);
    const whole = fs.readFileSync(file);
    fs.writeFileSync(file, whole.subarray(0, -8));
    assert.throws(() => readNotes(fs.readFileSync(file)), /should have \d+ words/);
    fs.writeFileSync(file, whole.subarray(0, 40));
    assert.throws(() => readNotes(fs.readFileSync(file)), Error);
    fs.writeFileSync(file, '');
    assert.throws(() => readNotes(fs.readFileSync(file)), Error);
  });

  it('says what is wrong where words are named that it does not hold', () => {
    writeNotes(file, notes);
    const damaged = fs.readFileSync(file);
    damaged.writeInt32LE(9999, damaged.length - 4);
    fs.writeFileSync(file, damaged);
    assert.throws(() => readNotes(fs.readFileSync(file)), /word|note/);
  });

  it('says what is wrong where a note begins with no sentence', () => {
    fs.writeFileSync(
      file,
      Buffer.concat([Buffer.from('{"words":["a"],"notes":[{"path":"a","length":1}]}\n'), Buffer.alloc(4)]),
    );
    assert.throws(
      () => readNotes(fs.readFileSync(file)),
      (error: Error) => !/undefined/.test(error.message),
    );
  });
});
