// A session without a network: suggestions from the counts of the notes, before anything has been learnt.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ProblemError } from '../../../src/engine/problem';
import type { CountsInfo } from '../../../src/engine/protocol/notes';
import { Session } from '../../../src/engine/session';
import { wholeText } from '../../../src/predict/textOutline';
import { trainerFiles } from './builtFiles';

const noModel = (error: unknown) => error instanceof ProblemError && error.code === 'noModel';

describe('a survey', function () {
  this.timeout(10_000);
  let folder: string;
  let counts: CountsInfo[];
  let session: Session;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    counts = [];
    const ignore = () => undefined;
    const counted = (info: CountsInfo) => counts.push(info);
    session = new Session(trainerFiles, { status: ignore, loss: ignore, model: ignore, counts: counted });
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

  /** Resolves when the notes have been counted so many times. */
  async function countedTimes(times: number): Promise<CountsInfo> {
    while (counts.length < times) await new Promise((resolve) => setTimeout(resolve, 10));
    return counts[times - 1];
  }

  const words = (text: string) =>
    session.predict({ text, format: 'plaintext', k: 7 }).items.map((suggestion) => suggestion.text);

  it('counts the notes afterwards, and then they are suggested from', async () => {
    const files = [write('a.md', 'The river runs fast.\n'), write('b.md', '我昨天上学迟到了。\n')];
    assert.throws(() => words('The '), noModel);
    const { notes, words: found, skipped } = await session.survey(files);
    assert.deepEqual([notes, skipped], [2, []]);
    assert.ok(found >= 8, `${found} words`);
    assert.equal((await countedTimes(1)).notes, 2);
    assert.equal(words('The r')[0], 'river');
    assert.ok(words('The ').includes('river'));
    assert.equal(words('我昨天上')[0], '上学');
  });

  it('takes both apostrophes for one, and offers that of the document', async () => {
    await session.survey([write('a.md', 'We don’t know.\n'), write('b.md', "They don't know.\n")]);
    await countedTimes(1);
    assert.deepEqual(words('We do').slice(0, 1), ["don't"]);
    const [first] = session.predict({ text: 'It can’t be. We do', format: 'plaintext', k: 1 }).items;
    assert.deepEqual([first.text, first.insert], ['don’t', 'n’t']);
    const next = session.predict({ text: 'It can’t be. We ', format: 'plaintext', k: 20, ignored: ['don’t'] });
    assert.equal(next.items.at(-1)!.text, 'don’t');
  });

  it('leaves the network without an answer, as there is none', async () => {
    await session.survey([write('a.md', 'The river runs fast.\n')]);
    await countedTimes(1);
    const request = { text: 'The ', format: 'plaintext', k: 3 } as const;
    assert.throws(() => session.predict({ ...request, networkOnly: true }), noModel);
    assert.throws(() => session.inspect({ ...request, ...wholeText('The ') }), noModel);
    assert.ok(session.predict(request).items.length > 0);
  });

  it('after notes have changed suggests what they say now', async () => {
    const files = [write('a.md', 'The river runs fast.\n'), write('b.md', 'We like bread.\n')];
    await session.survey(files);
    await countedTimes(1);
    assert.ok(!words('The ze').includes('zeppelin'));
    write('a.md', 'The zeppelin flies over the town.\n');
    await session.survey(files);
    await countedTimes(2);
    assert.equal(words('The ze')[0], 'zeppelin');
    assert.ok(!words('The r').includes('river'), 'what no note holds any more');
    assert.ok(words('We ').includes('like'), 'and the others as before');
  });

  it('of no notes any more suggests nothing from them', async () => {
    const file = write('a.md', 'The river runs fast.\n');
    await session.survey([file]);
    await countedTimes(1);
    await session.survey([]);
    assert.equal((await countedTimes(2)).notes, 0);
    assert.ok(!words('The ').includes('river'));
  });

  it('of several soon after one another ends with the last', async () => {
    const [a, b, c] = ['river', 'bridge', 'garden'].map((word) => write(`${word}.md`, `The ${word} is old.\n`));
    for (const files of [[a], [a, b], [c]]) await session.survey(files);
    while (counts.at(-1)?.notes !== 1 || words('The g')[0] !== 'garden') {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.ok(!words('The ').includes('river'));
  });

  it('says which files it could not read', async () => {
    const file = write('a.md', 'The river runs fast.\n');
    const { notes, skipped } = await session.survey([file, path.join(folder, 'none.md')]);
    assert.equal(notes, 1);
    assert.deepEqual(skipped, [{ path: path.join(folder, 'none.md'), reason: 'gone' }]);
  });
});
