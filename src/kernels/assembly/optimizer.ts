// The update of the weights, and the norm that gradient clipping needs.
import { load, madd, store } from './lanes';

@inline
function squares(x: v128): v128 {
  // In float64: the square of a float32 is exact there, and no gradient overflows.
  const low = f64x2.promote_low_f32x4(x);
  const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high));
}

export function sumOfSquares(x: usize, n: i32): f64 {
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  for (; n >= 8; n -= 8, x += 32) {
    even = f64x2.add(even, squares(v128.load(x)));
    odd = f64x2.add(odd, squares(v128.load(x, 16)));
  }
  for (; n > 0; n -= 4, x += 16) even = f64x2.add(even, squares(load(x, n)));
  const sum = f64x2.add(even, odd);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

@inline
function adamStep(
  params: usize, grads: usize, m: usize, v: usize, lanes: i32, stepSize: f32, beta1: f32, rest1: f32, beta2: f32,
  rest2: f32, rootCorrection: f32, epsilon: f32, gradScale: f32,
): void {
  const grad = f32x4.mul(load(grads, lanes), f32x4.splat(gradScale));
  const first = madd(f32x4.splat(beta1), load(m, lanes), f32x4.mul(f32x4.splat(rest1), grad));
  const square = f32x4.mul(f32x4.mul(grad, grad), f32x4.splat(rest2));
  const second = madd(f32x4.splat(beta2), load(v, lanes), square);
  const root = madd(f32x4.sqrt(second), f32x4.splat(rootCorrection), f32x4.splat(epsilon));
  const update = f32x4.div(f32x4.mul(f32x4.splat(stepSize), first), root);
  store(m, lanes, first);
  store(v, lanes, second);
  store(params, lanes, f32x4.sub(load(params, lanes), update));
}

/** rest1 = 1 − β₁, rest2 = 1 − β₂, stepSize = η / (1 − β₁ᵗ), rootCorrection = 1 / √(1 − β₂ᵗ): from float64 outside. */
export function adam(
  params: usize, grads: usize, m: usize, v: usize, n: i32, stepSize: f32, beta1: f32, rest1: f32, beta2: f32,
  rest2: f32, rootCorrection: f32, epsilon: f32, gradScale: f32,
): void {
  for (; n >= 4; n -= 4, params += 16, grads += 16, m += 16, v += 16) {
    adamStep(params, grads, m, v, 4, stepSize, beta1, rest1, beta2, rest2, rootCorrection, epsilon, gradScale);
  }
  if (n > 0) {
    adamStep(params, grads, m, v, n, stepSize, beta1, rest1, beta2, rest2, rootCorrection, epsilon, gradScale);
  }
}

export function adamRows(
  params: usize, grads: usize, m: usize, v: usize, ids: usize, rows: i32, width: i32, stepSize: f32, beta1: f32,
  rest1: f32, beta2: f32, rest2: f32, rootCorrection: f32, epsilon: f32, gradScale: f32,
): void {
  const line = <usize>width * 4;
  for (; rows > 0; rows--, ids += 4, grads += line) {
    const at = <usize>i32.load(ids) * line;
    adam(
      params + at, grads, m + at, v + at, width, stepSize, beta1, rest1, beta2, rest2, rootCorrection, epsilon, gradScale,
    );
  }
}
