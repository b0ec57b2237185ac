import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NoteReader } from '../../../src/engine/noteReader';

describe('reading notes', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  function file(name: string, content: string | Buffer): string {
    const place = path.join(folder, name);
    fs.writeFileSync(place, content);
    return place;
  }

  it('names what it cannot use, and why, and reads the rest', async () => {
    const good = file('good.md', 'A good note.\n');
    const binary = file('binary.md', Buffer.from([0x89, 0x50, 0, 0, 1, 2, 3]));
    const latin = file('latin.txt', Buffer.from('caf\xe9 au lait', 'latin1'));
    const gone = path.join(folder, 'gone.md');
    const { notes, skipped } = await new NoteReader().read([good, binary, latin, gone, folder], 'words');
    assert.deepEqual(
      notes.map(({ path: place, words }) => [place, words]),
      [[good, 3]],
    );
    assert.deepEqual(skipped, [
      { path: binary, reason: 'binary' },
      { path: latin, reason: 'notUtf8' },
      { path: gone, reason: 'gone' },
      { path: folder, reason: 'notAFile' },
    ]);
  });

  it('reads a note again only when it has changed', async () => {
    const reader = new NoteReader();
    const note = file('a.md', 'One two.');
    const [first] = (await reader.read([note], 'words')).notes;
    assert.equal((await reader.read([note], 'words')).notes[0], first);
    fs.writeFileSync(note, 'One two three.');
    assert.equal((await reader.read([note], 'words')).notes[0].words, 3);
  });

  it('refuses a file that is too large to be a note, and one long line without prose, at once', async () => {
    const large = file('large.md', 'the quick brown fox jumps over it '.repeat(1_500_000));
    const noise = file('noise.md', 'x'.repeat(30 * 2 ** 20));
    const { notes, skipped } = await new NoteReader().read([large, noise], 'words');
    assert.deepEqual(skipped[0], { path: large, reason: 'tooLarge' });
    assert.equal(notes.length + skipped.length, 2);
  }).timeout(20_000);

  it('reads 2 MB of prose in a single line', async () => {
    const prose = file('line.md', 'the quick brown fox jumps over it '.repeat(60_000));
    const { notes } = await new NoteReader().read([prose], 'words');
    assert.equal(notes[0].words, 420_000);
  }).timeout(30_000);
});
