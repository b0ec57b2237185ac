// A folder of what is no note, with two notes in it: read, learnt from, asked, over every way in.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NoteReader } from '../../../src/engine/noteReader';
import { trainerFiles } from '../engine/builtFiles';
import { TaggedNotes } from '../../../src/engine/tags/taggedNotes';
import { brokenFiles } from '../../fuzz/brokenFiles';

describe('a folder of broken files', function () {
  this.timeout(30_000);
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, content: string | Buffer) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content);
    return file;
  };

  it('is listed file by file with its reason, and the rest is read', async () => {
    const broken = brokenFiles(folder);
    const good = write('good.md', 'The river runs fast.\n');
    const wide = write('wide.md', Buffer.from('\ufeffWe like bread.\n', 'utf16le').swap16());
    const reader = new NoteReader(trainerFiles.scripts);
    const files = [...broken.map(({ path: file }) => file), good, wide];
    for (let again = 0; again < 2; again++) {
      const { notes, skipped } = await reader.read(files, 'words');
      assert.deepEqual(skipped, broken);
      assert.deepEqual(
        notes.map(({ sentences }) => sentences.map(({ tokens }) => tokens.join(' '))),
        [['The river runs fast .'], ['We like bread .']],
      );
      assert.deepEqual(reader.files.slice(-2), [
        { path: good, words: 4 },
        { path: wide, words: 3 },
      ]);
    }
    assert.deepEqual(
      (await new TaggedNotes().read(files)).map((note) => note.path).filter((file) => file === good || file === wide),
      [good, wide],
    );
  });

  it('is trained on, asked and inspected from the command line', () => {
    brokenFiles(folder);
    write('good.md', 'The river runs fast.\n\nThe river runs deep.\n');
    const model = path.join(folder, 'model');
    const run = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], { encoding: 'utf8' });
      assert.equal(status, 0, stderr);
      return stdout;
    };
    const out = run('train', folder, '--model', model, '--epochs', '2', '--hidden', '8', '--json', '--verbose');
    const [corpus] = out.split('\n').flatMap((line) => (line.includes('"corpus"') ? [JSON.parse(line)] : [])) as [
      { notes: number; words: number; leftOut: { path: string; reason: string }[] },
    ];
    assert.deepEqual([corpus.notes, corpus.words], [1, 8]);
    const reasons = new Set(corpus.leftOut.map(({ reason }) => reason));
    for (const reason of ['binary', 'notUtf8', 'tooDense', 'tooLarge', 'secret', 'noProse'])
      assert.ok(reasons.has(reason));
    for (const text of ['The ', '', '\ud800', '> '.repeat(5000), 'x'.repeat(10_000), 'e' + '\u0301'.repeat(5000)]) {
      const asked = spawnSync(process.execPath, ['dist/cli.js', 'predict', '--model', model, '--stdio'], {
        input: JSON.stringify({ text }),
        encoding: 'utf8',
      });
      assert.match(asked.stdout, /^\{"items":\[/, asked.stderr);
      assert.doesNotMatch(asked.stdout, /error/);
    }
    run('inspect', '--model', model, `The river ${'\u0301'.repeat(300)} ${'[x](y '.repeat(100)}`);
  });

  it('that changes while it is read is never half a note', async () => {
    const file = write('a.md', 'one\n');
    const reader = new NoteReader(trainerFiles.scripts);
    let written = 0;
    const half = (n: number) => `word${n} `.repeat(10_000);
    const reading = (async () => {
      for (let i = 0; i < 60; i++) {
        const { notes, skipped } = await reader.read([file], 'words');
        for (const { reason } of skipped) assert.ok(['changing', 'gone', 'noProse'].includes(reason), reason);
        for (const { sentences } of notes) {
          const seen = new Set(sentences.flatMap(({ tokens }) => tokens));
          assert.equal(seen.size, 1, 'two versions were read as one');
        }
      }
    })();
    let done = false;
    void reading.finally(() => (done = true)).catch(() => undefined);
    while (!done) {
      // As an editor saves that does not save in one step; now and then the file goes.
      if (++written % 7 === 0) fs.rmSync(file, { force: true });
      const descriptor = fs.openSync(file, 'w');
      fs.writeSync(descriptor, half(written));
      await new Promise(setImmediate);
      fs.writeSync(descriptor, half(written));
      fs.closeSync(descriptor);
      await new Promise(setImmediate);
    }
    await reading;
    assert.ok(written > 10);
  });
});
