// What suggestions are worth is measured on what nothing that suggests has learnt: the real trainer, files and threads.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { defaultOptions } from '../../../src/engine/defaults';
import { expectationOf } from '../../../src/engine/evaluation';
import { ModelStore } from '../../../src/engine/modelStore';
import type { TrainingOptions } from '../../../src/engine/protocol/training';
import { Session } from '../../../src/engine/session';
import { divideNotes } from '../../../src/engine/trainingText';
import { askWorth } from '../../../src/engine/worthJob';
import { trainerFiles } from './builtFiles';

const options: TrainingOptions = {
  ...defaultOptions,
  hiddenSize: 24,
  batchSize: 6,
  seqLen: 12,
  minutes: undefined,
  epochs: 1,
  threads: 1,
};

/** Enough to tell one thing from another. */
const fewWords = 200;

describe('what suggestions are worth', function () {
  this.timeout(60_000);
  let folder: string;
  let session: Session;
  const files = () =>
    fs
      .readdirSync(path.join(folder, 'notes'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(md|txt)$/.test(name))
      .map((name) => path.join(folder, 'notes', name));
  const ask = (progress: (done: number) => void = () => undefined, token = new CancellationTokenSource().token) =>
    askWorth(session, trainerFiles, token, progress, fewWords);
  const counted = async () => {
    await session.survey(files());
    await session.counted();
  };

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    fs.cpSync('test/fixtures/notes', path.join(folder, 'notes'), { recursive: true });
    const ignore = () => undefined;
    session = new Session(trainerFiles, { status: ignore, loss: ignore, model: ignore, counts: ignore });
    await session.open(path.join(folder, 'model'));
    await counted();
  });
  after(async () => {
    await session.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('is told of the counts before a network has learnt', async () => {
    const { networkKnown, measured } = (await ask())!;
    assert.equal(networkKnown, false);
    assert.equal(measured!.everything, undefined);
    assert.ok(measured!.counts.ksr5 > measured!.wordBased.ksr5);
    assert.deepEqual([measured!.wordBased.hit1, measured!.wordBased.perplexity], [0, undefined]);
  });

  describe('after a run, which in the end has learnt all there is', () => {
    before(async () => {
      await session.train({ files: files(), options, resume: false });
      await session.finished();
      await counted();
    });

    it('is measured on what neither the network nor the counts had learnt', async () => {
      const told: number[] = [];
      const { networkKnown, measured, notes } = (await ask((done) => told.push(done)))!;
      assert.deepEqual([networkKnown, notes], [true, session.parts().counted!.notes.length]);
      assert.ok(told.length > 5 && told.every((done, i) => done <= 1 && done > (told[i - 1] ?? 0)));
      const { valid } = divideNotes(session.parts().counted!.notes, session.seed());
      const { perplexity } = expectationOf(session.answers(), valid);
      for (const row of [measured!.counts, measured!.everything!]) {
        assert.ok(row.perplexity! > 2 * perplexity, `${row.perplexity} beside ${perplexity} once it is learnt`);
        assert.ok(row.hit1 <= row.hit3 && row.hit3 <= row.hit5 && row.ksr5 > 0);
      }
    });

    it('is measured by the network over the words that its run knew', async () => {
      const run = (await session.leftByRun())!;
      assert.ok(run.config.vocabSize < session.network().config.vocabSize);
      assert.equal(run.words.words.length, run.config.vocabSize);
      const answering = session.network().weights.subarray(0, run.weights.length);
      assert.notDeepEqual(run.weights, answering);
    });

    it('is not told where it has been called off', async () => {
      const cancellation = new CancellationTokenSource();
      assert.equal(await ask(() => cancellation.cancel(), cancellation.token), undefined);
    });

    it('leaves the network out where what was held out has been rewritten', async () => {
      const { heldOut } = (await new ModelStore(path.join(folder, 'model')).load())!;
      const texts = new Map(heldOut!.map((piece) => [piece.path, fs.readFileSync(piece.path, 'utf8')]));
      for (const [file, text] of texts) fs.writeFileSync(file, text.replace(/(\p{L})(\P{L}*)$/u, '$1x$2'));
      await counted();
      const { networkKnown, measured } = (await ask())!;
      for (const [file, text] of texts) fs.writeFileSync(file, text);
      assert.equal(networkKnown, false);
      assert.equal(measured!.everything, undefined);
    });

    it('leaves it out where a note was forgotten: what is left of it has learnt all', async () => {
      await counted();
      assert.ok(await session.leftByRun());
      await session.forget({ file: files()[0], files: files(), forgotten: true });
      assert.equal(await session.leftByRun(), undefined);
    });
  });

  it('is not told of a few words', async () => {
    await session.survey(files().slice(0, 2));
    await session.counted();
    assert.equal((await ask())!.measured, undefined);
  });
});
