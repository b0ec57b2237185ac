// The sampled softmax: whether the words are drawn as often as is said, whether their softmax stands for that over all
// words, and whether its gradients are those of its loss.

import assert from 'node:assert/strict';
import { CandidateChooser } from '../../../src/rnn/candidates';
import { noDropout } from '../../../src/rnn/dropout';
import { Random } from '../../../src/rnn/random';
import { solo } from '../../../src/rnn/team';
import { trainingStep } from '../../../src/rnn/trainingStep';
import { WordSampler } from '../../../src/rnn/wordSampler';
import { build, cells, fill, gradientsOf, meanLoss, type Setup, smallConfig } from './harness';

const batchSize = 2;
const seqLen = 4;
const windowTokens = batchSize * seqLen;
const seed = 5;

/** Counts as in a text: the j-th word 1 / (j + 1) as often as the first. */
function textCounts(V: number): Int32Array {
  return Int32Array.from({ length: V }, (_, j) => Math.ceil(1000 / (j + 1)));
}

function drawWord(counts: Int32Array, random: Random): number {
  let place = random.uniform(
    0,
    counts.reduce((a, b) => a + b),
  );
  return counts.findIndex((count) => (place -= count) < 0);
}

function sampled(draws: number, counts: Int32Array, changes = {}): { setup: Setup; chooser: CandidateChooser } {
  const config = smallConfig('lstm', { vocabSize: counts.length, ...changes });
  const setup = build(config, batchSize, seqLen, undefined, undefined, draws);
  fill(setup, seed);
  return { setup, chooser: new CandidateChooser(setup.candidates!, counts, windowTokens, draws) };
}

function choose({ network }: Setup, chooser: CandidateChooser, step: number): void {
  chooser.choose(network.inputs, network.output.targets, step);
}

describe('word sampler', () => {
  const counts = textCounts(200);
  const sampler = new WordSampler(counts, 20);

  it('draws every word as often as it says', () => {
    const rounds = 20_000;
    const missed = new Int32Array(counts.length).fill(rounds);
    const words = new Int32Array(20);
    for (let round = 0; round < rounds; round++) {
      sampler.draw(words, round);
      for (const word of new Set(words)) missed[word]--;
    }
    missed.forEach((misses, j) => {
      const p = sampler.missProbability(j);
      const deviation = Math.sqrt((p * (1 - p)) / rounds);
      assert.ok(Math.abs(misses / rounds - p) <= 4.5 * deviation + 1e-12, `word ${j}: ${misses / rounds}, not ${p}`);
    });
  });

  it('draws the same for the same seed, rare words less often than common ones, but all of them', () => {
    const [a, b] = [new Int32Array(20), new Int32Array(20)];
    sampler.draw(a, 7);
    sampler.draw(b, 7);
    assert.deepEqual(a, b);
    sampler.draw(b, 8);
    assert.notDeepEqual(a, b);
    for (let j = 1; j < counts.length; j++) {
      if (counts[j] < counts[j - 1]) assert.ok(sampler.missProbability(j) >= sampler.missProbability(j - 1) - 0.2);
      assert.ok(sampler.missProbability(j) < 1);
    }
  });

  it('serves one word, and words that never occur', () => {
    const one = new Int32Array(3);
    new WordSampler(Int32Array.of(5), 3).draw(one, 1);
    assert.deepEqual(Array.from(one), [0, 0, 0]);
    const never = new WordSampler(new Int32Array(10), 3);
    assert.ok(Math.abs(never.missProbability(4) - 0.7) < 1e-9);
  });
});

describe('candidates', () => {
  it('are the inputs, the targets and the draws, each once, and the window is renumbered by place', () => {
    const counts = textCounts(300);
    const { setup, chooser } = sampled(12, counts);
    const { network, candidates } = setup;
    for (let step = 1; step <= 20; step++) {
      const random = new Random(step);
      const [inputs, targets] = [network.inputs, network.output.targets];
      for (const words of [inputs, targets]) words.forEach((_, i) => (words[i] = drawWord(counts, random)));
      targets[2] = -1;
      const before = [Array.from(inputs), Array.from(targets)];
      choose(setup, chooser, step);
      const ids = Array.from(candidates!.ids.subarray(0, candidates!.count));
      assert.equal(new Set(ids).size, ids.length);
      assert.ok(ids.length <= 12 + new Set(before.flat()).size);
      const words = (places: Int32Array) => Array.from(places, (place) => (place < 0 ? -1 : ids[place]));
      assert.deepEqual([words(inputs), words(targets)], before);
    }
  });

  it('stand for all words: Σ exp(logit) − ln P(in the set) has the mean of the sum over all words', () => {
    const counts = textCounts(120);
    const { setup, chooser } = sampled(10, counts);
    const { network, candidates } = setup;
    const logits = Float64Array.from({ length: 120 }, (_, j) => Math.sin(j) - j / 60);
    const exact = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
    const random = new Random(2);
    const rounds = 20_000;
    let mean = 0;
    for (let step = 1; step <= rounds; step++) {
      for (const words of [network.inputs, network.output.targets]) {
        words.forEach((_, i) => (words[i] = drawWord(counts, random)));
      }
      // The words of a window, as inputs and as targets, are the same ones shifted by one.
      network.inputs.set(network.output.targets);
      choose(setup, chooser, step);
      for (let i = 0; i < candidates!.count; i++) {
        mean += Math.exp(logits[candidates!.ids[i]] - candidates!.logInclusion[i]) / rounds;
      }
    }
    assert.ok(Math.abs(mean / exact - 1) < 0.01, `${mean}, exactly ${exact}`);
  });

  for (const [name, cell] of cells) {
    for (const tied of [true, false]) {
      it(`give the exact step's bits when they are all words: ${name}, ${tied ? 'tied' : 'not tied'}`, () => {
        const config = smallConfig(cell.cell, { ...cell, tied });
        const counts = new Int32Array(7).fill(10);
        const exact = build(config, batchSize, seqLen);
        const all = build(config, batchSize, seqLen, undefined, undefined, 70);
        const chooser = new CandidateChooser(all.candidates!, counts, windowTokens, 70);
        for (const setup of [exact, all]) fill(setup, seed);
        const [inputs, targets] = [all.network.inputs.slice(), all.network.output.targets.slice()];
        const options = { learningRate: 0.01, gradClip: 0.1, dropout: noDropout };
        for (let step = 1; step <= 5; step++) {
          all.network.inputs.set(inputs);
          all.network.output.targets.set(targets);
          choose(all, chooser, step);
          for (const setup of [exact, all]) trainingStep(setup, solo, setup.state, step, options);
          assert.ok(Math.abs(meanLoss(all.network) - meanLoss(exact.network)) < 1e-6);
        }
        exact.params.flat.forEach((weight, i) => assert.ok(Math.abs(weight - all.params.flat[i]) < 1e-5));
      });
    }
  }

  it('have the gradients of their loss, and change the rows of no other word', () => {
    for (const tied of [true, false]) {
      const counts = textCounts(40);
      const { setup, chooser } = sampled(5, counts, { tied });
      const { params, adam, candidates } = setup;
      choose(setup, chooser, 1);
      gradientsOf(setup, seed);
      const grads = adam.grads.flat.slice();
      const ids = candidates!.ids.slice(0, candidates!.count);
      const loss = () => {
        gradientsOf(setup, seed);
        return meanLoss(setup.network);
      };
      for (const { name, offset, cols } of adam.grads.list.filter((p) => /coder/.test(p.name))) {
        const weights = params.get(name);
        ids.forEach((id, place) => {
          for (let j = 0; j < cols; j++) {
            const weight = weights[id * cols + j];
            const at = (shift: number) => {
              weights[id * cols + j] = weight + shift;
              return loss();
            };
            const numeric = (8 * (at(0.02) - at(-0.02)) - (at(0.04) - at(-0.04))) / 0.24;
            weights[id * cols + j] = weight;
            const analytic = grads[offset + place * cols + j];
            assert.ok(Math.abs(numeric - analytic) < 3e-4, `${name}[${id}, ${j}]: ${analytic}, ${numeric}`);
          }
        });
      }
      const before = params.flat.slice();
      const options = { learningRate: 0.01, gradClip: 0.1, dropout: noDropout };
      trainingStep(setup, solo, setup.state, 1, options);
      for (const { name, rows, cols, offset } of params.list.filter((p) => /coder/.test(p.name))) {
        for (let row = 0; row < rows; row++) {
          const same = (j: number) => params.get(name)[row * cols + j] === before[offset + row * cols + j];
          const unchanged = Array.from({ length: cols }, (_, j) => same(j)).every(Boolean);
          if (!ids.includes(row)) assert.ok(unchanged, `${name}: row ${row} has changed`);
        }
      }
    }
  });
});
