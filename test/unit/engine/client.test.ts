// The engine client against small processes that misbehave on request: nothing hangs, every failure says why, and the
// process comes back.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CancellationTokenSource, type CancellationToken } from 'vscode-jsonrpc/node';
import { isAlive } from '../../../src/engine/folderLock';
import { EngineClient, EngineError } from '../../../src/engine/client';
import type { EngineClientOptions } from '../../../src/engine/engineConnection';
import type { InspectedPart } from '../../../src/engine/protocol/inspection';
import { protocolVersion } from '../../../src/engine/protocol/methods';
import type { TrainingStatus, TrainRequest } from '../../../src/engine/protocol/training';
import { wholeText } from '../../../src/predict/textOutline';

/** Speaks JSON-RPC by hand, so that the other side of the wire is not the library under test. */
const fakeEngine = (version: number) => `
  const fs = require('node:fs');
  const cancelled = new Set();
  let storage;
  const answer = (id, result) => process.send({ jsonrpc: '2.0', id, result });
  const notify = (method, params) => process.send({ jsonrpc: '2.0', method, params: [params] });
  const refuse = (id, code, message) =>
    process.send({ jsonrpc: '2.0', id, error: { code: -32000, message, data: { code, message } } });
  process.on('disconnect', () => process.exit(0));
  process.on('message', ({ id, method, params }) => {
    if (method === 'hello') { if (${version} > 0) answer(id, ${version}); }
    else if (method === 'open') {
      storage = params.storage;
      fs.appendFileSync(storage + '/opened', 'x');
      answer(id, null);
    }
    else if (method === 'survey') { console.error('surveying'); answer(id, { notes: params.files.length, words: 7, skipped: [] }); }
    else if (method === 'train') { notify('status', { state: 'training', paused: false }); answer(id, null); }
    else if (method === 'inspect') {
      for (const value of [{ paragraphs: [], whole: true }, { paragraph: 0, from: 0, tokens: [] }]) {
        process.send({ jsonrpc: '2.0', method: '$/progress', params: { token: params.parts, value } });
      }
      if (params.near === 0) answer(id, null);
    }
    else if (method === 'losses') refuse(id, 'noModel', 'Nothing has been learned yet.');
    else if (method === 'pause') process.exit(3);
    else if (method === 'stop') process.kill(process.pid, 'SIGKILL');
    else if (method === '$/cancelRequest') refuse(params.id, 'internal', 'cancelled');
  });
`;

const timing = { firstDelay: 40, longestDelay: 160, goodService: 60_000, startTimeout: 5000, graceTime: 300 };
const predictRequest = { text: 'a', format: 'plaintext', k: 1 } as const;

describe('engine client', () => {
  let folder: string;
  const clients: EngineClient[] = [];

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-client-'));
  });

  afterEach(() => {
    for (const client of clients.splice(0)) client.dispose();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  function start(version = protocolVersion, options: Partial<EngineClientOptions> = {}): EngineClient {
    const script = path.join(folder, 'engine.js');
    fs.writeFileSync(script, fakeEngine(version));
    const client = new EngineClient(script, { storage: folder, timing, ...options });
    clients.push(client);
    return client;
  }

  const timesOpened = () => fs.readFileSync(path.join(folder, 'opened'), 'utf8').length;

  it('starts no process before the first request, and one for all requests', async () => {
    const client = start();
    assert.equal(client.pid, undefined);
    assert.equal(client.model, undefined);
    const surveys = await Promise.all([client.survey(['a.md']), client.survey(['a.md', 'b.md'])]);
    assert.deepEqual(
      surveys.map(({ notes }) => notes),
      [1, 2],
    );
    assert.equal(timesOpened(), 1);
    assert.equal(client.model, null);
  });

  it('passes on what the engine refuses, with its code', async () => {
    await rejects(start().losses(), 'noModel', /Nothing has been learned/);
  });

  it('passes on an answer part by part, each to who asked', async () => {
    const client = start();
    const heard: InspectedPart[][] = [[], []];
    const ask = (near: number, token?: CancellationToken) =>
      client.inspect({ ...wholeText(''), format: 'plaintext', k: 1, near }, (part) => heard[near].push(part), token);
    const source = new CancellationTokenSource();
    const pending = ask(1, source.token);
    await ask(0);
    assert.deepEqual(heard[0], [
      { paragraphs: [], whole: true },
      { paragraph: 0, from: 0, tokens: [] },
    ]);
    assert.deepEqual(heard[1], heard[0]);
    source.cancel();
    await rejects(pending, 'internal', /cancelled/);
  });

  it('passes on what the engine logs', async () => {
    const lines: string[] = [];
    await start(protocolVersion, { log: (line) => lines.push(line) }).survey([]);
    await until(() => lines.includes('surveying'));
  });

  it('refuses an engine of another version, and does not start another', async () => {
    let forks = 0;
    const { fork } = await import('node:child_process');
    const client = start(protocolVersion + 1, { fork: (...args) => (forks++, fork(...args)) });
    await rejects(client.survey([]), 'versionMismatch', /Reload the window/);
    await sleep(4 * timing.firstDelay);
    await rejects(client.survey([]), 'versionMismatch', /Reload the window/);
    assert.equal(forks, 1);
  });

  it('lets the threads of the process share two pools of memory', async () => {
    const { fork } = await import('node:child_process');
    const pools: (string | undefined)[] = [];
    const client = start(protocolVersion, {
      fork: (module, args, options) => (pools.push(options.env?.MALLOC_ARENA_MAX), fork(module, args, options)),
    });
    await client.survey([]);
    assert.deepEqual(pools, ['2']);
  });

  it('gives up on a process that never answers hello', async () => {
    const client = start(0, { timing: { ...timing, startTimeout: 200 } });
    await rejects(client.survey([]), 'engineGone', /did not start/);
  });

  it('fails every pending request at once when the process dies, and says how it died', async () => {
    const client = start();
    await client.start();
    const hanging = [client.predict(predictRequest), client.predict(predictRequest)];
    const results = await Promise.allSettled([...hanging, client.pause()]);
    for (const result of results) {
      assert.equal(result.status, 'rejected');
      assert.ok(result.reason instanceof EngineError);
      assert.equal(result.reason.code, 'engineGone');
      assert.equal(result.reason.message, 'The engine process ended: exit code 3.');
    }
  });

  it('names the signal that ended the process', async () => {
    await rejects(start().stop(), 'engineGone', process.platform === 'win32' ? /exit code/ : /SIGKILL/);
  });

  it('starts the process again by itself and opens the storage again', async () => {
    const client = start();
    await client.start();
    const first = client.pid;
    await rejects(client.pause(), 'engineGone', /exit code 3/);
    await rejects(client.survey([]), 'engineGone', /started again in 1 s/);
    await until(() => client.pid !== undefined && client.pid !== first && timesOpened() === 2);
    assert.equal((await client.survey(['a.md'])).notes, 1);
  });

  it('waits longer after each failure, up to a limit', async () => {
    const starts: number[] = [];
    const { fork } = await import('node:child_process');
    const client = start(protocolVersion, { fork: (...args) => (starts.push(Date.now()), fork(...args)) });
    const script = path.join(folder, 'engine.js');
    fs.writeFileSync(script, 'process.exit(1)');
    await rejects(client.start(), 'engineGone', /exit code 1/);
    await until(() => starts.length === 4);
    const waits = starts.slice(1).map((at, index) => at - starts[index]);
    [40, 80, 160].forEach((delay, index) => assert.ok(waits[index] >= delay - 2, `${waits[index]} < ${delay}`));
  });

  it('a request to train does not wait for the back-off', async () => {
    const client = start(protocolVersion, { timing: { ...timing, firstDelay: 60_000 } });
    await rejects(client.pause(), 'engineGone', /exit code 3/);
    await client.train({} as TrainRequest);
    assert.equal(client.status.state, 'training');
  });

  it('tells that training stopped when the process died under it', async () => {
    const client = start();
    const states: TrainingStatus[] = [];
    client.onStatus((status) => states.push(status));
    await client.train({} as TrainRequest);
    await rejects(client.stop(), 'engineGone', /./);
    await until(() => client.status.state === 'failed');
    const last = states.at(-1);
    assert.ok(last?.state === 'failed' && last.problem.code === 'engineGone');
    // It stands there for as long as nobody learns: no word of what is soon over.
    assert.match(last.problem.message, /^The engine process ended: (SIGKILL|exit code \d+)\.$/);
  });

  it('passes a cancellation on to the engine', async () => {
    const source = new CancellationTokenSource();
    const client = start();
    await client.start();
    const prediction = client.predict(predictRequest, source.token);
    source.cancel();
    await rejects(prediction, 'internal', /cancelled/);
  });

  it('ends the process on dispose and fails what is pending', async () => {
    const client = start();
    await client.start();
    const pid = client.pid!;
    const hanging = client.predict(predictRequest);
    client.dispose();
    await rejects(hanging, 'engineGone', /closed/);
    await rejects(client.survey([]), 'engineGone', /closed/);
    await until(() => !isAlive(pid));
  });

  it('kills a process that does not end when told', async () => {
    const client = start();
    const script = path.join(folder, 'engine.js');
    fs.writeFileSync(
      script,
      `${fakeEngine(protocolVersion)}; process.removeAllListeners('disconnect'); setInterval(() => {}, 1000);`,
    );
    await client.start();
    const pid = client.pid!;
    client.dispose();
    assert.ok(isAlive(pid));
    await until(() => !isAlive(pid));
  });

  it('says so when the engine is not installed', async () => {
    const client = new EngineClient(path.join(folder, 'missing.js'), { storage: folder, timing });
    clients.push(client);
    await rejects(client.start(), 'engineGone', /missing\.js/);
  });
});

async function rejects(promise: Promise<unknown>, code: string, message: RegExp) {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof EngineError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, message);
    return true;
  });
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(condition: () => boolean) {
  while (!condition()) await sleep(5);
}
