// A session that has learnt learns on from what is new: the real trainer, the files on disk, and a run that goes on after.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defaultOptions } from '../../../src/engine/defaults';
import { ModelStore } from '../../../src/engine/modelStore';
import type { ModelInfo } from '../../../src/engine/protocol/models';
import type { TrainingOptions } from '../../../src/engine/protocol/training';
import { Session } from '../../../src/engine/session';
import { inspectedTokens } from '../../../src/predict/inspection';
import { wholeText } from '../../../src/predict/textOutline';
import { flatLength, parameterList } from '../../../src/rnn/parameters';
import { trainerFiles } from './builtFiles';

const options: TrainingOptions = {
  ...defaultOptions,
  hiddenSize: 24,
  batchSize: 6,
  seqLen: 12,
  minutes: undefined,
  epochs: 2,
  threads: 1,
};
const kites = Array<string>(120).fill('Quixotic kites drift over zanzibar wharves.').join('\n\n');

describe('learning on', function () {
  this.timeout(60_000);
  let folder: string;
  let session: Session;
  let models: ModelInfo[];
  const files = () =>
    fs
      .readdirSync(notes(), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.join(notes(), name));
  const notes = () => path.join(folder, 'notes');
  const model = () => path.join(folder, 'model');

  async function open(): Promise<void> {
    models = [];
    const ignore = () => undefined;
    const listener = { status: ignore, loss: ignore, model: (info: ModelInfo) => models.push(info), counts: ignore };
    session = new Session(trainerFiles, listener);
    await session.open(model());
  }

  /** Or there was none. */
  async function lessonsDone(): Promise<void> {
    await session.counted();
    await session.setIdle(true);
  }

  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    fs.cpSync('test/fixtures/notes', notes(), { recursive: true });
    await open();
    await session.train({ files: files(), options, resume: false });
    await session.finished();
    await session.survey(files());
    await session.counted();
  });
  afterEach(async () => {
    await session.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** P(kites | Quixotic) of the network; 0: it does not know the word. */
  const share = () => {
    const request = { ...wholeText('Quixotic kites'), format: 'plaintext', k: 1 } as const;
    const [, kites] = inspectedTokens(session.inspect(request));
    return kites.unknown ? 0 : kites.probability;
  };

  it('does nothing while nothing is new, and nothing before the writer pauses', async () => {
    const before = fs.readFileSync(path.join(model(), 'model.json'), 'utf8');
    await lessonsDone();
    await session.setIdle(false);
    fs.writeFileSync(path.join(notes(), 'kites.md'), kites);
    await session.survey(files());
    await session.counted();
    assert.equal(fs.readFileSync(path.join(model(), 'model.json'), 'utf8'), before);
    assert.equal(share(), 0);
  });

  it('learns a saved note in a pause: the network knows its words, and still does after a restart', async () => {
    fs.writeFileSync(path.join(notes(), 'kites.md'), kites);
    await session.survey(files());
    await lessonsDone();
    assert.ok(share() > 0.005, String(share()));
    assert.equal(models.at(-1)!.vocabSize, session.network().config.vocabSize);
    const known = share();
    await session.stop();
    await open();
    assert.equal(share(), known);
    await session.survey(files());
    await lessonsDone();
    assert.deepEqual(models, []);
  });

  it('leaves the checkpoint of the run as it is, and a run that goes on knows the new words', async () => {
    const before = (await new ModelStore(model()).loadCheckpoint())!;
    const words = session.network().config.vocabSize;
    fs.writeFileSync(path.join(notes(), 'kites.md'), kites);
    await session.survey(files());
    await lessonsDone();
    const { config } = session.network();
    assert.ok(config.vocabSize > words);
    const after = (await new ModelStore(model()).loadCheckpoint())!;
    const list = parameterList(config);
    assert.equal(after.params.length, flatLength(list));
    assert.deepEqual(after.params.subarray(0, words * 24), before.params.subarray(0, words * 24));
    assert.deepEqual(after.position, before.position);
    await session.train({ files: files(), options: { ...options, epochs: 0.5 }, resume: true });
    await session.finished();
    assert.equal(session.network().config.vocabSize, config.vocabSize);
    assert.ok(share() > 0);
  });

  it('is given up where it is stopped while a lesson is prepared', async () => {
    fs.writeFileSync(path.join(notes(), 'kites.md'), kites);
    await session.survey(files());
    await session.counted();
    models = [];
    const learning = session.setIdle(true);
    await session.stop();
    await learning;
    assert.equal(share(), 0);
    assert.deepEqual(models, []);
    await session.setIdle(true);
    assert.ok(share() > 0, 'and is taken up again in the next pause');
  });

  it('gives way to a run that begins', async () => {
    fs.writeFileSync(path.join(notes(), 'kites.md'), kites);
    await session.setIdle(true);
    await session.survey(files());
    await session.train({ files: files(), options, resume: false });
    await session.finished();
    assert.ok(session.network().vocabulary.idOf('kites') > 0);
    // Of the model and of the one before it.
    assert.deepEqual(fs.readdirSync(model()).filter((name) => name.startsWith('weights')).length, 2);
  });
});
