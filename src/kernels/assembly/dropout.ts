// Inverted dropout (Srivastava et al. 2014) with a mask drawn from (seed, counter) instead of a running state: forward
// and backward draw the same one, in any order and on any thread. The hash is that of ../scalar/rows.ts.
import { load, store } from './lanes';

/** The 32-bit finalizer "lowbias32" (Ellis, hash-prospector, 2018). */
@inline
function lowbias32(value: v128): v128 {
  let x = v128.xor(value, i32x4.shr_u(value, 16));
  x = i32x4.mul(x, i32x4.splat(0x7feb352d));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.mul(x, i32x4.splat(0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

@inline
function dropoutStep(out: usize, x: usize, lanes: i32, threshold: i32, scale: f32, seed: i32, counter: v128): void {
  const uniform = i32x4.shr_u(lowbias32(i32x4.add(lowbias32(counter), i32x4.splat(seed))), 8); // 24 bits
  const keep = i32x4.ge_s(uniform, i32x4.splat(threshold));
  store(out, lanes, v128.and(f32x4.mul(load(x, lanes), f32x4.splat(scale)), keep));
}

/** Keeps an element where its 24 bits reach `threshold` = ⌈p · 2²⁴⌉, times `scale` = 1 / (1 − p). */
export function dropout(out: usize, x: usize, n: i32, threshold: i32, scale: f32, seed: i32, first: i32): void {
  let counter = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  for (; n >= 4; n -= 4, out += 16, x += 16) {
    dropoutStep(out, x, 4, threshold, scale, seed, counter);
    counter = i32x4.add(counter, i32x4.splat(4));
  }
  if (n > 0) dropoutStep(out, x, n, threshold, scale, seed, counter);
}
