// What the Network and Words views ask of a session that has learnt: the same network answers after every question, bit for
// bit, and what is said of it fits together.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CancellationToken, CancellationTokenSource } from 'vscode-jsonrpc';
import { defaultOptions } from '../../../src/engine/defaults';
import { NoteSample } from '../../../src/engine/noteSample';
import { NetworkStudies } from '../../../src/engine/networkStudies';
import type { CaretRequest } from '../../../src/engine/protocol/inspection';
import type { TrainingOptions } from '../../../src/engine/protocol/training';
import { Session } from '../../../src/engine/session';
import { WordStudies } from '../../../src/engine/wordStudies';
import { inspectedTokens } from '../../../src/predict/inspection';
import { wholeText } from '../../../src/predict/textOutline';
import { finish } from '../../../src/rnn/stepwise';
import { trainerFiles } from './builtFiles';

const options: TrainingOptions = {
  ...defaultOptions,
  hiddenSize: 32,
  batchSize: 6,
  seqLen: 12,
  minutes: undefined,
  epochs: 4,
  threads: 1,
};
const never = CancellationToken.None;
const nothing = () => undefined;
const planted = 'The heron waits by the weir while the miller counts his sacks of barley.';

describe('studies of a network', function () {
  this.timeout(60_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
  const note = path.join(folder, 'planted.md');
  const session = new Session(trainerFiles, { status: nothing, loss: nothing, model: nothing, counts: nothing });
  const studies = new NetworkStudies(session, trainerFiles);
  const words = new WordStudies(session, trainerFiles.scripts);
  const text = 'In the garden the heron waits by the weir while the miller';
  const request: CaretRequest = { text, before: 'It was morning.', format: 'markdown', caret: text.length };

  before(async () => {
    fs.cpSync('test/fixtures/notes', folder, { recursive: true });
    fs.writeFileSync(note, `# A note\n\nSomething else.\n\n${planted}\n`);
    const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const notes = files.filter((name) => name.endsWith('.md')).map((name) => path.join(folder, name));
    await session.open(path.join(folder, 'model'));
    await session.train({ files: notes, options, resume: false });
    await session.finished();
    await session.survey(notes);
    await session.counted();
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  const inspected = () =>
    inspectedTokens(session.inspect({ ...wholeText(`${request.before}\n\n${text}`), format: 'markdown', k: 3 }));

  it('shows the same probabilities as the text view', () => {
    const { steps } = finish(studies.unroll({ ...request, k: 5 }))!;
    const tokens = inspected().slice(-steps.length);
    for (const [t, { target, top }] of steps.slice(0, -1).entries()) {
      assert.equal(target!.text, tokens[t].text);
      assert.ok(Math.abs(target!.logprob - tokens[t].logprob) < 1e-6);
      assert.equal(target!.rank, tokens[t].rank);
      assert.equal(top[0].text, tokens[t].top[0].text);
    }
    assert.equal(finish(studies.unroll({ ...request, text: '```\ncode\n```', caret: 3, k: 5 })), undefined);
  });

  it('tries a training step that lowers the loss, and leaves the network that answers as it is', async () => {
    const weights = session.network().weights.slice();
    const before = inspected();
    const tried = (await studies.tryStep({ ...request, learningRate: 0.003 }, never))!;
    const { steps } = finish(studies.unroll({ ...request, k: 5 }))!;
    const mean = (losses: readonly number[]) => losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    assert.ok(mean(tried.lossAfter) < mean(tried.lossBefore));
    assert.deepEqual(
      tried.tokens,
      steps.slice(0, -1).map(({ target }) => target!.text),
    );
    tried.lossBefore.forEach((loss, t) => assert.ok(Math.abs(loss + steps[t].target!.logprob) < 1e-4, `step ${t}`));
    assert.deepEqual(session.network().weights, weights);
    assert.deepEqual(session.network().model.params.flat, weights);
    assert.deepEqual(inspected(), before);
  });

  it('finds the place in the notes where the same words stand, and its line', async () => {
    const { steps, at } = finish(studies.unroll({ ...request, k: 1 }))!;
    assert.equal(steps[at].input.text, 'miller');
    const told: number[] = [];
    const pattern = { layer: 0, threshold: 0.1, from: at - 2, to: at, most: 4 };
    const found = (await studies.similarPlaces({ ...request, ...pattern }, never, (done) => told.push(done)))!;
    const states = steps.slice(at - 2, at + 1).map(({ layers }) => layers[0].h);
    const all = states[0].map((_, unit) => unit);
    assert.deepEqual(
      found.units,
      all.filter((unit) => states.every((h) => h[unit] > 0.1)),
    );
    const [best] = found.places;
    assert.deepEqual([best.file, best.word, best.line], [note, 'miller', 5]);
    assert.equal(best.before, 'The heron waits by the weir while the ');
    assert.equal(planted.slice(best.column - 1, best.column + 5), 'miller');
    assert.equal(best.likeness, best.shared / best.either);
    assert.ok(told.length > 2 && told.at(-1) === 1);
    // From within that note, the place itself is none that is like it.
    const own = { text: planted, before: '', format: 'markdown', caret: planted.indexOf(' counts') } as const;
    const step = finish(studies.unroll({ ...own, k: 1 }))!.at;
    const others = await studies.similarPlaces(
      { ...own, ...pattern, from: step - 2, to: step, file: note },
      never,
      nothing,
    );
    assert.ok(others!.places.every(({ file, word }) => file !== note || word !== 'miller'));
  });

  it('stops a search that is called off', async () => {
    const source = new CancellationTokenSource();
    const pattern = { layer: 0, threshold: 0.1, from: 0, to: 0, most: 4 };
    const search = studies.similarPlaces({ ...request, ...pattern }, source.token, nothing);
    source.cancel();
    assert.equal(await search, undefined);
  });

  it('draws a map of the most frequent words, and finds the nearest to one', async () => {
    const { words: mapped, explained, embedSize } = await words.embedding();
    assert.equal(embedSize, 32);
    assert.ok(mapped.length > 100 && mapped.every(({ count }, i) => i === 0 || count <= mapped[i - 1].count));
    assert.ok(explained[0] >= explained[1] && explained[1] > 0 && explained[0] + explained[1] < 1);
    const the = mapped.find(({ text: word }) => word === 'the')!;
    const { word, nearest } = await words.nearestWords({ word: 'THE', k: 5 });
    assert.deepEqual(word, the);
    assert.equal(nearest.length, 5);
    assert.ok(nearest.every(({ cosine, id }, i) => id !== the.id && (i === 0 || cosine <= nearest[i - 1].cosine)));
    assert.deepEqual((await words.nearestWords({ word: 'zyxwv', k: 5 })).nearest, []);
    assert.equal((await words.nearestWords({ caret: { ...request, caret: 8 }, k: 1 })).text, 'the');
    assert.equal((await words.nearestWords({ k: 1 })).text, undefined);
  });
});

describe('a sample of notes', () => {
  const sentence = (line: string) => ({ tokens: line.split(' '), startsLine: true });
  const notes = ['a b c', 'd e'].map((line, i) => ({ path: String(i), sentences: [sentence(line), sentence('f')] }));
  const ids = { idOf: (token: string) => token.charCodeAt(0) };

  it('leads back from each of its positions to the words that stand there', () => {
    const sample = new NoteSample(notes, ids, 100, 1);
    const { inputs } = sample.stream;
    assert.equal(inputs.length, 4 + 2 + 3 + 2);
    inputs.forEach((id, position) => {
      const { note, sentence, token } = sample.tokenAt(position);
      const { tokens } = note.sentences[sentence];
      // The ids of sentence marks are small.
      assert.equal(tokens[token], id < 10 ? tokens[0] : String.fromCharCode(id));
    });
    assert.throws(() => sample.tokenAt(inputs.length), RangeError);
  });

  it('is cut where it would be too long, and is the same for the same seed', () => {
    const streams = [5, 5].map((seed) => new NoteSample(notes, ids, 5, seed).stream.inputs);
    assert.equal(streams[0].length, 5);
    assert.deepEqual(streams[0], streams[1]);
  });

  it('knows no place where the file is gone', async () => {
    const sample = new NoteSample(notes, ids, 100, 1);
    assert.equal(await sample.occurrence(1, () => Promise.resolve()), undefined);
  });

  it('finds a mark in its file as well', async () => {
    const file = path.join(os.tmpdir(), `afterword-${process.pid}.md`);
    fs.writeFileSync(file, 'One line.\n\nBefore *it*, after.\n');
    const lines = [
      ['One', 'line', '.'],
      ['Before', 'it', ', ', 'after', '.'],
    ];
    const sentences = lines.map((tokens) => ({ tokens, startsLine: true }));
    const sample = new NoteSample([{ path: file, sentences }], ids, 100, 1);
    const found = await sample.occurrence(4 + 3, () => Promise.resolve());
    fs.rmSync(file);
    assert.deepEqual(found, { file, line: 3, column: 12, before: 'Before it', word: ', ', after: 'after.' });
  });
});
