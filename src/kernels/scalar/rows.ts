// Kernels that move, add or mask rows of numbers: bias, bias gradient, embedding look-up and its gradient, dropout.
import type { Kernels } from '../kernels';

export const setRows: Kernels['setRows'] = (x, bias, rows, n, accumulate) => {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < n; j++) x[i * n + j] = accumulate ? x[i * n + j] + bias[j] : bias[j];
  }
};

export const addColumnSums: Kernels['addColumnSums'] = (out, x, rows, n, from, to) => {
  for (let j = from; j < to; j++) {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += x[i * n + j];
    out[j] += sum;
  }
};

export const gatherRows: Kernels['gatherRows'] = (out, table, ids, rows, width) => {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) out[i * width + j] = table[ids[i] * width + j];
  }
};

export const scatterAddRows: Kernels['scatterAddRows'] = (table, x, ids, rows, width, idFrom, idTo) => {
  for (let i = 0; i < rows; i++) {
    if (ids[i] < idFrom || ids[i] >= idTo) continue;
    for (let j = 0; j < width; j++) table[ids[i] * width + j] += x[i * width + j];
  }
};

export const add: Kernels['add'] = (out, x, n) => {
  for (let j = 0; j < n; j++) out[j] += x[j];
};

/** The 32-bit finalizer "lowbias32" (Ellis, hash-prospector, 2018): every input bit flips every output bit half the time. */
function lowbias32(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

/** Hashed twice, the seed added between, so that neighbouring seeds do not give shifted copies of one mask. */
export const dropout: Kernels['dropout'] = (out, x, n, p, seed, first) => {
  const scale = Math.fround(1 / (1 - p));
  for (let j = 0; j < n; j++) {
    const uniform = (lowbias32(lowbias32(first + j) + seed) >>> 8) * 2 ** -24; // [0, 1), 24 bits as in a float32
    out[j] = uniform >= p ? x[j] * scale : 0;
  }
};
