// Adam against algorithm 1 of the paper in float64, and the norm for clipping.

import assert from 'node:assert/strict';
import type { AdamSettings } from '../../../src/kernels/kernels';
import { assertClose, awkwardSizes, describeKernels, numbers } from './suite';

const settings: Omit<AdamSettings, 'step'> = {
  learningRate: 2e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  gradScale: 0.5,
};

describeKernels('Adam', (kernels, arrays) => {
  it('follows ten steps of the paper at every length', () => {
    for (const n of awkwardSizes) {
      const start = numbers(n, n);
      const [params, m, v] = [
        arrays.floats(start),
        arrays.floats(start.map(() => 0)),
        arrays.floats(start.map(() => 0)),
      ];
      const exact = start.map((theta) => ({ theta, m: 0, v: 0 }));
      for (let step = 1; step <= 10; step++) {
        const grads = numbers(n, 100 + step);
        kernels.adam(params, arrays.floats(grads), m, v, n, { ...settings, step });
        exact.forEach((state, j) => {
          const g = grads[j] * settings.gradScale;
          state.m = settings.beta1 * state.m + (1 - settings.beta1) * g;
          state.v = settings.beta2 * state.v + (1 - settings.beta2) * g * g;
          const mHat = state.m / (1 - settings.beta1 ** step);
          const vHat = state.v / (1 - settings.beta2 ** step);
          state.theta -= (settings.learningRate * mHat) / (Math.sqrt(vHat) + settings.epsilon);
        });
      }
      assertClose(
        params,
        exact.map(({ theta }) => theta),
        { absolute: 1e-6 },
        'parameters',
      );
      assertClose(
        m,
        exact.map((state) => state.m),
        { relative: 1e-6, absolute: 1e-7 },
        'm',
      );
      assertClose(
        v,
        exact.map((state) => state.v),
        { relative: 2e-6 },
        'v',
      );
      arrays.release(`Adam [${n}]`);
    }
  });

  it('leaves a parameter without a gradient where it is', () => {
    const params = arrays.floats([1, 2, 3, 4, 5]);
    const [grads, m, v] = [
      arrays.floats([0, 0, 0, 0, 0]),
      arrays.floats([0, 0, 0, 0, 0]),
      arrays.floats([0, 0, 0, 0, 0]),
    ];
    kernels.adam(params, grads, m, v, 5, { ...settings, step: 1 });
    assert.deepEqual(Array.from(params), [1, 2, 3, 4, 5]);
  });

  it('gives the same bits however the parameters are divided', () => {
    const n = 33;
    const update = (cuts: readonly number[]) => {
      const [params, grads, m, v] = [1, 2, 3, 4].map((seed) => arrays.floats(numbers(n, seed, 0, 1)));
      cuts.forEach((from, i) => {
        const to = cuts[i + 1] ?? n;
        const [p, g, mShare, vShare] = [params, grads, m, v].map((x) => x.subarray(from, to));
        kernels.adam(p, g, mShare, vShare, to - from, { ...settings, step: 3 });
      });
      return [params, m, v];
    };
    assert.deepEqual(update([0, 1, 6, 13, 31]), update([0]));
  });
});

describeKernels('Adam by rows', (kernels, arrays) => {
  it('moves the rows that have gradients as Adam does, and no other', () => {
    for (const width of awkwardSizes) {
      const table = 7;
      const ids = [5, 0, 6, 2];
      const [params, m, v] = [1, 2, 3].map((seed) => arrays.floats(numbers(table * width, seed, 0, 1)));
      const before = [params, m, v].map((x) => x.slice());
      const grads = arrays.floats(numbers(ids.length * width, 4));
      kernels.adamRows(params, grads, m, v, arrays.ints(ids), ids.length, width, { ...settings, step: 3 });
      for (let row = 0; row < table; row++) {
        const part = (x: Float32Array, at = row) => x.subarray(at * width, (at + 1) * width);
        const expected = before.map((x) => arrays.floats(part(x)));
        const [p, mRow, vRow] = expected;
        const i = ids.indexOf(row);
        if (i >= 0) kernels.adam(p, part(grads, i), mRow, vRow, width, { ...settings, step: 3 });
        [params, m, v].forEach((x, which) => assert.deepEqual(Array.from(part(x)), Array.from(expected[which])));
      }
      arrays.release(`Adam by rows [${width}]`);
    }
  });
});

describeKernels('sum of squares', (kernels, arrays) => {
  it('is exact to float64 at every length', () => {
    for (const n of [...awkwardSizes, 1000]) {
      const values = numbers(n, n, -100, 100);
      const expected = values.reduce((sum, x) => sum + x * x, 0);
      assertClose([kernels.sumOfSquares(arrays.floats(values), n)], [expected], { relative: 1e-13 }, `[${n}]`);
      arrays.release(`sumOfSquares [${n}]`);
    }
  });

  it('does not overflow', () => {
    assertClose([kernels.sumOfSquares(arrays.floats([3e38, 1, -3e38]), 3)], [1.8e77], { relative: 1e-6 }, 'sum');
  });
});
