// The other shapes from the command line, each on a tiny file: from examples to answers and scores.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-shapes-'));
const at = (name: string) => path.join(folder, name);

function run(args: string[], input = ''): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], { input, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

function learn(shape: string, file: string, ...more: string[]): void {
  const model = at(path.basename(file, path.extname(file)));
  const common = ['--valid-share', '0', '--hidden', '24', '--rate', '0.01', '--dropout', '0', '--batch', '8', '--json'];
  const { code, out, err } = run(['train', '--shape', shape, file, '--model', model, ...common, ...more]);
  assert.equal(code, 0, err);
  assert.match(out, /"event":"finished"/);
}

function write(name: string, lines: readonly string[]): string {
  fs.writeFileSync(at(name), lines.join('\n'));
  return at(name);
}

const repeated = (lines: readonly string[]) => Array.from({ length: 12 }, () => lines).flat();

describe('the other shapes on the command line', function () {
  this.timeout(120_000);
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('classify: labels with probabilities, the words that speak for them, and a score', () => {
    const file = write(
      'mood.tsv',
      repeated(['good\ta fine day', 'bad\ta sad day', 'good\tfine weather', 'bad\tsad news']),
    );
    learn('classify', file, '--epochs', '20');
    const { labels, words } = JSON.parse(
      run(['classify', '--model', at('mood'), 'a fine morning', '--why', '--json']).out,
    ) as {
      labels: { label: string; probability: number }[];
      words: { token: string; contribution: number }[];
    };
    assert.equal(labels[0].label, 'good');
    assert.deepEqual(
      words.map(({ token }) => token),
      ['a', 'fine', 'morning'],
    );
    const score = JSON.parse(run(['eval', file, '--model', at('mood'), '--json']).out) as { accuracy: number };
    assert.equal(score.accuracy, 100);
    assert.match(run(['classify', '--model', at('mood')], 'sad news\nfine day\n').out, /bad[\s\S]*good/);
  });

  it('tag: a label for every token', () => {
    const sentence = ['the\tDET', 'cat\tNOUN', 'sat\tVERB', '.\tPUNCT', ''];
    learn(
      'tag',
      write('tags.tsv', repeated([...sentence, 'she\tPRON', 'sat\tVERB', '.\tPUNCT', ''])),
      '--epochs',
      '80',
    );
    const tagged = 'the\tDET\ncat\tNOUN\nsat\tVERB\n.\tPUNCT';
    for (const asWritten of ['the cat sat.', 'the cat sat .']) {
      assert.equal(run(['tag', '--model', at('tags'), asWritten]).out.trim(), tagged);
    }
  });

  it('pairs: targets of a source, what each word looked at, and a score', () => {
    const file = write('pairs.tsv', repeated(['a cat\t一只猫', 'a dog\t一只狗', 'the cat\t那只猫', 'the dog\t那只狗']));
    learn('pairs', file, '--epochs', '40', '--target-tokens', 'characters');
    assert.equal(run(['translate', '--model', at('pairs'), 'the dog']).out.trim(), '那只狗');
    assert.match(run(['translate', '--model', at('pairs'), 'the dog', '--attention']).out, /\tthe\tdog\n那\t\d+\t\d+/);
    const score = JSON.parse(run(['eval', file, '--model', at('pairs'), '--json']).out) as {
      exact: number;
      chrf: number;
    };
    assert.deepEqual([score.exact, score.chrf], [100, 100]);
  });

  it('shorthand: learnt from notes, expanded with the network and without', () => {
    const notes = write(
      'notes.md',
      repeated(['We had a meeting with engineering yesterday.\n', 'They ate with us.\n']),
    );
    learn('pairs', notes, '--shorthand', '--epochs', '12');
    const { out } = run(['expand', '--model', at('notes'), 'mtg w eng ystrdy']);
    assert.equal(out.split('\n')[0], 'meeting with engineering yesterday');
    assert.equal(run(['expand', '--model', at('notes'), '--without-network', '--top', '1', 'w eng']).code, 0);
    assert.match(run(['expand', '--model', at('notes'), 'zzz']).err, /No words that were learnt fit/);
  });

  it('say what is wrong: a missing tab, one class only, another shape’s model', () => {
    const file = write('broken.tsv', ['good\tfine', 'no tab here']);
    const broken = run(['train', '--shape', 'classify', file, '--model', at('none')]);
    assert.equal(broken.code, 1);
    assert.match(broken.err, /broken\.tsv:2: there is no tab/);
    const one = run(['train', '--shape', 'classify', write('one.tsv', ['a\tx', 'a\ty']), '--model', at('none')]);
    assert.match(one.err, /All examples have the label "a"/);
    assert.match(run(['translate', '--model', at('mood'), 'x']).err, /There is no model for this/);
    assert.match(run(['predict', '--model', at('mood'), 'x']).err, /its shape is classify/);
    assert.match(run(['classify', '--model', at('mood'), 'word '.repeat(5000)]).err, /5000 tokens/);
    const noPart = run(['eval', at('mood.tsv'), '--model', at('mood'), '--part', 'test']);
    assert.match(noPart.err, /left no test part/);
  });
});
