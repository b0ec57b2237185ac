// What the recurrent cells do element by element between two matrix products, forward beside backward: Elman's
// network, LSTM (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000) and GRU (Cho et al. 2014,
// in the variant of PyTorch and cuDNN, where r gates W_h h + b_h). Gate order as in PyTorch.
import type { Kernels } from '../kernels';

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

export const rnnForward: Kernels['rnnForward'] = (h, preact, n, activation) => {
  for (let j = 0; j < n; j++) h[j] = activation === 'tanh' ? Math.tanh(preact[j]) : Math.max(0, preact[j]);
};

export const rnnBackward: Kernels['rnnBackward'] = (dPreact, dh, h, n, activation) => {
  for (let j = 0; j < n; j++) {
    if (activation === 'tanh') dPreact[j] = dh[j] * (1 - h[j] * h[j]);
    else dPreact[j] = h[j] > 0 ? dh[j] : 0;
  }
};

export const lstmForward: Kernels['lstmForward'] = (h, c, gates, cPrev, rows, hiddenSize) => {
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < hiddenSize; j++) {
      const state = row * hiddenSize + j;
      const gate = row * 4 * hiddenSize + j;
      const i = (gates[gate] = sigmoid(gates[gate]));
      const f = (gates[gate + hiddenSize] = sigmoid(gates[gate + hiddenSize]));
      const g = (gates[gate + 2 * hiddenSize] = Math.tanh(gates[gate + 2 * hiddenSize]));
      const o = (gates[gate + 3 * hiddenSize] = sigmoid(gates[gate + 3 * hiddenSize]));
      c[state] = f * cPrev[state] + i * g;
      h[state] = o * Math.tanh(c[state]);
    }
  }
};

export const lstmBackward: Kernels['lstmBackward'] = (dGates, dc, dh, gates, c, cPrev, rows, hiddenSize) => {
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < hiddenSize; j++) {
      const state = row * hiddenSize + j;
      const gate = row * 4 * hiddenSize + j;
      const i = gates[gate];
      const f = gates[gate + hiddenSize];
      const g = gates[gate + 2 * hiddenSize];
      const o = gates[gate + 3 * hiddenSize];
      const tanhC = Math.tanh(c[state]);
      const dCell = dc[state] + dh[state] * o * (1 - tanhC * tanhC);
      dGates[gate] = dCell * g * i * (1 - i);
      dGates[gate + hiddenSize] = dCell * cPrev[state] * f * (1 - f);
      dGates[gate + 2 * hiddenSize] = dCell * i * (1 - g * g);
      dGates[gate + 3 * hiddenSize] = dh[state] * tanhC * o * (1 - o);
      dc[state] = dCell * f;
    }
  }
};

export const gruForward: Kernels['gruForward'] = (h, gatesX, gatesH, hPrev, rows, hiddenSize) => {
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < hiddenSize; j++) {
      const state = row * hiddenSize + j;
      const r = row * 3 * hiddenSize + j;
      const z = r + hiddenSize;
      const n = z + hiddenSize;
      gatesX[r] = sigmoid(gatesX[r] + gatesH[r]);
      gatesX[z] = sigmoid(gatesX[z] + gatesH[z]);
      gatesX[n] = Math.tanh(gatesX[n] + gatesX[r] * gatesH[n]);
      h[state] = (1 - gatesX[z]) * gatesX[n] + gatesX[z] * hPrev[state];
    }
  }
};

export const gruBackward: Kernels['gruBackward'] = (
  dGatesX,
  dGatesH,
  dhPrev,
  dh,
  gatesX,
  gatesH,
  hPrev,
  rows,
  hiddenSize,
) => {
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < hiddenSize; j++) {
      const state = row * hiddenSize + j;
      const gate = row * 3 * hiddenSize + j;
      const r = gatesX[gate];
      const z = gatesX[gate + hiddenSize];
      const n = gatesX[gate + 2 * hiddenSize];
      const dhHere = dh[state];
      const dN = dhHere * (1 - z) * (1 - n * n);
      const dR = dN * gatesH[gate + 2 * hiddenSize] * r * (1 - r);
      const dZ = dhHere * (hPrev[state] - n) * z * (1 - z);
      dGatesX[gate] = dGatesH[gate] = dR;
      dGatesX[gate + hiddenSize] = dGatesH[gate + hiddenSize] = dZ;
      dGatesX[gate + 2 * hiddenSize] = dN;
      dGatesH[gate + 2 * hiddenSize] = dN * r;
      dhPrev[state] = dhHere * z;
    }
  }
};
