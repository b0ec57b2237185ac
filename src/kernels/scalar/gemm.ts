// Matrix product in the plainest form, on the packed layout that all builds share: B [k, n] cut into panels of 8
// columns, [ceil(n / 8), k, 8], the last panel filled up with zeros.
import { panelWidth, type Kernels } from '../kernels';

export const packB: Kernels['packB'] = (packed, b, k, n, panelFrom, panelTo) => {
  for (let panel = panelFrom; panel < panelTo; panel++) {
    for (let p = 0; p < k; p++) {
      for (let lane = 0; lane < panelWidth; lane++) {
        const j = panel * panelWidth + lane;
        packed[(panel * k + p) * panelWidth + lane] = j < n ? b.data[p * b.rowStride + j * b.colStride] : 0;
      }
    }
  }
};

export const gemm: Kernels['gemm'] = (c, cStride, a, packedB, m, n, k, accumulate) => {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const column = Math.floor(j / panelWidth) * k * panelWidth + (j % panelWidth);
      let sum = 0;
      for (let p = 0; p < k; p++) {
        sum += a.data[i * a.rowStride + p * a.colStride] * packedB[column + p * panelWidth];
      }
      c[i * cStride + j] = accumulate ? c[i * cStride + j] + sum : sum;
    }
  }
};
