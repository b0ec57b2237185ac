// Matrix product and packing: every size around the tiles, every storage of A and B, and that no bit depends on how
// rows or panels are divided among calls.

import assert from 'node:assert/strict';
import { packedLength, panelWidth, rowMajor, type Kernels, type Strided } from '../../../src/kernels/kernels';
import type { GuardedArrays } from './guardedArrays';
import { assertClose, awkwardSizes, describeKernels, numbers } from './suite';

/** A matrix [rows, cols] by its elements, however it will be stored. */
interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly values: readonly number[];
}

type Storage = 'row-major' | 'transposed' | 'every third column';

function matrix(rows: number, cols: number, seed: number): Matrix {
  return { rows, cols, values: numbers(rows * cols, seed) };
}

function stored(arrays: GuardedArrays, { rows, cols, values }: Matrix, storage: Storage): Strided {
  if (storage === 'row-major') return rowMajor(arrays.floats(values), cols);
  const step = storage === 'transposed' ? { rowStride: 1, colStride: rows } : { rowStride: 3 * cols, colStride: 3 };
  const data = arrays.blank(storage === 'transposed' ? rows * cols : 3 * rows * cols);
  values.forEach((x, i) => (data[Math.floor(i / cols) * step.rowStride + (i % cols) * step.colStride] = x));
  return { data, ...step };
}

function product(a: Matrix, b: Matrix): number[] {
  return Array.from({ length: a.rows * b.cols }, (_, index) => {
    const [i, j] = [Math.floor(index / b.cols), index % b.cols];
    let sum = 0;
    for (let p = 0; p < a.cols; p++) sum += a.values[i * a.cols + p] * b.values[p * b.cols + j];
    return sum;
  });
}

function packed(kernels: Kernels, arrays: GuardedArrays, b: Matrix, storage: Storage): Float32Array {
  const result = arrays.blank(packedLength(b.rows, b.cols));
  kernels.packB(result, stored(arrays, b, storage), b.rows, b.cols, 0, Math.ceil(b.cols / panelWidth));
  return result;
}

/** Rounding of k products of numbers below 1 and of their sums. */
const tolerance = (k: number) => ({ absolute: 1e-7 * (1 + k) });

describeKernels('matrix product', (kernels, arrays) => {
  function check(m: number, n: number, k: number, storageA: Storage, storageB: Storage): void {
    const [a, b] = [matrix(m, k, m), matrix(k, n, n)];
    const sum = product(a, b);
    const before = numbers(m * n, k);
    for (const accumulate of [false, true]) {
      const what = `[${m}, ${k}] ${storageA} · [${k}, ${n}] ${storageB}, accumulate ${accumulate}`;
      const c = accumulate ? arrays.floats(before) : arrays.blank(m * n);
      const packedB = packed(kernels, arrays, b, storageB);
      kernels.gemm(c, n, stored(arrays, a, storageA), packedB, m, n, k, accumulate);
      assertClose(c, accumulate ? sum.map((x, i) => x + before[i]) : sum, tolerance(k), what);
      arrays.release(what);
    }
  }

  for (const storageA of ['row-major', 'transposed'] as const) {
    for (const storageB of ['row-major', 'transposed'] as const) {
      it(`multiplies matrices of every awkward size, A ${storageA}, B ${storageB}`, () => {
        for (const m of awkwardSizes) {
          for (const n of awkwardSizes) for (const k of awkwardSizes) check(m, n, k, storageA, storageB);
        }
      });

      it(`multiplies matrices beyond a block, A ${storageA}, B ${storageB}`, () => {
        for (const [m, n, k] of [
          [7, 17, 513],
          [97, 9, 33],
          [100, 8, 1025],
          [193, 5, 512],
        ]) {
          check(m, n, k, storageA, storageB);
        }
      });
    }
  }

  it('reads matrices with any strides', () => {
    for (const m of awkwardSizes) check(m, 9, 10, 'every third column', 'every third column');
  });

  it('leaves the gaps between the rows of C as they are', () => {
    const [m, n, k, cStride] = [9, 13, 5, 17];
    const [a, b] = [matrix(m, k, 1), matrix(k, n, 2)];
    const sum = product(a, b);
    const c = arrays.floats(Array.from({ length: m * cStride }, () => 77));
    kernels.gemm(c, cStride, stored(arrays, a, 'row-major'), packed(kernels, arrays, b, 'row-major'), m, n, k, false);
    const expected = Array.from(c, (_, i) => (i % cStride < n ? sum[Math.floor(i / cStride) * n + (i % cStride)] : 77));
    assertClose(c, expected, tolerance(k), 'C with gaps');
  });

  it('gives the same bits however the rows are divided', () => {
    const [m, n, k] = [110, 21, 1030];
    const a = stored(arrays, matrix(m, k, 3), 'row-major');
    const packedB = packed(kernels, arrays, matrix(k, n, 4), 'transposed');
    const whole = arrays.blank(m * n);
    kernels.gemm(whole, n, a, packedB, m, n, k, false);
    const parts = arrays.blank(m * n);
    let from = 0;
    for (const rows of [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 54]) {
      const share = { ...a, data: a.data.subarray(from * k) };
      kernels.gemm(parts.subarray(from * n), n, share, packedB, rows, n, k, false);
      from += rows;
    }
    assert.equal(from, m);
    assert.deepEqual(parts, whole);
  });
});

describeKernels('packing', (kernels, arrays) => {
  it('lays B out in panels of eight columns, zeros past the last', () => {
    for (const storage of ['row-major', 'transposed', 'every third column'] as const) {
      for (const k of awkwardSizes) {
        for (const n of awkwardSizes) {
          const b = matrix(k, n, k + n);
          const expected = Array.from({ length: packedLength(k, n) }, (_, index) => {
            const [panel, p] = [Math.floor(index / (k * panelWidth)), Math.floor(index / panelWidth) % k];
            const j = panel * panelWidth + (index % panelWidth);
            return j < n ? b.values[p * n + j] : 0;
          });
          assert.deepEqual(Array.from(packed(kernels, arrays, b, storage)), expected);
          arrays.release(`packing [${k}, ${n}] ${storage}`);
        }
      }
    }
  });

  it('packs the same panels in several calls as in one', () => {
    const [k, n] = [19, 37];
    const b = matrix(k, n, 5);
    const whole = packed(kernels, arrays, b, 'transposed');
    const parts = arrays.blank(whole.length);
    const source = stored(arrays, b, 'transposed');
    for (const [from, to] of [
      [3, 5],
      [0, 1],
      [1, 1],
      [1, 3],
    ])
      kernels.packB(parts, source, k, n, from, to);
    assert.deepEqual(parts, whole);
  });
});
