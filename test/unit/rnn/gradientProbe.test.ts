// The gradient probe against finite differences, for every cell: what it says of each state and each input, and how far a
// step can stretch a gradient. The differences are taken in double precision, so that they can be held to; the probe runs
// as it does in the product, in single precision.

import assert from 'node:assert/strict';
import type { TakenStep } from '../../../src/rnn/gradientProbe';
import type { LayerState } from '../../../src/rnn/recurrentLayer';
import { cells, smallConfig } from './harness';
import { copied, DoubleArena, probed, type Reader, reader, step, steps } from './probing';

/** L of `target` after `text`, read from `state`. @param disturb called around the look-up of the first word. */
function loss(
  read: Reader,
  text: readonly number[],
  target: number,
  state: readonly LayerState[],
  disturb?: (sign: 1 | -1) => void,
): number {
  const { network } = read;
  const own = copied(state);
  for (const [at, id] of text.entries()) {
    if (at === 0) disturb?.(1);
    network.inputs[0] = id;
    network.embed();
    if (at === 0) disturb?.(-1);
    network.forward(own);
  }
  if (text.length === 0) network.output.hs.set(own[own.length - 1].h);
  network.output.targets[0] = target;
  network.output.forward();
  network.output.loss();
  return network.output.losses[0];
}

const shift = 1e-5;

/** ‖∂f/∂values‖ by central differences. */
function slopeNorm(values: Float32Array, f: () => number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    values[i] = value + shift;
    const above = f();
    values[i] = value - shift;
    const below = f();
    values[i] = value;
    sum += ((above - below) / (2 * shift)) ** 2;
  }
  return Math.sqrt(sum);
}

function assertNear(actual: number, expected: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= 1e-3 * expected, `${what}: ${actual}, by differences ${expected}`);
}

/** ∂s′/∂s of one step by differences, as columns, s in the order of layers, h before c. */
function jacobian(read: Reader, { id, before }: TakenStep): number[][] {
  const parts = (state: readonly LayerState[]) => state.flatMap(({ h, c }) => [h, c]);
  const after = (state: readonly LayerState[]) => {
    const own = copied(state);
    step(read, id, own);
    return parts(own).flatMap((values) => [...values]);
  };
  return parts(before).flatMap((values) =>
    Array.from(values, (value, i) => {
      values[i] = value + shift;
      const above = after(before);
      values[i] = value - shift;
      const below = after(before);
      values[i] = value;
      return above.map((high, j) => (high - below[j]) / (2 * shift));
    }),
  );
}

/** ‖J‖₂ from the columns of J: the root of the greatest eigenvalue of JᵀJ, by squaring it until one direction is left. */
function largestSingularValue(columns: readonly (readonly number[])[]): number {
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  let power = columns.map((a) => columns.map((b) => dot(a, b)));
  let log = 0;
  for (let doubling = 0; doubling < 20; doubling++) {
    const trace = power.reduce((sum, row, i) => sum + row[i], 0);
    log += Math.log(trace) / 2 ** doubling;
    const scaled = power.map((row) => row.map((value) => value / trace));
    power = scaled.map((row) => scaled.map((other) => dot(row, other)));
  }
  return Math.exp(log / 2);
}

const text = [3, 1, 6, 2, 2, 5, 0, 4, 1];

describe('gradient probe', () => {
  for (const [name, cell] of cells) {
    for (const [shape, changes] of [
      ['one layer', {}],
      ['two layers, tied embedding', { numLayers: 2, tied: true }],
    ] as const) {
      const config = smallConfig(cell.cell, { ...cell, ...changes });
      const exact = () => reader(config, 0.8, DoubleArena);

      it(`agrees with finite differences for the state at every step: ${name}, ${shape}`, () => {
        for (const [i, target] of [2, 5].entries()) {
          const { layers, states } = probed(reader(config, 0.8), text, [2, 5], 0)[i];
          const read = exact();
          const before = steps(read, text).map((taken) => taken.before);
          const last = copied(before[0]);
          step(read, text[text.length - 1], last);
          for (let k = 0; k < text.length; k++) {
            const rest = text.slice(text.length - k);
            // What is handed on after step t − k is what stands before step t − k + 1.
            const state = k === 0 ? last : copied(before[k - 1]);
            const slope = (values: Float32Array) => slopeNorm(values, () => loss(read, rest, target, state));
            let all = 0;
            for (const [l, { h, c }] of state.entries()) {
              const what = `layer ${l}, k = ${k}`;
              const [slopeOfH, slopeOfC] = [slope(h), slope(c)];
              assertNear(layers[l][k].h, slopeOfH, `h of ${what}`);
              if (cell.cell === 'lstm') assertNear(layers[l][k].c!, slopeOfC, `c of ${what}`);
              else assert.equal(layers[l][k].c, undefined);
              assertNear(layers[l][k].state, Math.hypot(slopeOfH, slopeOfC), `s of ${what}`);
              all = Math.hypot(all, slopeOfH, slopeOfC);
            }
            assertNear(states[k], all, `k = ${k}`);
          }
        }
      });

      it(`agrees with finite differences for the embedding of every input: ${name}, ${shape}`, () => {
        const [{ inputs }] = probed(reader(config, 0.8), text, [2], 0);
        const read = exact();
        const taken = steps(read, text);
        for (const [k, { id, before }] of taken.entries()) {
          const rest = text.slice(text.length - 1 - k);
          const { embedSize: E } = config;
          const row = read.params.get('encoder.weight').subarray(id * E, (id + 1) * E);
          // The word may stand elsewhere as well: only this place of it is disturbed.
          const disturbance = row.map(() => 0);
          const disturb = (sign: 1 | -1) => disturbance.forEach((value, i) => (row[i] += sign * value));
          assertNear(
            inputs[k],
            slopeNorm(disturbance, () => loss(read, rest, 2, before, disturb)),
            `k = ${k}`,
          );
        }
      });

      it(`is held by the product of the Jacobians' norms: ${name}, ${shape}`, () => {
        const [{ states, bounds }] = probed(reader(config, 0.8), text, [2], 60);
        const read = exact();
        let bound = states[0];
        for (const [k, taken] of steps(read, text).entries()) {
          assert.ok(Math.abs(bounds[k] - bound) < 0.01 * bound, `k = ${k}: ${bounds[k]}, by differences ${bound}`);
          assert.ok(states[k] < 1.01 * bounds[k], `k = ${k}: ${states[k]} is more than ${bounds[k]}`);
          bound *= largestSingularValue(jacobian(read, taken));
        }
        assert.equal(bounds.length, text.length);
      });
    }
  }

  it('bounds as many steps as it is asked to', () => {
    const [{ bounds, states }] = probed(reader(smallConfig('gru'), 0.8), text, [1], 3);
    assert.equal(bounds.length, 4);
    assert.equal(states.length, text.length);
  });

  it('tells gradients apart that 32 bits cannot hold', () => {
    const long = Array.from({ length: 61 }, (_, i) => i % 7);
    const vanishing = probed(reader(smallConfig('rnn'), 0.06), long, [1], 0)[0].states;
    assert.ok(vanishing[60] > 0 && vanishing[60] < 1e-46, String(vanishing[60]));
    const exploding = probed(reader(smallConfig('rnn', { activation: 'relu' }), 6), long.slice(0, 40), [1], 40)[0];
    assert.ok(exploding.states.every(Number.isFinite) && exploding.bounds.every(Number.isFinite));
  });
});
