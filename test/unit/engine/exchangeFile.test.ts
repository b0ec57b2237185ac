// A model as one file: there and back, and what is refused of a file that may come from anybody.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { exchangeBytes, modelFrom, readExchangeFile, writeExchangeFile } from '../../../src/engine/exchangeFile';
import type { StoredModel } from '../../../src/engine/modelStore';
import { featureCount, sourceNames } from '../../../src/predict/evidence';
import { decodeSafetensors, encodeSafetensors } from '../../../src/rnn/safetensors';
import { modelOf, numbers } from './storedModels';

type About = Record<string, unknown> & Record<'config' | 'options' | 'vocabulary', Record<string, unknown>>;

const gate = {
  sources: sourceNames.length,
  features: featureCount,
  weights: Array.from({ length: sourceNames.length * featureCount }, (_, i) => i / 7),
};
const fits = { '': { gate, percentiles: Array.from({ length: 101 }, (_, i) => i / 100) } };
const model: StoredModel = {
  ...modelOf(3),
  name: '小说',
  fits,
  learnt: ['abcdefghijkl'],
  trainedOn: [{ path: '/home/anna/秘密.md', words: 2, digest: 'abc' }],
  notes: [{ path: '/home/anna/秘密.md', sentences: [{ tokens: ['river'], startsLine: true }] }],
};

describe('an exported model', () => {
  let folder: string;
  const file = () => path.join(folder, 'model.safetensors');
  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    await writeExchangeFile(file(), model);
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** Writes the file anew with something else in it. */
  function change(edit: (about: About) => unknown): void {
    const { tensors, metadata } = decodeSafetensors(fs.readFileSync(file()));
    const about = JSON.parse(metadata.afterword) as About;
    const changed = edit(about) ?? about;
    const text = typeof changed === 'string' ? changed : JSON.stringify(changed);
    const pieces = encodeSafetensors([...tensors.values()], { ...metadata, afterword: text });
    fs.writeFileSync(file(), Buffer.concat(pieces));
  }

  const refused = (why: RegExp) =>
    assert.rejects(readExchangeFile(file()), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'notImported');
      assert.match(error.message, why);
      return true;
    });

  it('is read back as it was: network, words, how training goes on, how sources are trusted', async () => {
    const read = await readExchangeFile(file());
    assert.deepEqual(read.weights, model.weights);
    assert.deepEqual(read.vocabulary.toJSON(), model.vocabulary.toJSON());
    for (const part of ['name', 'config', 'unit', 'validLoss', 'tokensSeen', 'fits'] as const) {
      assert.deepEqual(read[part], model[part], part);
    }
    assert.equal(read.record?.started, model.record?.started);
    assert.notEqual(read.record?.run, model.record?.run, 'its curve is one of its own');
    const { dropout, seed, learningRate, batchSize } = model.options;
    assert.deepEqual({ ...read.options, dropout, seed, learningRate, batchSize }, read.options);
    assert.deepEqual(fs.readdirSync(folder), ['model.safetensors'], 'nothing else is left');
  });

  it('is the same where there is no disk to write it on, and what is wrong with it is told by where it came from', async () => {
    const bytes = await exchangeBytes(model);
    assert.deepEqual(bytes, new Uint8Array(fs.readFileSync(file())));
    assert.deepEqual((await modelFrom('cloud:/小说', bytes)).weights, model.weights);
    const cut = modelFrom('cloud:/小说', bytes.subarray(0, bytes.length - 4));
    await assert.rejects(cut, { code: 'notImported', message: /^cloud:\/小说 cannot be imported: .*cut short/ });
    await assert.rejects(exchangeBytes({ ...model, weights: numbers(NaN) }), { code: 'notExported' });
  });

  it('has PyTorch’s names, and neither notes nor their paths', () => {
    const bytes = fs.readFileSync(file());
    const { tensors, metadata } = decodeSafetensors(bytes);
    assert.deepEqual(tensors.get('encoder.weight')?.shape, [6, 3]);
    assert.equal(metadata.format, 'pt');
    for (const secret of ['anna', '秘密', 'abcdefghijkl']) assert.ok(!bytes.includes(secret), secret);
  });

  it('that cannot be written leaves the file that is there', async () => {
    const before = fs.readFileSync(file());
    const broken = { ...model, weights: numbers(NaN) };
    await assert.rejects(writeExchangeFile(file(), broken), { code: 'notExported' });
    assert.deepEqual(fs.readFileSync(file()), before);
    assert.deepEqual(fs.readdirSync(folder), ['model.safetensors']);
    await assert.rejects(writeExchangeFile(path.join(folder, 'gone', 'x'), model), { code: 'notExported' });
  });

  it('is refused where it is another program’s, cut short, or no file', async () => {
    const bytes = fs.readFileSync(file());
    fs.writeFileSync(file(), Buffer.concat(encodeSafetensors([], { format: 'pt' })));
    await refused(/Afterword has not written it/);
    for (const length of [0, 7, 20, bytes.length - 4]) {
      fs.writeFileSync(file(), bytes.subarray(0, length));
      await refused(/safetensors|cut short/);
    }
    fs.rmSync(file());
    await refused(/ENOENT/);
    fs.mkdirSync(file());
    await refused(/no file/);
  });

  it('is refused where anything in it cannot be', async () => {
    const whole = fs.readFileSync(file());
    const cases: readonly [(about: About) => unknown, RegExp][] = [
      [() => 'no json', /JSON/],
      [() => [], /no object/],
      [(about) => void (about.version = 2), /version is 2/],
      [(about) => void (about.config.cell = '__proto__'), /unknown cell/],
      [(about) => void (about.config.activation = 'sin'), /activation is sin/],
      [(about) => void (about.config.tied = 1), /tied/],
      [(about) => void (about.config.hiddenSize = 1e12), /hiddenSize/],
      [(about) => void (about.config.hiddenSize = about.config.embedSize = 4), /encoder\.weight is \[6, 3\]/],
      [(about) => void (about.config.numLayers = 2), /rnn\.weight_ih_l1 is missing/],
      [(about) => void (about.unit = 'bytes'), /cut into bytes/],
      [(about) => void (about.options.batchSize = 0), /batchSize is 0/],
      [(about) => void (about.options.seed = '1'), /seed is 1/],
      [(about) => void delete about.options.draws, /draws is undefined/],
      [(about) => void (about.tokensSeen = -1), /tokensSeen is -1/],
      [(about) => void (about.validLoss = 'low'), /validLoss is low/],
      [(about) => void (about.name = 'a\nb'), /a name is a line/],
      [(about) => void (about.name = 'x'.repeat(61)), /a name is a line/],
      [(about) => void (about.vocabulary.words as string[]).push('one more'), /count for each/],
      [(about) => void ((about.vocabulary.words as string[])[4] = 'two\nlines'), /word 4 is none/],
      [(about) => void ((about.vocabulary.words as string[])[4] = 'x'.repeat(1001)), /word 4 is none/],
      [
        (about) => void (about.fits = { '': { gate: { ...gate, weights: [] }, percentiles: [] } }),
        /not told in numbers/,
      ],
    ];
    for (const [edit, why] of cases) {
      fs.writeFileSync(file(), whole);
      change(edit);
      await refused(why);
    }
  });

  it('brings nothing along that was not asked for', async () => {
    change((about) => {
      const text = JSON.stringify({ ...about, trainedOn: [], fits: undefined, begun: 'yesterday' });
      return text.replace('{', '{"__proto__":{"polluted":1},"files":{"weights":"../../x"},');
    });
    const read = await readExchangeFile(file());
    assert.equal(({} as { polluted?: number }).polluted, undefined);
    assert.deepEqual(
      [read.trainedOn, read.fits, 'files' in read, 'polluted' in read],
      [undefined, undefined, false, false],
    );
    assert.ok(!Number.isNaN(Date.parse(read.record!.started)));
  });

  it('fitted for other sources than there are now, is trusted as usual', async () => {
    change((about) => void (about.fits = { '': { gate: { ...gate, sources: 2 }, percentiles: [] } }));
    assert.equal((await readExchangeFile(file())).fits, undefined);
  });
});
