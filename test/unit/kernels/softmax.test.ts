// Softmax, cross-entropy and its gradient, from ordinary logits to absurd ones.

import assert from 'node:assert/strict';
import { assertClose, awkwardSizes, describeKernels, numbers } from './suite';

function softmaxOf(logits: readonly number[]): number[] {
  const max = Math.max(...logits);
  const sum = logits.reduce((total, x) => total + Math.exp(x - max), 0);
  return logits.map((x) => Math.exp(x - max) / sum);
}

/** −ln softmax(logits)[target], without taking the logarithm of something tiny. */
function lossOf(logits: readonly number[], target: number): number {
  const max = Math.max(...logits);
  return Math.log(logits.reduce((sum, x) => sum + Math.exp(x - max), 0)) + max - logits[target];
}

const extremeRows: Readonly<Record<string, readonly number[]>> = {
  'all equal': Array.from({ length: 9 }, () => 5),
  'all equal and huge': Array.from({ length: 7 }, () => 1e4),
  'all equal and far below': Array.from({ length: 5 }, () => -1e4),
  'one far above': [0, 1, 1e4, 2, 3],
  'one far below': [0, 1, -1e4, 2, 3],
  'both ends': [1e4, -1e4, 1e4, 0, -1e4, 1, 2, 3, 4, 5, 6],
  'close to underflow': [0, -87, -87.4, -88, -103, -104, -200],
};

describeKernels('softmax', (kernels, arrays) => {
  it('gives probabilities at every length, in place as well', () => {
    for (const n of awkwardSizes) {
      const values = numbers(n, n, -8, 8);
      const probs = arrays.blank(n);
      const logits = arrays.floats(values);
      kernels.softmax(probs, logits, n);
      assertClose(probs, softmaxOf(values), { relative: 2e-6 }, `softmax [${n}]`);
      kernels.softmax(logits, logits, n);
      assert.deepEqual(logits, probs);
      arrays.release(`softmax [${n}]`);
    }
  });

  it('sums to one over ten thousand words', () => {
    const n = 10_000;
    const probs = arrays.blank(n);
    kernels.softmax(probs, arrays.floats(numbers(n, 1, -10, 10)), n);
    assertClose([probs.reduce((sum, p) => sum + p, 0)], [1], { absolute: 2e-6 }, 'sum');
  });

  for (const [name, row] of Object.entries(extremeRows)) {
    it(`survives extreme logits: ${name}`, () => {
      const probs = arrays.blank(row.length);
      kernels.softmax(probs, arrays.floats(row), row.length);
      assertClose(probs, softmaxOf(row.map(Math.fround)), { relative: 1e-6, absolute: 2e-38 }, name);
    });
  }
});

describeKernels('cross-entropy', (kernels, arrays) => {
  it('gives loss and gradient at every size; a target of −1 gives none', () => {
    const scale = 0.25;
    for (const rows of awkwardSizes) {
      for (const n of awkwardSizes.slice(1)) {
        const what = `cross-entropy [${rows}, ${n}]`;
        const values = numbers(rows * n, n, -8, 8);
        const ids = Array.from({ length: rows }, (_, i) => (i % 4 === 3 ? -1 : (i * 7) % n));
        const [logits, targets] = [arrays.floats(values), arrays.ints(ids)];
        const [losses, lossesAlone] = [arrays.blank(rows), arrays.blank(rows)];
        kernels.crossEntropy(lossesAlone, logits, targets, rows, n);
        assert.deepEqual(Array.from(logits), values, 'logits stay');
        kernels.softmaxCrossEntropy(losses, logits, targets, rows, n, scale);
        for (let i = 0; i < rows; i++) {
          const row = values.slice(i * n, (i + 1) * n);
          const loss = ids[i] < 0 ? 0 : lossOf(row, ids[i]);
          assertClose([losses[i], lossesAlone[i]], [loss, loss], { relative: 1e-6, absolute: 1e-6 }, what);
          const gradient = softmaxOf(row).map((p, j) => (ids[i] < 0 ? 0 : scale * (p - Number(j === ids[i]))));
          assertClose(logits.subarray(i * n, (i + 1) * n), gradient, { absolute: 1e-7 }, what);
        }
        arrays.release(what);
      }
    }
  });

  for (const [name, values] of Object.entries(extremeRows)) {
    it(`survives extreme logits: ${name}`, () => {
      const row = values.map(Math.fround);
      row.forEach((_, target) => {
        const losses = arrays.blank(1);
        const logits = arrays.floats(row);
        kernels.softmaxCrossEntropy(losses, logits, arrays.ints([target]), 1, row.length, 1);
        assertClose(losses, [lossOf(row, target)], { relative: 1e-6, absolute: 1e-6 }, name);
        const gradient = softmaxOf(row).map((p, j) => p - Number(j === target));
        assertClose(logits, gradient, { absolute: 3e-7 }, name);
        arrays.release(name);
      });
    });
  }

  it('shows a diverged network as NaN', () => {
    const losses = arrays.blank(1);
    kernels.crossEntropy(losses, arrays.floats([1, NaN, 2, 3, 4]), arrays.ints([0]), 1, 5);
    assert.ok(Number.isNaN(losses[0]));
  });
});
