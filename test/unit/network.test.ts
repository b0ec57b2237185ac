// Every process of Afterword with the network taken away and watched: it trains, predicts, inspects and writes, and never
// tries to open a connection.

import assert from 'node:assert/strict';
import { fork, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EngineClient } from '../../src/engine/client';
import { defaultOptions } from '../../src/engine/defaults';
import { defaultDraftOptions } from '../../src/predict/draftOptions';

describe('the network', function () {
  this.timeout(60_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
  const log = path.join(folder, 'connections.txt');
  const note = path.join(folder, 'a.md');
  const env = { ...process.env, SOCKET_SPY: log, NODE_OPTIONS: `--require ${path.resolve('test/unit/socketSpy.cjs')}` };
  const tried = () => new Set(fs.readFileSync(log, 'utf8').trim().split('\n'));

  before(() =>
    fs.writeFileSync(note, '---\ntags: [river]\n---\nThe river runs fast. See https://example.org/ here.\n'.repeat(8)),
  );
  beforeEach(() => fs.writeFileSync(log, ''));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('is watched: an attempt fails and is seen', () => {
    const attempts = [
      "require('node:net').connect(80, '127.0.0.1')",
      "require('node:dns').lookup('example.org', () => undefined)",
      "require('node:https').get('https://example.org')",
      "fetch('https://example.org')",
      "require('node:dgram').createSocket('udp4')",
    ];
    for (const attempt of attempts)
      assert.notEqual(spawnSync(process.execPath, ['-e', attempt], { env }).status, 0, attempt);
    assert.equal(tried().size, 1 + attempts.length);
  });

  it('is never tried by the engine and its threads', async () => {
    const options = { ...defaultOptions, hiddenSize: 16, batchSize: 4, minutes: undefined, epochs: 2, threads: 2 };
    const client = new EngineClient(path.resolve('dist', 'engine.js'), {
      storage: path.join(folder, 'model'),
      fork: (module, args, forkOptions) => fork(module, args, { ...forkOptions, env }),
    });
    try {
      await client.survey([note]);
      const finished = new Promise<void>((resolve) =>
        client.onStatus(({ state }) => state === 'finished' && resolve()),
      );
      await client.train({ files: [note], options, resume: false });
      await finished;
      const text = 'The river https://example.org/ ';
      const request = { text, format: 'markdown', k: 5 } as const;
      await client.predict(request);
      await client.inspect({ ...request, from: 0, to: text.length, near: 0, most: 100 }, () => undefined);
      await client.explain(request);
      await client.memory({ ...request, text: 'The river ' });
      await client.unroll({ ...request, text: 'The river', before: '', caret: 9 });
      await client.embedding();
      await client.generate({ ...defaultDraftOptions, ...request, words: 10 }, () => undefined);
      await client.suggestTags({ ...request, files: [note], threads: 1 }, () => undefined);
      await client.forget({ file: note, files: [note], forgotten: true });
      await client.erase();
    } finally {
      client.dispose();
    }
    assert.deepEqual([...tried()], ['loaded']);
  });

  it('is never tried by the command line', () => {
    const model = path.join(folder, 'cli');
    for (const args of [
      ['train', note, '--model', model, '--epochs', '2', '--hidden', '8'],
      ['predict', '--model', model, 'The river '],
      ['inspect', '--model', model, 'The river runs', '--next'],
      ['generate', '--model', model, 'The river', '--words', '5'],
      ['eval', '--model', model, note],
    ]) {
      const { status, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], { env, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
    }
    assert.deepEqual([...tried()], ['loaded']);
  });
});
