// The unrolled network against a recomputation from the weights with plain arithmetic, gate by gate: what the inspector
// shows is what the equations say.

import assert from 'node:assert/strict';
import { scalarKernels } from '../../../src/kernels/scalar';
import { LanguageModel } from '../../../src/predict/languageModel';
import { readPlace } from '../../../src/predict/place';
import { TextReader } from '../../../src/predict/reading';
import { unroll, type UnrolledLayer } from '../../../src/predict/unroll';
import { Arena, measure } from '../../../src/rnn/arena';
import type { NetworkConfig } from '../../../src/rnn/config';
import { finish } from '../../../src/rnn/stepwise';
import { Random } from '../../../src/rnn/random';
import { Vocabulary } from '../../../src/text/vocabulary';
import { cells, smallConfig } from '../rnn/harness';

const words = ['the', 'river', 'was', 'high', 'low'];
const vocabulary = Vocabulary.build(new Map(words.map((word, i) => [word, 10 - i])), { maxSize: 50, minCount: 1 });
const H = 5;

function randomModel(config: NetworkConfig): LanguageModel {
  const layout = (arena: Arena) => new LanguageModel(arena, scalarKernels, config);
  const model = layout(new Arena(new ArrayBuffer(measure(layout))));
  const random = new Random(5);
  const flat = model.params.flat.map(() => random.uniform(-0.8, 0.8));
  model.use(flat);
  return model;
}

function unrolled(model: LanguageModel, text: string, caret = text.length, before: readonly string[] = []) {
  const reader = new TextReader(vocabulary, 'words');
  const place = readPlace(reader, vocabulary, before, [text], [text.slice(0, caret)]);
  return finish(unroll(model, vocabulary, place, vocabulary.size));
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** M [rows, cols] · x + b, for one gate's rows. */
function affine(model: LanguageModel, kind: 'ih' | 'hh', layer: number, gate: number, x: readonly number[]): number[] {
  const weight = model.params.get(`rnn.weight_${kind}_l${layer}`);
  const bias = model.params.get(`rnn.bias_${kind}_l${layer}`);
  return Array.from({ length: H }, (_, unit) => {
    const row = gate * H + unit;
    return x.reduce((sum, value, i) => sum + weight[row * x.length + i] * value, bias[row]);
  });
}

/** One layer's step, as the textbook has it. */
function stepOf(model: LanguageModel, layer: number, x: readonly number[], h: readonly number[], c: readonly number[]) {
  const { cell, activation } = model.config;
  const inner = (gate: number) => affine(model, 'ih', layer, gate, x);
  const outer = (gate: number) => affine(model, 'hh', layer, gate, h);
  const sum = (gate: number) => inner(gate).map((value, unit) => value + outer(gate)[unit]);
  if (cell === 'rnn') {
    const a = sum(0);
    return { gates: [a], c: [], h: a.map((value) => (activation === 'tanh' ? Math.tanh(value) : Math.max(0, value))) };
  }
  if (cell === 'gru') {
    const [r, z] = [sum(0).map(sigmoid), sum(1).map(sigmoid)];
    const n = inner(2).map((value, unit) => Math.tanh(value + r[unit] * outer(2)[unit]));
    return { gates: [r, z, n], c: [], h: n.map((value, unit) => (1 - z[unit]) * value + z[unit] * h[unit]) };
  }
  const [i, f, g, o] = [sum(0).map(sigmoid), sum(1).map(sigmoid), sum(2).map(Math.tanh), sum(3).map(sigmoid)];
  const next = f.map((value, unit) => value * c[unit] + i[unit] * g[unit]);
  return { gates: [i, f, g, o], c: next, h: next.map((value, unit) => o[unit] * Math.tanh(value)) };
}

function close(actual: readonly number[], expected: readonly number[], what: string, tolerance = 1e-4): void {
  assert.equal(actual.length, expected.length, what);
  actual.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]) < tolerance, `${what}[${i}]: ${value}, not ${expected[i]}`),
  );
}

describe('the unrolled network', () => {
  for (const [name, cell] of cells) {
    for (const changes of [{}, { numLayers: 2, tied: true }]) {
      const config = smallConfig(cell.cell, { ...cell, ...changes, vocabSize: vocabulary.size });
      it(`shows what the equations give: ${name}, ${config.numLayers === 1 ? 'one layer' : 'two layers, tied'}`, () => {
        const model = randomModel(config);
        const { steps } = unrolled(model, 'the river was high');
        let states = steps[0].layers.map(() => ({ h: Array<number>(H).fill(0), c: Array<number>(H).fill(0) }));
        for (const { input, embedding, layers, top, target } of steps) {
          const row = [...model.params.get('encoder.weight').subarray(input.id * H, (input.id + 1) * H)];
          close(embedding, row, 'embedding');
          let x = row;
          states = layers.map((shown: UnrolledLayer, layer) => {
            const next = stepOf(model, layer, x, states[layer].h, states[layer].c);
            next.gates.forEach((gate, g) => close(shown.gates[g], gate, `layer ${layer}, gate ${g}`));
            close(shown.h, next.h, `layer ${layer}, h`);
            close(shown.c, next.c, `layer ${layer}, c`);
            x = next.h;
            return next;
          });
          const decoder = model.params.get(config.tied ? 'encoder.weight' : 'decoder.weight');
          const bias = model.params.get('decoder.bias');
          const logits = [...bias].map((b, word) => x.reduce((sum, v, j) => sum + decoder[word * H + j] * v, b));
          const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
          for (const { text, logit, probability } of top) {
            const id = vocabulary.words.indexOf(text);
            close([logit, probability], [logits[id], Math.exp(logits[id]) / total], text);
          }
          if (target) close([target.logprob], [logits[target.id] - Math.log(total)], 'loss');
        }
      });
    }
  }

  it('shows the steps around the caret, and what followed each', () => {
    const model = randomModel(smallConfig('gru', { vocabSize: vocabulary.size }));
    const text = 'the river was high the river was low the flood the river was';
    const { steps, at } = unrolled(model, text, text.indexOf(' flood'));
    assert.equal(steps[at].input.text, 'the');
    assert.equal(steps[at].target?.text, 'flood');
    assert.equal(steps[at].target?.unknown, true);
    assert.equal(steps.length, at + 3);
    for (const [i, { target }] of steps.slice(0, -1).entries()) assert.equal(target!.text, steps[i + 1].input.text);
    const end = unrolled(model, text);
    assert.equal(end.at, end.steps.length - 1);
    assert.equal(end.steps[end.at].target, undefined);
  });

  it('goes on from what stands before the paragraph', () => {
    const model = randomModel(smallConfig('lstm', { vocabSize: vocabulary.size }));
    const [alone, after] = [[], ['the river was high']].map((before) => unrolled(model, 'the river', 9, before));
    assert.notDeepEqual(alone.steps[0].layers, after.steps[0].layers);
    assert.deepEqual(alone.steps[0].embedding, after.steps[0].embedding);
  });

  it('measures the matrices', () => {
    const model = randomModel(smallConfig('gru', { vocabSize: vocabulary.size }));
    // Blocks whose largest singular values are known: diagonal ones.
    const weight = model.params.get('rnn.weight_hh_l0').fill(0);
    [2, 3, 0.5].forEach((value, gate) => {
      for (let unit = 0; unit < H; unit++) weight[(gate * H + unit) * H + unit] = unit === gate ? -value : value / 2;
    });
    model.use(model.params.flat.slice());
    const { tensors } = unrolled(model, 'the river');
    const found = tensors.find(({ name }) => name === 'rnn.weight_hh_l0')!;
    close(found.spectral, [2, 3, 0.5], 'spectral norms', 1e-3);
    close([found.frobenius], [Math.sqrt(2 * (4 + 9 + 0.25))], 'Frobenius norm', 1e-5);
    assert.deepEqual(found.shape, [3 * H, H]);
  });
});
