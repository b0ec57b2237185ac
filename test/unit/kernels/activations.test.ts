// tanh, sigmoid and ReLU on their own: accuracy over the whole range, at its ends, and for what is not a number.

import assert from 'node:assert/strict';
import { assertClose, awkwardSizes, describeKernels, numbers } from './suite';

const extremes = [-0, 0, 1e-38, -1e-20, 1e-8, -3e-4, 8.5, -9.1, 20, -88, 90, 1e4, -1e4, 3e38, Infinity, -Infinity];

describeKernels('activations', (kernels, arrays) => {
  function forward(inputs: readonly number[], activation: 'tanh' | 'relu'): Float32Array {
    const h = arrays.blank(inputs.length);
    kernels.rnnForward(h, arrays.floats(inputs), inputs.length, activation);
    return h;
  }

  /** σ by way of an LSTM whose cell is far in saturation: the activations stay behind in the gates. */
  function sigmoidOf(inputs: readonly number[]): Float32Array {
    const n = inputs.length;
    const gates = arrays.floats([...inputs, ...inputs, ...inputs, ...inputs]);
    kernels.lstmForward(arrays.blank(n), arrays.blank(n), gates, arrays.floats(new Float32Array(n)), 1, n);
    return gates.subarray(0, n);
  }

  it('tanh keeps its relative precision, near 0 as well', () => {
    const wide = numbers(20_000, 1, -12, 12);
    const small = numbers(20_000, 2, -1, 1).map((x) => Math.fround(x ** 9));
    const inputs = [...wide, ...small, ...extremes].map(Math.fround);
    assertClose(forward(inputs, 'tanh'), inputs.map(Math.tanh), { relative: 3e-7 }, 'tanh');
  });

  it('sigmoid keeps its relative precision', () => {
    const inputs = [...numbers(20_000, 3, -80, 20), 100, 1e4, Infinity];
    const expected = inputs.map((x) => 1 / (1 + Math.exp(-x)));
    assertClose(sigmoidOf(inputs), expected, { relative: 4e-7 }, 'sigmoid');
    assertClose(sigmoidOf([-90, -1e4, -Infinity]), [0, 0, 0], { absolute: 1e-37 }, 'sigmoid far below');
  });

  it('what is not a number stays so', () => {
    assert.ok(forward([NaN, NaN, NaN, NaN, NaN], 'tanh').every(Number.isNaN));
    assert.ok(forward([NaN, NaN, NaN, NaN, NaN], 'relu').every(Number.isNaN));
    assert.ok(sigmoidOf([NaN, NaN, NaN, NaN, NaN]).every(Number.isNaN));
  });

  it('gives a number the same bits wherever it stands', () => {
    const inputs = numbers(33, 4, -5, 5);
    assert.deepEqual(
      Array.from(forward(inputs, 'tanh')),
      inputs.map((x) => forward([x], 'tanh')[0]),
    );
  });

  it('goes forward and backward at every length', () => {
    for (const n of awkwardSizes) {
      const [inputs, dhs] = [numbers(n, n, -3, 3), numbers(n, n + 1)];
      for (const activation of ['tanh', 'relu'] as const) {
        const h = forward(inputs, activation);
        const expected = inputs.map((x) => (activation === 'tanh' ? Math.tanh(x) : Math.max(0, x)));
        assertClose(h, expected, { relative: 3e-7 }, activation);
        const dPreact = arrays.blank(n);
        kernels.rnnBackward(dPreact, arrays.floats(dhs), h, n, activation);
        const slope = (x: number) => (activation === 'tanh' ? 1 / Math.cosh(x) ** 2 : Number(x > 0));
        assertClose(
          dPreact,
          inputs.map((x, j) => dhs[j] * slope(x)),
          { absolute: 3e-7 },
          `${activation} backward`,
        );
        arrays.release(`${activation} [${n}]`);
      }
    }
  });
});
