// What is long on the engine's main thread is done in steps: requests are answered in between.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withBreaths } from '../../../src/engine/breaths';
import { Counting } from '../../../src/engine/counting';
import { defaultOptions } from '../../../src/engine/defaults';
import { writingWeights } from '../../../src/engine/runFiles';
import { preparingText } from '../../../src/engine/trainingText';
import { initialisingWeights } from '../../../src/rnn/initialWeights';
import { Arena, measure } from '../../../src/rnn/arena';
import { flatLength, parameterList, ParameterSet } from '../../../src/rnn/parameters';
import { smallConfig } from '../rnn/harness';
import { trainerFiles } from './builtFiles';

/** How often others had their turn while something was done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let done = false;
  const others = () => {
    turns++;
    if (!done) setImmediate(others);
  };
  setImmediate(others);
  await work();
  done = true;
  return turns;
}

const words = Array.from({ length: 3000 }, (_, i) => `word${i}`);
/** 300,000 words: some hundred milliseconds of work at the least. */
const notes = Array.from({ length: 500 }, (_, note) => ({
  path: `${note}.md`,
  sentences: Array.from({ length: 60 }, (_sentence, at) => ({
    tokens: Array.from({ length: 10 }, (_word, i) => words[(note * 31 + at * 17 + i * i) % words.length]),
    startsLine: true,
  })),
}));

describe('while something long is done the engine answers', function () {
  this.timeout(60_000);

  it('for every three milliseconds once, whatever it is', async () => {
    const busy = (milliseconds: number) => {
      for (const end = performance.now() + milliseconds; performance.now() < end;);
    };
    function* steps() {
      for (let i = 0; i < 20; i++) {
        busy(4);
        yield;
      }
    }
    assert.ok((await turnsDuring(() => withBreaths(steps()))) >= 19);
    // What is soon done waits for nobody.
    function* short() {
      for (let i = 0; i < 20; i++) yield;
    }
    assert.ok((await turnsDuring(() => withBreaths(short()))) <= 2);
  });

  it('the text of a run', async () => {
    const turns = await turnsDuring(() => withBreaths(preparingText(notes, undefined, defaultOptions)));
    assert.ok(turns >= 8, `${turns} turns`);
  });

  it('notes that are numbered to be counted', async () => {
    const counting = new Counting(trainerFiles.scripts);
    const turns = await turnsDuring(() => withBreaths(counting.encoding(notes, undefined)));
    assert.ok(turns >= 5, `${turns} turns`);
  });

  it('the first weights of a network, and the file that it is saved in', async () => {
    const config = smallConfig('lstm', { vocabSize: 20_000, embedSize: 128, hiddenSize: 128 });
    const list = parameterList(config);
    const bytes = measure((arena) => new ParameterSet(arena, list));
    const params = new ParameterSet(new Arena(new ArrayBuffer(bytes)), list);
    const first = await turnsDuring(() => withBreaths(initialisingWeights(params, config, [], 1)));
    assert.ok(first >= 5, `${first} turns`);
    assert.equal(params.flat.length, flatLength(list));
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    try {
      const file = path.join(folder, 'weights.safetensors');
      const written = await turnsDuring(() => withBreaths(writingWeights(file, config, params.flat)));
      assert.ok(written >= 2, `${written} turns`);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
