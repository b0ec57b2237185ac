import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NoteReader } from '../../../src/engine/noteReader';
import { trainerFiles } from './builtFiles';

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
    const { notes, skipped } = await new NoteReader(trainerFiles.scripts).read(
      [good, binary, latin, gone, folder],
      'words',
    );
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
    const reader = new NoteReader(trainerFiles.scripts);
    const note = file('a.md', 'One two.');
    const [first] = (await reader.read([note], 'words')).notes;
    assert.equal((await reader.read([note], 'words')).notes[0], first);
    fs.writeFileSync(note, 'One two three.');
    assert.equal((await reader.read([note], 'words')).notes[0].words, 3);
  });

  it('leaves out the file that its thread dies of, and reads the rest', async () => {
    const deadly = file('deadly.md', 'Deadly.');
    const files = [file('a.md', 'One.'), file('b.md', 'Two.'), deadly, file('c.md', 'Three.'), file('d.md', 'Four.')];
    const scripts = path.join(folder, 'scripts');
    fs.mkdirSync(scripts);
    const thread = `
      const { parentPort, workerData: { paths, at } } = require('node:worker_threads');
      const ids = Int32Array.of(-2, 0);
      for (const [i, file] of paths.entries()) {
        at[0] = i;
        if (file.endsWith('deadly.md')) throw new Error('deadly');
        parentPort.postMessage({ files: [{ words: 1 }], sentences: { words: [file], lengths: [2], ids } });
      }
    `;
    fs.writeFileSync(path.join(scripts, 'readerThread.js'), thread);
    const { notes, skipped } = await new NoteReader(scripts).read(files, 'words');
    assert.deepEqual(skipped, [{ path: deadly, reason: 'unreadable' }]);
    assert.deepEqual(
      notes.map(({ path: place, sentences }) => [place, sentences[0].tokens]),
      files.filter((each) => each !== deadly).map((each) => [each, [each]]),
    );
    fs.writeFileSync(path.join(scripts, 'readerThread.js'), "throw new Error('no thread starts')");
    await assert.rejects(new NoteReader(scripts).read(files, 'words'), /no thread starts/);
  });

  it('refuses a file that is too large to be a note, and one long line without prose, at once', async () => {
    const large = file('large.md', 'the quick brown fox jumps over it '.repeat(1_500_000));
    const noise = file('noise.md', 'x'.repeat(30 * 2 ** 20));
    const { notes, skipped } = await new NoteReader(trainerFiles.scripts).read([large, noise], 'words');
    assert.deepEqual(skipped[0], { path: large, reason: 'tooLarge' });
    assert.equal(notes.length + skipped.length, 2);
  }).timeout(20_000);

  it('has not read what is forgotten while it reads', async () => {
    const [a, b] = [file('a.md', 'One two.'), file('b.md', 'Three.')];
    const reader = new NoteReader(trainerFiles.scripts);
    const forget = (filesRead: number) => void (filesRead === 1 && reader.forgotten.set(a, true));
    const { notes, skipped } = await reader.read([a, b], 'words', forget);
    assert.deepEqual(
      notes.map(({ path: place }) => place),
      [b],
    );
    assert.deepEqual(skipped, [{ path: a, reason: 'forgotten' }]);
  });

  it('reads 2 MB of prose in a single line', async () => {
    const prose = file('line.md', 'the quick brown fox jumps over it '.repeat(60_000));
    const { notes } = await new NoteReader(trainerFiles.scripts).read([prose], 'words');
    assert.equal(notes[0].words, 420_000);
  }).timeout(30_000);
});
