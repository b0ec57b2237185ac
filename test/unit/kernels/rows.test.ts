// Bias, bias gradient, embedding look-up and its gradient: whole, and in shares as threads take them.

import assert from 'node:assert/strict';
import { assertClose, awkwardSizes, describeKernels, numbers } from './suite';

describeKernels('rows', (kernels, arrays) => {
  it('sets and adds a bias to every row', () => {
    for (const rows of awkwardSizes) {
      for (const n of awkwardSizes) {
        const [values, biases] = [numbers(rows * n, n), numbers(n, 1)];
        const [x, sum, bias] = [arrays.blank(rows * n), arrays.floats(values), arrays.floats(biases)];
        kernels.setRows(x, bias, rows, n, false);
        assertClose(
          x,
          values.map((_, i) => biases[i % n]),
          {},
          'bias',
        );
        kernels.setRows(sum, bias, rows, n, true);
        assertClose(
          sum,
          values.map((value, i) => Math.fround(value + biases[i % n])),
          {},
          'sum',
        );
        arrays.release(`setRows [${rows}, ${n}]`);
      }
    }
  });

  it('adds the sums of columns, in shares as well', () => {
    for (const rows of awkwardSizes) {
      for (const n of awkwardSizes) {
        const [values, before] = [numbers(rows * n, n), numbers(n, 2)];
        const expected = before.map((sum, j) => values.reduce((s, x, i) => (i % n === j ? s + x : s), sum));
        const x = arrays.floats(values);
        const [whole, shares] = [arrays.floats(before), arrays.floats(before)];
        kernels.addColumnSums(whole, x, rows, n, 0, n);
        assertClose(whole, expected, { absolute: 1e-5 }, 'column sums');
        const cut = Math.floor(n / 3);
        kernels.addColumnSums(shares, x, rows, n, cut, n);
        assert.deepEqual(Array.from(shares.subarray(0, cut)), before.slice(0, cut), 'columns outside the share');
        kernels.addColumnSums(shares, x, rows, n, 0, cut);
        assert.deepEqual(shares, whole);
        arrays.release(`addColumnSums [${rows}, ${n}]`);
      }
    }
  });

  it('looks rows up by id', () => {
    for (const width of awkwardSizes) {
      const table = numbers(6 * width, width);
      const ids = [5, 0, 3, 3];
      const out = arrays.blank(ids.length * width);
      kernels.gatherRows(out, arrays.floats(table), arrays.ints(ids), ids.length, width);
      assert.deepEqual(
        Array.from(out),
        ids.flatMap((id) => table.slice(id * width, (id + 1) * width)),
      );
      arrays.release(`gatherRows [${width}]`);
    }
  });

  it('adds rows to the table by id, in shares as well', () => {
    for (const width of awkwardSizes) {
      const [before, values] = [numbers(6 * width, width), numbers(5 * width, 3)];
      const ids = [5, 0, 3, 3, 2];
      const expected = [...before];
      ids.forEach((id, i) => {
        for (let j = 0; j < width; j++) expected[id * width + j] += values[i * width + j];
      });
      const [x, targets] = [arrays.floats(values), arrays.ints(ids)];
      const [whole, shares] = [arrays.floats(before), arrays.floats(before)];
      kernels.scatterAddRows(whole, x, targets, ids.length, width, 0, 6);
      assertClose(whole, expected, { absolute: 2e-7 }, 'table');
      for (const [from, to] of [
        [3, 6],
        [0, 3],
        [2, 2],
      ]) {
        kernels.scatterAddRows(shares, x, targets, ids.length, width, from, to);
      }
      assert.deepEqual(shares, whole);
      arrays.release(`scatterAddRows [${width}]`);
    }
  });

  it('adds', () => {
    for (const n of awkwardSizes) {
      const [a, b] = [numbers(n, n), numbers(n, n + 1)];
      const out = arrays.floats(a);
      kernels.add(out, arrays.floats(b), n);
      assertClose(
        out,
        a.map((x, j) => Math.fround(x + b[j])),
        {},
        'sum',
      );
      arrays.release(`add [${n}]`);
    }
  });
});
