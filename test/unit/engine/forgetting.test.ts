// A made-up word that one note alone holds: after the note is forgotten nothing knows it any more, in memory and on disk.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EngineClient } from '../../../src/engine/client';
import { defaultOptions } from '../../../src/engine/defaults';
import { Session } from '../../../src/engine/session';
import { trainerFiles } from './builtFiles';

const ignore = () => undefined;
const madeUp = 'zyzzogeton';
const options = { ...defaultOptions, hiddenSize: 16, batchSize: 2, minutes: undefined, epochs: 20, threads: 1 };

describe('forgetting', function () {
  this.timeout(60_000);
  let folder: string;
  let files: string[];
  const storage = () => path.join(folder, 'model');
  const sessions: Session[] = [];

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    files = [
      write('a.md', `The ${madeUp} sings. We saw the ${madeUp} here.\n`.repeat(6)),
      write('b.md', 'The river runs fast. We like the river here.\n'.repeat(6)),
    ];
  });
  afterEach(async () => {
    for (const session of sessions.splice(0)) await session.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  function write(name: string, text: string): string {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    return file;
  }

  async function open(keepsNotes = false): Promise<Session> {
    const session = new Session(
      trainerFiles,
      { status: ignore, loss: ignore, model: ignore, counts: ignore },
      keepsNotes,
    );
    sessions.push(session);
    await session.open(storage());
    return session;
  }

  async function learnt(keepsNotes = false): Promise<Session> {
    const session = await open(keepsNotes);
    await session.survey(files);
    await session.train({ files, options, resume: false });
    await session.finished();
    await session.counted();
    return session;
  }

  const forget = (session: Session) => session.forget({ file: files[0], files, forgotten: true });
  const suggested = (session: Session, text: string, networkOnly = false) =>
    session.predict({ text, format: 'plaintext', k: 50, networkOnly }).items.map((item) => item.text);

  function assertForgotten(session: Session): void {
    const { counted, network } = session.parts();
    for (const words of [counted!.lexicon.wordsFrom(0), counted!.counts.words.texts, network?.vocabulary.words ?? []]) {
      assert.ok(!words.some((word) => word.toLowerCase() === madeUp));
    }
    for (const text of ['', 'The ', 'We saw the ', 'The zy', 'the zyzz']) {
      for (const alone of network ? [false, true] : [false]) {
        assert.ok(!suggested(session, text, alone).includes(madeUp), text);
      }
    }
    for (const file of fs.readdirSync(storage(), { recursive: true, encoding: 'utf8' })) {
      const place = path.join(storage(), file);
      if (fs.statSync(place).isFile()) assert.ok(!fs.readFileSync(place).includes(madeUp), file);
    }
  }

  it('takes the words that only that note had out of counts, vocabulary, weights and files', async () => {
    const session = await learnt(true);
    assert.equal(suggested(session, 'The zy')[0], madeUp);
    assert.ok(session.network().vocabulary.words.includes(madeUp));
    const before = session.network().vocabulary.size;
    await forget(session);
    assertForgotten(session);
    assert.ok(session.network().vocabulary.size < before);
    assert.ok(suggested(session, 'The r').includes('river'), 'what others hold stays');
    assert.deepEqual(
      session.corpus().find(({ path: file }) => file === files[0]),
      { path: files[0], words: 0, reason: 'forgotten' },
    );
  });

  it('lasts: through surveys, a new start, going on and learning anew, until it is taken back', async () => {
    await forget(await learnt());
    const session = await open();
    await session.survey(files);
    await session.counted();
    assertForgotten(session);
    for (const resume of [true, false]) {
      await session.train({ files, options: { ...options, epochs: 1 }, resume });
      await session.finished();
      await session.counted();
      assertForgotten(session);
    }
    await session.forget({ file: files[0], files, forgotten: false });
    await session.survey(files);
    await session.counted();
    assert.equal(suggested(session, 'The zy')[0], madeUp);
  });

  it('works in the midst of a run, and where nothing has been learnt but counted', async () => {
    const counting = await open();
    await counting.survey(files);
    await counting.counted();
    await forget(counting);
    assertForgotten(counting);
    await counting.forget({ file: files[0], files, forgotten: false });
    await counting.train({ files, options: { ...options, epochs: 5000 }, resume: false });
    while (!counting.parts().network) await new Promise((resolve) => setTimeout(resolve, 20));
    await forget(counting);
    assertForgotten(counting);
  });

  it('of everything leaves no file, and stops training; the engine goes on without a model', async () => {
    const client = new EngineClient(path.resolve('dist', 'engine.js'), { storage: storage() });
    try {
      await client.survey(files);
      await client.train({ files, options: { ...options, epochs: 5000 }, resume: false });
      await new Promise<void>((resolve) => client.onModel((model) => model && resolve()));
      const { pid } = client;
      await client.erase();
      assert.deepEqual(fs.readdirSync(storage()), []);
      assert.notEqual(client.pid, pid);
      assert.deepEqual([client.model, client.status], [null, { state: 'idle' }]);
      assert.deepEqual([await client.losses(), await client.runs(), await client.corpus()], [[], [], []]);
    } finally {
      client.dispose();
    }
  });
});
