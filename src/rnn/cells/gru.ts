// Gated recurrent unit (Cho et al. 2014, in the form of PyTorch and cuDNN, where the reset gate multiplies W_hn h + b_hn).
// Gates in PyTorch's order r, z, n.

import type { Cell } from './cell';

export const gruCell: Cell = {
  separateHidden: true,
  memoryCell: false,
  directPath: true,
  forward(kernels, { h, gates, gatesHidden, hPrev, rows, hiddenSize }) {
    kernels.gruForward(h, gates, gatesHidden, hPrev, rows, hiddenSize);
  },
  backward(kernels, { gates, gatesHidden, hPrev, rows, hiddenSize }, { dGates, dGatesHidden, dh }) {
    kernels.gruBackward(dGates, dGatesHidden, dh, dh, gates, gatesHidden, hPrev, rows, hiddenSize);
  },
};
