// Softmax and cross-entropy by rows, with the maximum subtracted so that no exponential overflows; natural logarithm,
// so losses are in nats.
import type { Kernels } from '../kernels';

function maximum(x: Float32Array, from: number, n: number): number {
  let max = -Infinity;
  for (let j = 0; j < n; j++) max = Math.max(max, x[from + j]);
  return max;
}

function sumOfExponentials(x: Float32Array, from: number, n: number, max: number): number {
  let sum = 0;
  for (let j = 0; j < n; j++) sum += Math.exp(x[from + j] - max);
  return sum;
}

export const softmaxCrossEntropy: Kernels['softmaxCrossEntropy'] = (losses, logits, targets, rows, n, scale) => {
  for (let i = 0; i < rows; i++) {
    const target = targets[i];
    if (target < 0) {
      losses[i] = 0;
      logits.fill(0, i * n, (i + 1) * n);
      continue;
    }
    const max = maximum(logits, i * n, n);
    const sum = sumOfExponentials(logits, i * n, n, max);
    losses[i] = Math.log(sum) + max - logits[i * n + target];
    for (let j = 0; j < n; j++) {
      const prob = Math.exp(logits[i * n + j] - max) / sum;
      logits[i * n + j] = scale * (j === target ? prob - 1 : prob);
    }
  }
};

export const crossEntropy: Kernels['crossEntropy'] = (losses, logits, targets, rows, n) => {
  for (let i = 0; i < rows; i++) {
    const target = targets[i];
    const max = maximum(logits, i * n, n);
    losses[i] = target < 0 ? 0 : Math.log(sumOfExponentials(logits, i * n, n, max)) + max - logits[i * n + target];
  }
};

export const softmax: Kernels['softmax'] = (probs, logits, n) => {
  const max = maximum(logits, 0, n);
  const sum = sumOfExponentials(logits, 0, n, max);
  for (let j = 0; j < n; j++) probs[j] = Math.exp(logits[j] - max) / sum;
};
