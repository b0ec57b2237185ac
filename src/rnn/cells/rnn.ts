// The vanilla RNN of the textbook (Elman 1990): s_t = g1(U x_t + W s_{t−1} + b_x), g1 tanh or ReLU.

import type { Cell } from './cell';

export function rnnCell(activation: 'tanh' | 'relu'): Cell {
  return {
    separateHidden: false,
    memoryCell: false,
    directPath: false,
    forward(kernels, { h, gates, rows, hiddenSize }) {
      kernels.rnnForward(h, gates, rows * hiddenSize, activation);
    },
    backward(kernels, { h, rows, hiddenSize }, { dGates, dh }) {
      kernels.rnnBackward(dGates, dh, h, rows * hiddenSize, activation);
    },
  };
}
