// The next word over the wire: the built engine in a process of its own explains it and finds where it stands.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EngineClient } from '../../../src/engine/client';

describe('the next word, asked of the engine', function () {
  this.timeout(20_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
  const note = path.join(folder, 'diary.md');
  const client = new EngineClient(path.resolve('dist', 'engine.js'), { storage: path.join(folder, 'model') });
  const request = { text: 'Then we walked to the ', format: 'markdown', k: 5 } as const;

  before(async () => {
    fs.writeFileSync(note, 'We walked to the river.\n\nThen we walked to the bridge, and to the river.\n');
    const counted = new Promise((resolve) => client.onCounts(resolve));
    await client.survey([note]);
    await counted;
  });
  after(() => {
    client.dispose();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('is explained as it is suggested', async () => {
    const [explanation, prediction] = await Promise.all([client.explain(request), client.predict(request)]);
    assert.deepEqual(
      explanation!.words.map(({ text, probability }) => [text, probability]),
      prediction.items.map(({ text, probability }) => [text, probability]),
    );
    assert.equal(explanation!.networkEntropy, undefined);
    assert.equal(await client.explain({ ...request, text: '`code ' }), null);
  });

  it('is found in the notes', async () => {
    const [{ text: word, context }] = (await client.explain(request))!.words;
    const found = await client.occurrences({ word, context });
    assert.equal(word, 'bridge');
    assert.deepEqual([found.context, found.count], [['we', 'walked', 'to', 'the'], 1]);
    assert.deepEqual(
      found.places.map(({ file, line, column }) => [file, line, column]),
      [[note, 3, 23]],
    );
  });
});
