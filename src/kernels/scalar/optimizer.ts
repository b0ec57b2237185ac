// The update of the weights, and the norm that gradient clipping needs.
import type { Kernels } from '../kernels';

export const sumOfSquares: Kernels['sumOfSquares'] = (x, n) => {
  let sum = 0;
  for (let j = 0; j < n; j++) sum += x[j] * x[j];
  return sum;
};

export const adam: Kernels['adam'] = (params, grads, m, v, n, settings) => {
  const { learningRate, beta1, beta2, epsilon, step, gradScale } = settings;
  const stepSize = learningRate / (1 - beta1 ** step);
  const correction2 = Math.sqrt(1 - beta2 ** step);
  for (let j = 0; j < n; j++) {
    const grad = grads[j] * gradScale;
    m[j] = beta1 * m[j] + (1 - beta1) * grad;
    v[j] = beta2 * v[j] + (1 - beta2) * grad * grad;
    params[j] -= (stepSize * m[j]) / (Math.sqrt(v[j]) / correction2 + epsilon);
  }
};
