// What a session knows of the files that its network was trained on: through lessons, forgetting, going on, a new start
// and learning anew.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Corpus } from '../../../src/engine/corpus';
import { defaultOptions } from '../../../src/engine/defaults';
import type { CorpusPart } from '../../../src/engine/protocol/notes';
import { Session } from '../../../src/engine/session';
import { trainerFiles } from './builtFiles';

const ignore = () => undefined;
const madeUp = 'zyzzogeton';
const options = { ...defaultOptions, hiddenSize: 16, batchSize: 2, minutes: undefined, epochs: 5, threads: 1 };

describe('the corpus of a session', function () {
  this.timeout(60_000);
  let folder: string;
  let a: string, b: string;
  let session: Session;

  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    a = write('a.md', `The ${madeUp} sings. We saw the ${madeUp} here.\n`.repeat(6));
    b = write('b.md', 'The river runs fast. We like the river here.\n'.repeat(6));
    await open();
    await survey(a, b);
    await learn([a, b]);
  });
  afterEach(async () => {
    await session.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  function write(name: string, text: string): string {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    return file;
  }

  async function open(): Promise<void> {
    session = new Session(trainerFiles, { status: ignore, loss: ignore, model: ignore, counts: ignore });
    await session.open(path.join(folder, 'model'));
  }

  async function survey(...files: string[]): Promise<void> {
    await session.survey(files);
    await session.counted();
  }

  async function learn(files: string[], resume = false): Promise<void> {
    await session.train({ files, options, resume });
    await session.finished();
    await session.counted();
  }

  function names(part: CorpusPart): string[] {
    const work = new Corpus(() => session.corpusSources()).lists();
    for (;;) {
      const { done, value } = work.next();
      if (!done) continue;
      const state = ({ learnt, reason }: { learnt?: boolean; reason?: string }) =>
        reason ?? (learnt === undefined ? '' : learnt ? 'learnt' : 'new');
      return value[part].map((file) => `${path.basename(file.path)} ${file.words} ${state(file)}`.trim());
    }
  }

  it('is all learnt after a run, also when it is opened again', async () => {
    const all = ['a.md 48 learnt', 'b.md 54 learnt'];
    assert.deepEqual(names('notes'), all);
    await open();
    await survey(a, b);
    assert.deepEqual(names('notes'), all);
  });

  it('has new notes that are learnt only after a lesson', async () => {
    const c = write('c.md', 'Quixotic kites drift over wharves.\n\n'.repeat(20));
    await survey(a, b, c);
    assert.equal(names('notes')[2], 'c.md 100 new');
    await session.setIdle(true);
    assert.equal(names('notes')[2], 'c.md 100 learnt');
    await open();
    await survey(a, b, c);
    assert.equal(names('notes')[2], 'c.md 100 learnt');
  });

  it('remembers what is left out, through going on, until the network has learnt anew', async () => {
    const left = ['a.md 48'];
    await survey(b);
    assert.deepEqual([names('notes'), names('remembered')], [['b.md 54 learnt'], left]);
    await learn([b], true);
    assert.deepEqual(names('remembered'), left);
    assert.ok(session.network().vocabulary.words.includes(madeUp));
    await learn([b]);
    assert.deepEqual([names('notes'), names('remembered')], [['b.md 54 learnt'], []]);
  });

  it('excluded and learnt anew holds nothing of the note: no suggestion, no word, no count', async () => {
    await survey(b);
    await learn([b]);
    const { counted, network } = session.parts();
    for (const words of [counted!.lexicon.wordsFrom(0), counted!.counts.words.texts, network!.vocabulary.words]) {
      assert.ok(!words.some((word) => word.toLowerCase() === madeUp));
    }
    for (const text of ['', 'The ', 'We saw the ', 'The zy', 'the zyzz']) {
      const { items } = session.predict({ text, format: 'plaintext', k: 50 });
      assert.ok(!items.some((item) => item.text === madeUp), text);
    }
  });

  it('says of a forgotten note that the network may remember it', async () => {
    await session.forget({ file: a, files: [a, b], forgotten: true });
    assert.deepEqual(names('remembered'), ['a.md 48 forgotten']);
    await learn([a, b]);
    assert.deepEqual([names('remembered'), names('leftOut')], [[], ['a.md 0 forgotten']]);
  });
});
