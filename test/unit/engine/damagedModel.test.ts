// A model on disk that is damaged, by whatever: flipped, cut short, overwritten, of another program or a newer Afterword.
// The generation before it answers, the damaged one is kept aside, and what cannot be is refused before room is made for it.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { ModelStore } from '../../../src/engine/modelStore';
import { ProblemError } from '../../../src/engine/problem';
import type { EngineProblem } from '../../../src/engine/protocol/problem';
import { readWeights } from '../../../src/engine/runFiles';
import { sealedJson } from '../../../src/engine/sealedFile';
import { parameterList } from '../../../src/rnn/parameters';
import { decodeSafetensors, encodeSafetensors } from '../../../src/rnn/safetensors';
import { config, numbers, saveModel } from './storedModels';

type Json = Record<string, unknown>;

function withoutChecksum(file: string): Json {
  const { checksum, ...settings } = JSON.parse(fs.readFileSync(file, 'utf8')) as Json;
  assert.equal(typeof checksum, 'string');
  return settings;
}

describe('a damaged model', function () {
  this.timeout(60_000);
  let scratch: string;
  let template: string;
  let copies = 0;

  before(async () => {
    scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    template = path.join(scratch, 'template');
    const store = new ModelStore(template);
    for (const generation of [1, 2, 3]) await saveModel(store, generation);
  });
  after(() => fs.rmSync(scratch, { recursive: true, force: true }));

  /** With generation 3, and 2 before it. */
  function copy(): string {
    const folder = path.join(scratch, `copy ${++copies}`);
    fs.cpSync(template, folder, { recursive: true });
    return folder;
  }

  /** Which generation is read, and what was told. */
  async function load(folder: string): Promise<{ generation: number | undefined; told: EngineProblem[] }> {
    const told: EngineProblem[] = [];
    const store = new ModelStore(folder, (problem) => told.push(problem));
    const model = await store.load();
    if (model) assert.deepEqual(model.weights, numbers(model.tokensSeen), 'the numbers belong to the settings');
    return { generation: model?.tokensSeen, told };
  }

  const asides = (folder: string) => {
    const aside = path.join(folder, 'aside');
    return fs.existsSync(aside) ? fs.readdirSync(aside) : [];
  };
  const filesOf = (folder: string) => fs.readdirSync(folder).filter((name) => name !== 'aside');

  const damage: Readonly<Record<string, (bytes: Buffer, at: number) => Buffer>> = {
    'a bit is flipped': (bytes, at) => {
      const flipped = Buffer.from(bytes);
      flipped[at] ^= 1 << (at % 8);
      return flipped;
    },
    'it is cut short': (bytes, at) => bytes.subarray(0, at),
    'something else stands there': (bytes, at) => Buffer.alloc(bytes.length, at),
    'something follows': (bytes, at) => Buffer.concat([bytes, Buffer.alloc(1 + at)]),
  };
  for (const [how, damaged] of Object.entries(damage)) {
    it(`gives way to the one before it, anywhere that ${how}, and is kept`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom('model.json', 'weights-3.safetensors'), fc.nat(), async (file, where) => {
          const folder = copy();
          const bytes = fs.readFileSync(path.join(folder, file));
          const wrong = damaged(bytes, where % bytes.length);
          fs.writeFileSync(path.join(folder, file), wrong);
          const { generation, told } = await load(folder);
          assert.equal(generation, 2, `${file} at ${where % bytes.length}`);
          assert.deepEqual(
            told.map(({ code }) => code),
            ['modelSetAside'],
          );
          const [aside, ...others] = asides(folder);
          assert.deepEqual(others, []);
          assert.match(aside, /^\d{4}-.*-(damaged|newer|foreign)$/);
          assert.deepEqual(fs.readFileSync(path.join(folder, 'aside', aside, file)), wrong);
          assert.equal((await load(folder)).generation, 2, 'also when it is opened again');
          await saveModel(new ModelStore(folder), 4);
          assert.equal((await load(folder)).generation, 4);
          assert.deepEqual(asides(folder), [aside], 'and is kept when another is saved');
        }),
        { numRuns: 25 },
      );
    });
  }

  it('whose checkpoint is damaged, answers; training goes on from the checkpoint before', async () => {
    const folder = copy();
    const file = path.join(folder, 'training-3.safetensors');
    const bytes = fs.readFileSync(file);
    bytes[bytes.length - 3] ^= 1;
    fs.writeFileSync(file, bytes);
    assert.equal((await load(folder)).generation, 3);
    const store = new ModelStore(folder);
    const checkpoint = (await store.loadCheckpoint((await store.load())!))!;
    assert.deepEqual([checkpoint.position.step, checkpoint.params], [2, numbers(3)]);
    assert.equal((await load(folder)).generation, 3);
    assert.equal(asides(folder).length, 1);
  });

  it('is kept, too, when there is none before it, and then there is none', async () => {
    const folder = copy();
    for (const name of ['weights-2.safetensors', 'weights-3.safetensors'])
      fs.writeFileSync(path.join(folder, name), '');
    await assert.rejects(load(folder), (error) => error instanceof ProblemError && error.code === 'modelUnreadable');
    assert.equal(asides(folder).length, 2);
    assert.equal((await load(folder)).generation, undefined);
  });

  it('of a newer Afterword is told as such, and kept with its numbers: that one can open it', async () => {
    const folder = copy();
    const file = path.join(folder, 'model.json');
    const settings = withoutChecksum(file);
    fs.writeFileSync(file, sealedJson({ ...settings, version: 3 }));
    const { generation, told } = await load(folder);
    assert.equal(generation, 2);
    assert.match(told[0].message, /version 3, this Afterword reads 2: a newer Afterword/);
    const [aside] = asides(folder);
    assert.match(aside, /newer$/);
    const kept = fs.readdirSync(path.join(folder, 'aside', aside)).sort();
    assert.deepEqual(kept, ['model.json', 'training-3.safetensors', 'weights-3.safetensors']);
  });

  it('does not fill the disk: the last eight are kept', async () => {
    const folder = copy();
    for (let i = 0; i < 11; i++) {
      fs.writeFileSync(path.join(folder, 'model.json'), '{');
      await load(folder);
      await saveModel(new ModelStore(folder), 10 + i);
    }
    assert.equal(asides(folder).length, 8);
  });

  it('is left where it is by a process that may not change the folder, which reads the one before', async () => {
    const folder = copy();
    const owner = new ModelStore(folder);
    await owner.hold();
    fs.writeFileSync(path.join(folder, 'weights-3.safetensors'), '');
    assert.equal((await load(folder)).generation, 2);
    assert.deepEqual(asides(folder), []);
    await owner.release();
    assert.equal((await load(folder)).generation, 2);
    assert.equal(asides(folder).length, 1);
  });

  it('what a dead process has left unfinished is gone after the next start, and nothing else is', async () => {
    const folder = copy();
    const before = filesOf(folder).sort();
    const dead = 2 ** 22 + 1;
    const left = [
      `model.json.${dead}-7.tmp`,
      `lock.json.${dead}-1.tmp`,
      'weights-9.safetensors',
      'training-9.safetensors',
    ];
    for (const name of left) fs.writeFileSync(path.join(folder, name), 'half of');
    // One that kept a past run.
    fs.writeFileSync(
      path.join(folder, 'runs.lock.json'),
      JSON.stringify({ pid: dead, host: os.hostname(), token: 'x' }),
    );
    const alive = `runs.json.${process.ppid}-1.tmp`;
    fs.writeFileSync(path.join(folder, alive), 'half of');
    await load(folder);
    assert.deepEqual(filesOf(folder).sort(), [...before, alive].sort());
  });

  it('of a run that died before its first save leaves no checkpoints behind', async () => {
    const folder = path.join(scratch, 'none yet');
    fs.mkdirSync(folder);
    for (const name of ['training-1.safetensors', 'training-2.safetensors'])
      fs.writeFileSync(path.join(folder, name), '');
    assert.equal((await load(folder)).generation, undefined);
    assert.deepEqual(filesOf(folder), []);
  });

  it('with names of files that lie elsewhere is refused', async () => {
    for (const weights of ['../weights-1.safetensors', '/etc/passwd', 'weights-1.safetensors/../../x', 7, undefined]) {
      const folder = copy();
      const file = path.join(folder, 'model.json');
      const settings = withoutChecksum(file);
      fs.writeFileSync(file, sealedJson({ ...settings, files: { ...(settings.files as Json), weights } }));
      assert.equal((await load(folder)).generation, 2);
    }
  });

  it('with settings that cannot be, though its checksum is right, is refused before room is made for it', async () => {
    const absurd: readonly Json[] = [
      { config: { ...config, vocabSize: 1e9 } },
      { config: { ...config, hiddenSize: 65_536, embedSize: 65_536 } },
      { config: { ...config, numLayers: 1e9 } },
      { config: { ...config, hiddenSize: NaN } },
      { config: { ...config, cell: '__proto__' } },
      { config: { ...config, cell: 'constructor' } },
      { config: null },
      { unit: 'bytes' },
      { position: { step: -1 } },
      { position: null },
      { options: null },
      { losses: 7 },
      { vocabulary: { words: ['a'], counts: [1] } },
      { vocabulary: { words: [], counts: [] } },
      JSON.parse('{"__proto__":{"files":{}},"config":{"__proto__":{"cell":"gru"}}}') as Json,
    ];
    const before = process.memoryUsage().arrayBuffers;
    for (const changes of absurd) {
      const folder = copy();
      const file = path.join(folder, 'model.json');
      const settings = withoutChecksum(file);
      fs.writeFileSync(file, sealedJson({ ...settings, ...changes }));
      assert.equal((await load(folder)).generation, 2, JSON.stringify(changes));
    }
    assert.ok(process.memoryUsage().arrayBuffers - before < 50e6);
    assert.equal(({} as Json).files, undefined);
  });
});

describe('a file of weights', () => {
  const whole = Buffer.concat(
    encodeSafetensors([{ name: 'a', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }], { format: 'pt' }),
  );

  function withHeader(header: string, numbersAfter = 16): Buffer {
    const text = Buffer.from(header);
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(text.length));
    return Buffer.concat([size, text, Buffer.alloc(numbersAfter)]);
  }

  it('is refused or read, whatever its bytes are: nothing else ever happens', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(), (bytes, at) => {
        const spliced = Buffer.from(whole);
        spliced.set(bytes.subarray(0, Math.max(0, spliced.length - (at % spliced.length))), at % spliced.length);
        for (const some of [bytes, spliced, spliced.subarray(0, at % spliced.length)]) {
          try {
            for (const { data, shape } of decodeSafetensors(some).tensors.values()) {
              assert.equal(
                data.length,
                shape.reduce((a, b) => a * b, 1),
              );
            }
          } catch (error) {
            assert.ok(error instanceof Error && /safetensors|tensor/.test(error.message), String(error));
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('with a header of absurd sizes or of another kind is refused before room is made', () => {
    const entry = (changes: object) =>
      withHeader(JSON.stringify({ a: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16], ...changes } }));
    const wrong: readonly Buffer[] = [
      entry({ shape: [1e9, 1e9] }),
      entry({ shape: [-2, -2] }),
      entry({ shape: [2.5, 1.6] }),
      entry({ shape: '22' }),
      entry({ shape: [2, 2, '1'] }),
      entry({ data_offsets: [0, 1e18] }),
      entry({ data_offsets: [-16, 0] }),
      entry({ data_offsets: [1, 17] }),
      entry({ data_offsets: [16, 0] }),
      entry({ data_offsets: [0] }),
      entry({ data_offsets: null }),
      entry({ dtype: 'F64' }),
      entry({ dtype: { toString: 'F32' } }),
      withHeader('[]'),
      withHeader('null'),
      withHeader('"a"'),
      withHeader('{"a":null}'),
      withHeader('{"__proto__":{"dtype":"F64"}}'),
      Buffer.concat([Buffer.alloc(8, 0xff), Buffer.alloc(100)]),
    ];
    const before = process.memoryUsage().arrayBuffers;
    for (const bytes of wrong) assert.throws(() => decodeSafetensors(bytes), /tensor|safetensors/, String(bytes));
    assert.ok(process.memoryUsage().arrayBuffers - before < 10e6);
  });

  it('may call a tensor what it likes: that changes no prototype', () => {
    const bytes = withHeader('{"__proto__":{"dtype":"F32","shape":[4],"data_offsets":[0,16],"polluted":1}}');
    assert.deepEqual([...decodeSafetensors(bytes).tensors.keys()], ['__proto__']);
    assert.equal(({} as Json).polluted, undefined);
  });

  it('with a value that is no number is refused', () => {
    for (const value of [NaN, Infinity, -Infinity]) {
      const tensors = [...tensorsOf(numbers(1))];
      tensors[0].data[1] = value;
      const bytes = Buffer.concat(encodeSafetensors(tensors, {}));
      assert.throws(() => readWeights(bytes, config), /encoder.weight has a value that is no number/);
    }
  });

  function* tensorsOf(flat: Float32Array) {
    for (const { name, shape, offset, rows, cols } of parameterList(config)) {
      yield { name, shape, data: flat.slice(offset, offset + rows * cols) };
    }
  }
});
