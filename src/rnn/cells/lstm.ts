// Long short-term memory (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000): the memory cell c
// carries gradients over many steps where the vanilla RNN's vanish. Gates in PyTorch's order i, f, g, o.

import type { Cell } from './cell';

export const lstmCell: Cell = {
  separateHidden: false,
  memoryCell: true,
  directPath: false,
  forward(kernels, { h, c, gates, cPrev, rows, hiddenSize }) {
    kernels.lstmForward(h, c, gates, cPrev, rows, hiddenSize);
  },
  backward(kernels, { gates, c, cPrev, rows, hiddenSize }, { dGates, dc, dh }) {
    kernels.lstmBackward(dGates, dc, dh, gates, c, cPrev, rows, hiddenSize);
  },
};
