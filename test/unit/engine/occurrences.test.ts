// Where a word stands in the notes after the words that stand before it now, on disk and on which line.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findOccurrences } from '../../../src/engine/occurrences';
import type { Occurrences } from '../../../src/engine/protocol/suggestions';
import { Session } from '../../../src/engine/session';
import { silent } from '../../../src/cli/cliSession';
import { trainerFiles } from './builtFiles';

const texts: Readonly<Record<string, string>> = {
  'diary/monday.md':
    '# Monday\n\nIn the evening we walked\nto the river. The river was high.\n\nThen we walked to the river again.\n',
  'diary/tuesday.md': 'Nobody walked to the river. The\nbridge over the river is old.\n',
  'garden/plan.md': '```\nwalked to the river\n```\n\nBeans, and a path to the **river**. Peas.\n',
  'far/away/from/here.md': 'WE WALKED TO THE RIVER.\n',
  '日记.md': '我昨天上学迟到了。\n\n今天我上学没有迟到。\n',
};

describe('occurrences', function () {
  this.timeout(10_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
  const file = (name: string) => path.join(folder, name);
  const session = new Session(trainerFiles, silent);

  before(async () => {
    for (const [name, text] of Object.entries(texts)) {
      fs.mkdirSync(path.dirname(file(name)), { recursive: true });
      fs.writeFileSync(file(name), text);
    }
    await session.survey(Object.keys(texts).map(file));
    while (!session.parts().counted) await new Promise((resolve) => setTimeout(resolve, 10));
    await session.counted();
  });
  after(async () => {
    await session.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const nothing = () => Promise.resolve();
  const find = (context: string, word: string, from = 'diary/monday.md', pause = nothing): Promise<Occurrences> =>
    findOccurrences(session.parts().counted, { context: context.split(' '), word, file: file(from) }, pause);
  const lines = ({ places }: Occurrences) =>
    places.map((place) => `${path.relative(folder, place.file).replaceAll(path.sep, '/')}:${place.line}`);

  it('are of the longest context that the notes hold, near files first', async () => {
    const found = await find('we walked to the', 'river');
    assert.deepEqual(found.context, ['we', 'walked', 'to', 'the']);
    assert.equal(found.count, 3);
    assert.deepEqual(lines(found), ['diary/monday.md:4', 'diary/monday.md:6', 'far/away/from/here.md:1']);
    const shorter = await find('Anna walked to the', 'river', 'diary/tuesday.md');
    assert.deepEqual(shorter.context, ['walked', 'to', 'the']);
    assert.equal(shorter.count, 4);
    assert.equal(lines(shorter)[0], 'diary/tuesday.md:1');
  });

  it('stand in prose, where the file has them, with the sentence around them', async () => {
    const { places } = await find('a path to the', 'river');
    assert.deepEqual(places, [
      {
        file: file('garden/plan.md'),
        line: 5,
        column: 28,
        before: 'Beans, and a path to the ',
        word: 'river',
        after: '.',
      },
    ]);
  });

  it('are after other words where none fits, and none where no note holds the word', async () => {
    const other = await find('x y z', 'bridge');
    assert.deepEqual([other.context, other.count, lines(other)], [[], 1, ['diary/tuesday.md:2']]);
    assert.deepEqual(await find('to the', 'ocean'), { context: [], count: 0, places: [] });
    assert.deepEqual(await findOccurrences(undefined, { context: [], word: 'river' }, nothing), {
      context: [],
      count: 0,
      places: [],
    });
  });

  it('are where a line begins, if it begins so', async () => {
    const found = await find('. <p>', 'Then');
    assert.deepEqual([found.context, lines(found)], [['.', '<p>'], ['diary/monday.md:6']]);
  });

  it('are found in Chinese', async () => {
    const found = await find('我 昨天 上学', '迟到', '日记.md');
    assert.deepEqual([found.context, lines(found)], [['我', '昨天', '上学'], ['日记.md:1']]);
    assert.deepEqual(found.places[0], {
      file: file('日记.md'),
      line: 1,
      column: 6,
      before: '我昨天上学',
      word: '迟到',
      after: '了。',
    });
  });

  it('are not shown where the file is gone or has changed', async () => {
    const monday = file('diary/monday.md');
    const text = fs.readFileSync(monday);
    fs.writeFileSync(monday, 'Nothing of it is left.\n');
    assert.deepEqual(lines(await find('we walked to the', 'river')), ['far/away/from/here.md:1']);
    fs.rmSync(monday);
    assert.deepEqual(lines(await find('we walked to the', 'river')), ['far/away/from/here.md:1']);
    fs.writeFileSync(monday, text);
  });

  it('end where they are not wanted any more', async () => {
    const cancelled = new Error('cancelled');
    await assert.rejects(
      find('we walked to the', 'river', 'diary/monday.md', () => Promise.reject(cancelled)),
      cancelled,
    );
  });
});
