// The update of the weights, and the norm that gradient clipping needs.
import type { AdamSettings, Kernels } from '../kernels';

export const sumOfSquares: Kernels['sumOfSquares'] = (x, n) => {
  let sum = 0;
  for (let j = 0; j < n; j++) sum += x[j] * x[j];
  return sum;
};

export const adam: Kernels['adam'] = (params, grads, m, v, n, settings) => {
  update(params, grads, m, v, 0, 0, n, settings);
};

export const adamRows: Kernels['adamRows'] = (params, grads, m, v, ids, rows, width, settings) => {
  for (let i = 0; i < rows; i++) update(params, grads, m, v, ids[i] * width, i * width, width, settings);
};

/** n parameters from place `at`, with the gradients from place `from`. */
function update(
  params: Float32Array,
  grads: Float32Array,
  m: Float32Array,
  v: Float32Array,
  at: number,
  from: number,
  n: number,
  settings: AdamSettings,
): void {
  const { learningRate, beta1, beta2, epsilon, step, gradScale } = settings;
  const stepSize = learningRate / (1 - beta1 ** step);
  const correction2 = Math.sqrt(1 - beta2 ** step);
  for (let j = at; j < at + n; j++) {
    const grad = grads[j - at + from] * gradScale;
    m[j] = beta1 * m[j] + (1 - beta1) * grad;
    v[j] = beta2 * v[j] + (1 - beta2) * grad * grad;
    params[j] -= (stepSize * m[j]) / (Math.sqrt(v[j]) / correction2 + epsilon);
  }
}
