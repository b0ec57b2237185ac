// Drafts over the wire: the built engine in a process of its own writes on, part by part, answers typing meanwhile, and
// stops when it is told to.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { EngineClient, EngineError } from '../../../src/engine/client';
import type { DraftPart, GenerateRequest } from '../../../src/engine/protocol/suggestions';
import { defaultDraftOptions } from '../../../src/predict/draftOptions';

describe('drafts, asked of the engine', function () {
  this.timeout(20_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
  const note = path.join(folder, 'diary.md');
  const client = new EngineClient(path.resolve('dist', 'engine.js'), { storage: path.join(folder, 'model') });
  const request: GenerateRequest = { ...defaultDraftOptions, text: 'Then we walked to the ', format: 'markdown' };

  async function draft(asked: Partial<GenerateRequest> = {}): Promise<{ parts: DraftPart[]; ended: string }> {
    const parts: DraftPart[] = [];
    const ended = await client.generate({ ...request, ...asked }, (part) => parts.push(part));
    return { parts, ended };
  }

  before(async () => {
    await assert.rejects(draft(), (error) => error instanceof EngineError && error.code === 'noModel');
    fs.writeFileSync(note, 'We walked to the river.\n\nThen we walked to the bridge, and to the river.\n');
    const counted = new Promise((resolve) => client.onCounts(resolve));
    await client.survey([note]);
    await counted;
  });
  after(() => {
    client.dispose();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('come in parts, the same for the same seed', async () => {
    const first = await draft({ words: 20 });
    assert.equal(first.ended, 'words');
    assert.equal(first.parts.filter(({ isWord }) => isWord).length, 20);
    assert.deepEqual(await draft({ words: 20 }), first);
    assert.notDeepEqual((await draft({ words: 20, seed: 2 })).parts, first.parts);
  });

  it('are written from prose alone, and by a network alone only where there is one', async () => {
    assert.deepEqual(await draft({ text: '`code ' }), { parts: [], ended: 'noProse' });
    await assert.rejects(
      draft({ networkOnly: true }),
      (error) => error instanceof EngineError && error.code === 'noModel',
    );
  });

  it('hold no word that is never to be suggested, in whatever case', async () => {
    const words = async (never: string[]) => {
      const drawn = await Promise.all([1, 2, 3].map((seed) => draft({ words: 20, seed, never })));
      return drawn.flatMap(({ parts }) => parts.map(({ text }) => text.trim().toLowerCase()));
    };
    assert.ok((await words([])).includes('river'));
    const without = await words(['River']);
    assert.ok(without.length > 30 && !without.includes('river'), without.join(' '));
  });

  it('leave room for typing, and stop when they are called off', async () => {
    const called = new CancellationTokenSource();
    let parts = 0;
    const writing = client.generate({ ...request, words: 2000 }, () => parts++, called.token);
    while (parts < 5) await new Promise(setImmediate);
    await client.predict({ text: 'We walked to ', format: 'markdown', k: 3 });
    const partsWhenAnswered = parts;
    called.cancel();
    await assert.rejects(writing);
    assert.ok(partsWhenAnswered < 1000, `${partsWhenAnswered} parts before the answer`);
    const stopped = parts;
    await client.predict({ text: 'We walked to ', format: 'markdown', k: 3 });
    assert.equal(parts, stopped);
  });
});
