import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { RunRecord } from '../../../src/engine/protocol/curves';
import { mostRuns } from '../../../src/engine/runRecord';
import { RunStore } from '../../../src/engine/runStore';

function record(number: number, changes: Partial<RunRecord> = {}): RunRecord {
  return {
    run: `run ${number}`,
    purpose: 'comparison',
    started: new Date(Date.UTC(2026, 2, 1, 8, number)).toISOString(),
    ...{ cell: 'gru', hiddenSize: 128, numLayers: 1, vocabSize: 900, seed: 1, minutes: 1 },
    epochs: undefined,
    validPerplexity: 100 + number,
    points: [{ tokens: 99, epoch: 1, elapsedSeconds: 2, trainLoss: 6, validLoss: 5.5, gradNorm: 0.7 }],
    events: [{ kind: 'checkpoint', tokens: 99, epoch: 1, elapsedSeconds: 2 }],
    baselines: { unigram: 6.5, bigram: 6, kneserNey: 5.4 },
    ...changes,
  };
}

const names = (runs: readonly RunRecord[]) => runs.map(({ run }) => run);

describe('past runs on disk', () => {
  let folder: string;
  let store: RunStore;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    store = new RunStore(folder);
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('are read back as they were put, the latest first', async () => {
    await store.put(record(1));
    await store.put(record(3));
    await store.put(record(2));
    const runs = await new RunStore(folder).load();
    assert.deepEqual(names(runs), ['run 3', 'run 2', 'run 1']);
    assert.deepEqual(runs[0], JSON.parse(JSON.stringify(record(3))));
  });

  it('take the place of what was known of them', async () => {
    await store.put(record(1));
    await store.put(record(2));
    await store.put(record(1, { validPerplexity: 7 }));
    const runs = await store.load();
    assert.deepEqual(names(runs), ['run 2', 'run 1']);
    assert.equal(runs[1].validPerplexity, 7);
  });

  it('are bounded: the oldest make room', async () => {
    for (let number = 1; number <= mostRuns + 3; number++) await store.put(record(number));
    const runs = await store.load();
    assert.equal(runs.length, mostRuns);
    assert.deepEqual([runs[0].run, runs.at(-1)!.run], [`run ${mostRuns + 3}`, 'run 4']);
  });

  it('are whole at every moment, also when many are put at once', async () => {
    await store.put(record(0));
    let reading = true;
    const read = (async () => {
      let times = 0;
      for (; reading; times++) {
        JSON.parse(fs.readFileSync(path.join(folder, 'runs.json'), 'utf8'));
        await new Promise(setImmediate);
      }
      return times;
    })();
    await Promise.all([1, 2, 3, 4, 5].map((number) => store.put(record(number))));
    reading = false;
    assert.ok((await read) > 5);
    assert.deepEqual(names(await store.load()), ['run 5', 'run 4', 'run 3', 'run 2', 'run 1', 'run 0']);
    assert.deepEqual(fs.readdirSync(folder), ['runs.json']);
  });

  it('are none where there is no list, or one that cannot be read, and that can be replaced', async () => {
    assert.deepEqual(await store.load(), []);
    for (const damaged of ['{"format":"afterword-ru', '{"format":"afterword-runs","version":99,"runs":[1]}']) {
      fs.writeFileSync(path.join(folder, 'runs.json'), damaged);
      assert.deepEqual(await store.load(), []);
    }
    await store.put(record(1));
    assert.deepEqual(names(await store.load()), ['run 1']);
  });
});
