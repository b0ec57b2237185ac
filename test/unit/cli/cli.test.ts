// The command line as a user runs it: the built program in a process of its own.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Memory } from '../../../src/engine/protocol/inspection';
import type { Explanation } from '../../../src/engine/protocol/suggestions';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
const model = path.join(folder, 'model');

function run(args: string[], input?: string): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], { input, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

function items(out: string): { text: string; insert: string; probability: number }[] {
  return (JSON.parse(out) as { items: { text: string; insert: string; probability: number }[] }).items;
}

describe('the command line', function () {
  this.timeout(60_000);
  const note = path.join(folder, '日记.md');

  before(() => {
    const lines = ['我昨天上学迟到了。', '今天没有迟到。', '妈妈做了早饭。', '我昨天去了公园。', '老师没有生气。'];
    fs.writeFileSync(note, [...lines, ...lines.slice(0, 1)].join('\n\n'));
    const { code, out, err } = run(['train', note, '--model', model, '--epochs', '400', '--hidden', '48', '--json']);
    assert.equal(code, 0, err);
    const reports = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const points = reports.filter(({ event }) => event === 'progress');
    assert.ok(points.length > 0);
    const measured = ['trainLoss', 'learningRate', 'gradNorm', 'clippedGradNorm', 'wordsPerSecond'];
    for (const point of points) for (const name of measured) assert.ok(Number(point[name]) > 0, name);
    assert.equal(reports.at(-1)?.event, 'finished');
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it("knows the textbook's example: after 我 comes 昨天, after 我昨天上学 comes 迟到", () => {
    assert.equal(items(run(['predict', '--model', model, '--json', '我']).out)[0].text, '昨天');
    assert.equal(items(run(['predict', '--model', model, '--json', '我昨天上学']).out)[0].text, '迟到');
    const [first] = items(run(['predict', '--model', model, '--json', '我昨天上']).out);
    assert.deepEqual([first.text, first.insert], ['上学', '学']);
  });

  it('answers a line for every line on stdin, in order, also for lines that are no requests', () => {
    const texts = ['我', '我昨天上学', '我', '妈妈'];
    const input = [...texts.map((text) => JSON.stringify({ text, k: 3 })), 'no json', '{"k":1}'].join('\n');
    const lines = run(['predict', '--model', model, '--stdio'], input).out.trim().split('\n');
    assert.equal(lines.length, 6);
    assert.equal(items(lines[0])[0].text, '昨天');
    assert.equal(items(lines[1])[0].text, '迟到');
    assert.equal(lines[2], lines[0]);
    assert.equal(items(lines[3]).length, 3);
    assert.match(lines[4], /error/);
    assert.match(lines[5], /must be a string/);
  });

  it('scores a model on files, in figures that fit together', () => {
    const { code, out } = run(['eval', '--model', model, note, '--json']);
    assert.equal(code, 0);
    const score = JSON.parse(out) as Record<string, number>;
    assert.ok(Math.abs(Math.log(score.perplexity) - score.crossEntropy) < 1e-9);
    assert.ok(score.hit1 <= score.hit3 && score.hit3 <= score.hit5);
    assert.ok(score.ksr5 > 30, `a text learnt by heart saves only ${score.ksr5} % of keys`);
    assert.equal(score.unknown, 0);
  });

  it('scores some of the sources alone, weighed on notes of one’s choice', () => {
    const perplexity = (...args: string[]) => {
      const { code, out } = run(['eval', '--model', model, note, '--json', ...args]);
      assert.equal(code, 0, out);
      return (JSON.parse(out) as Record<string, number>).perplexity;
    };
    const [notes, document, both] = [['notes'], ['document'], ['notes', 'document']].map((names) =>
      perplexity('--sources', ...names, '--weigh', note),
    );
    assert.equal(new Set([notes, document, both, perplexity()]).size, 4);
    assert.notEqual(run(['eval', '--model', model, note, '--sources', 'crystal ball']).code, 0);
  });

  it('compares rivals, and every ingredient left out, in one table', () => {
    const { code, out } = run(['eval', '--model', model, note, '--ablation', '--json']);
    assert.equal(code, 0);
    const rows = JSON.parse(out) as { name: string; ksr5: number; words: number }[];
    const names = rows.map(({ name }) => name);
    for (const name of ["word-based (VS Code's own)", 'Kneser–Ney, order 4', 'network alone', 'counts alone']) {
      assert.ok(names.includes(name), name);
    }
    assert.equal(names.filter((name) => name.startsWith('without ')).length, 9);
    assert.equal(names.at(-1), 'everything');
    assert.equal(new Set(rows.map(({ words }) => words)).size, 1);
    const ksr = (name: string) => rows.find((row) => row.name === name)!.ksr5;
    assert.ok(ksr('everything') > ksr("word-based (VS Code's own)"), out);
  });

  it('writes on from a text: the same for the same seed, drafts of seeds that follow each other', () => {
    const generate = (...args: string[]) => run(['generate', '我昨天', '--model', model, '--words', '12', ...args]);
    const { code, out, err } = generate();
    assert.equal(code, 0, err);
    assert.equal(generate().out, out);
    const { drafts } = JSON.parse(generate('--drafts', '2', '--json').out) as {
      drafts: { seed: number; text: string; words: number; logprob: number; ended: string }[];
    };
    assert.deepEqual(
      drafts.map(({ seed, words, ended }) => [seed, words, ended]),
      [
        [1, 12, 'words'],
        [2, 12, 'words'],
      ],
    );
    assert.equal(drafts[0].text + '\n', out);
    assert.ok(drafts.every(({ logprob }) => logprob < 0));
    const greedy = ['--temperature', '0', '--repetition-penalty', '1', '--sentences', '1', '--network-only'];
    assert.equal(run(['generate', '我昨天上学', '--model', model, ...greedy]).out, '迟到了。\n');
    assert.equal(run(['generate', '我', '--model', model, '--top-p', '2']).code, 2);
  });

  it('holds drafts beside what their writer went on with', () => {
    const longer = path.join(folder, '长.md');
    fs.writeFileSync(longer, `${fs.readFileSync(note, 'utf8')}\n\n`.repeat(2));
    const args = ['generate', '--model', model, '--measure', longer, '--json', '--words'];
    const { places, drafts, writer } = JSON.parse(run([...args, '6']).out) as Record<
      'places' | 'drafts' | 'writer',
      Record<string, number>
    >;
    assert.equal(Number(places), 1);
    assert.deepEqual([drafts.words, writer.words], [6, 6]);
    assert.ok(writer.perplexity > 1 && writer.perplexity < 3, `${writer.perplexity} of a text learnt by heart`);
    assert.match(run([...args, '2000']).err, /long enough/);
  });

  it('shows the probability, rank and surprisal of every token, and what they sum to', () => {
    const text = '我昨天上学迟到了。今天没有迟到。';
    const { tokens, sentences, perplexity } = JSON.parse(run(['inspect', '--model', model, text, '--json']).out) as {
      tokens: { text: string; probability: number; logprob: number; rank: number; top: unknown[] }[];
      sentences: { from: number; to: number; nats: number }[];
      perplexity: number;
    };
    assert.deepEqual(
      tokens.slice(0, 8).map(({ text }) => text),
      ['我', '昨天', '上学', '迟到', '了', '。', '</s>', '今天'],
    );
    for (const { probability, logprob } of tokens) assert.ok(Math.abs(Math.exp(logprob) - probability) < 1e-6);
    assert.equal(tokens[3].rank, 1);
    const nats = tokens.map(({ logprob }) => -logprob);
    assert.deepEqual(
      sentences.map(({ from, to }) => [from, to]),
      [
        [0, 7],
        [7, tokens.length],
      ],
    );
    for (const { from, to, nats: sum } of sentences) {
      assert.ok(Math.abs(nats.slice(from, to).reduce((a, b) => a + b, 0) - sum) < 1e-9);
    }
    const mean = nats.reduce((a, b) => a + b, 0) / nats.length;
    assert.ok(Math.abs(Math.log(perplexity) - mean) < 1e-9);
  });

  it('shows probabilities that sum to one over the whole vocabulary', () => {
    const args = ['inspect', '--model', model, '我昨天上学迟到了。', '--json', '--top'];
    const parse = (out: string) => JSON.parse(out) as { tokens: { top: { text: string; probability: number }[] }[] };
    const { tokens } = parse(run([...args, '100000']).out);
    const known = (top: readonly { text: string }[]) => top.map(({ text }) => text).sort();
    for (const word of ['<unk>', '<s>', '<p>', '</s>', '昨天', '。'])
      assert.ok(known(tokens[0].top).includes(word), word);
    for (const { top } of tokens) {
      assert.deepEqual(known(top), known(tokens[0].top));
      assert.ok(Math.abs(top.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-4);
    }
  });

  it('tells where the probability of each suggestion comes from, in figures that sum to one', () => {
    for (const text of ['我', '我昨天上', '我昨天上学']) {
      const ask = (...args: string[]) => run([...args, '--model', model, '--json', text]).out;
      const { words, rest } = JSON.parse(ask('inspect', '--next', '--top', '7')) as Explanation;
      const suggested = items(ask('predict', '--top', '7'));
      assert.deepEqual(
        words.map((word) => [word.text, word.probability]),
        suggested.map((item) => [item.text, item.probability]),
      );
      const listed = words.reduce((sum, { probability }) => sum + probability, 0);
      assert.ok(Math.abs(listed + rest.words + rest.unsuggested - 1) < 1e-4, text);
      const alone = new Map(items(ask('predict', '--network-only', '--top', '50')).map((item) => [item.text, item]));
      for (const { text: word, parts, network } of words) {
        assert.ok(Math.abs(parts.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-4, word);
        const said = alone.get(word)!.probability;
        assert.ok(Math.abs(network!.withAll.probability - said) < 1e-5, `${word}: ${said}`);
      }
    }
    const table = run(['inspect', '--next', '--model', model, '我昨天上学']).out;
    assert.match(table, /Uncertainty: .* bits/);
    assert.match(table, / %.*迟到$/m);
  });

  it('shows what the expected words remember of the text before them, in the numbers of the inspector', () => {
    const memory = JSON.parse(run(['inspect', '--model', model, '我昨天上学', '--memory', '--json']).out) as Memory;
    assert.deepEqual(
      memory.steps.map(({ text }) => text),
      ['上学', '昨天', '我', '<p>'],
    );
    const { tokens } = JSON.parse(run(['inspect', '--model', model, '我昨天上学迟到', '--json']).out) as {
      tokens: { top: { text: string; probability: number }[] }[];
    };
    assert.deepEqual(
      memory.words.map(({ text, probability }) => ({ text, probability })),
      tokens[3].top,
    );
    const [first] = memory.words;
    assert.equal(first.text, '迟到');
    first.states.forEach((norm, k) => assert.ok(norm > 0 && norm <= 1.01 * first.bounds[k], `k = ${k}`));
    const { out } = run(['inspect', '--model', model, '我昨天上学', '--memory', '--top', '1']);
    const lines = out.trim().split('\n');
    assert.match(lines[0], /^迟到 {2}[\d.]+ %: /);
    assert.deepEqual(
      lines.slice(2).map((line) => line.trim().split(/\s+/)),
      memory.steps.map(({ text }, k) => [
        String(k),
        ...[first.states[k], first.bounds[k], first.inputs[k]].map((value) => value.toExponential(2)),
        text,
      ]),
    );
  });

  it('shows the network step by step, with probabilities that are those of its tokens', () => {
    const text = '我昨天上学迟到了。';
    const shown = JSON.parse(run(['inspect', '--model', model, text, '--network', '--json']).out) as {
      steps: { input: { text: string }; layers: { h: number[]; gates: number[][] }[]; target?: { logprob: number } }[];
      tensors: { name: string; shape: number[] }[];
    };
    const { tokens } = JSON.parse(run(['inspect', '--model', model, text, '--json']).out) as {
      tokens: { logprob: number }[];
    };
    assert.deepEqual(
      shown.steps.map(({ input }) => input.text),
      ['<p>', '我', '昨天', '上学', '迟到', '了', '。'],
    );
    for (const [t, { layers, target }] of shown.steps.entries()) {
      assert.deepEqual([layers[0].h.length, layers[0].gates.length], [48, 4]);
      if (target) assert.ok(Math.abs(target.logprob - tokens[t].logprob) < 1e-6);
    }
    assert.deepEqual(shown.tensors.find(({ name }) => name === 'rnn.weight_hh_l0')?.shape, [192, 48]);
    assert.match(run(['inspect', '--model', model, text, '--network']).out, /^encoder\.weight \[\d+, 48\]/);
    assert.match(run(['inspect', '--model', model, ' ', '--network']).err, /no prose/);
  });

  it('learns only what is new, and says how much that was', () => {
    const travel = path.join(folder, '旅行.md');
    fs.writeFileSync(travel, Array<string>(20).fill('火车开往敦煌。').join('\n\n'));
    const learn = () => {
      const { code, out, err } = run(['train', note, travel, '--model', model, '--new', '--json']);
      assert.equal(code, 0, err);
      return JSON.parse(out) as object;
    };
    assert.deepEqual(learn(), { event: 'learnt', words: 100 });
    assert.equal(items(run(['predict', '--model', model, '--json', '火车开往']).out)[0].text, '敦煌');
    assert.equal(items(run(['predict', '--model', model, '--json', '我']).out)[0].text, '昨天');
    assert.deepEqual(learn(), { event: 'learnt', words: 0 });
    const none = run(['train', note, '--model', path.join(folder, 'none'), '--new']);
    assert.equal(none.code, 1);
    assert.match(none.err, /afterword train/);
  });

  it('says what to do when something is wrong, and exits with 1, or 2 where it was not understood', () => {
    const missing = run(['predict', '--model', path.join(folder, 'none'), 'x']);
    assert.equal(missing.code, 1);
    assert.match(missing.err, /afterword train/);
    assert.equal(run(['train', path.join(folder, 'gone'), '--model', model]).code, 1);
    assert.equal(run(['train', note]).code, 2);
    assert.equal(run(['train', note, '--model', model, '--hidden', '1.5']).code, 2);
    assert.equal(run(['predict', '--model', model]).code, 2);
    assert.equal(run(['--help']).code, 0);
  });

  it('learns benchmark texts that are cut at spaces, and characters', () => {
    const text = path.join(folder, 'bench.txt');
    fs.writeFileSync(text, 'the <unk> sat on the mat\n\nthe cat ran\n'.repeat(20));
    for (const [unit, expected] of [
      ['spaces', 240],
      ['characters', 760],
    ] as const) {
      const place = path.join(folder, unit);
      const trained = run(['train', text, '--model', place, '--epochs', '5', '--hidden', '16', '--tokens', unit]);
      assert.equal(trained.code, 0, trained.err);
      const score = JSON.parse(run(['eval', '--model', place, text, '--json']).out) as Record<string, number>;
      assert.equal(score.tokens, expected);
    }
  });
});
