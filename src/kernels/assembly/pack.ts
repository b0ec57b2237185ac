// Strided matrices to the packed panels that the micro-kernel reads straight through: the rows of A, or the columns of
// B, stand side by side, one line per step of the sum.
import { load, store } from './lanes';

/**
 * to[p, r] = from[r, p] for r < rows, p < depth, strides in bytes; lines of `width` floats, filled up with zeros.
 * Serves the panels of A (r counts rows) and of B (r counts columns).
 */
export function packPanel(
  to: usize, from: usize, rStride: usize, pStride: usize, rows: i32, width: i32, depth: i32,
): void {
  const line = <usize>width * 4;
  if (rStride == 4) {
    for (let p = 0; p < depth; p++) copy(to + <usize>p * line, from + <usize>p * pStride, rows);
  } else {
    const whole = pStride == 4 ? rows & ~3 : 0;
    for (let r = 0; r < whole; r += 4) transpose4(to + <usize>r * 4, from + <usize>r * rStride, rStride, line, depth);
    for (let r = whole; r < rows; r++) {
      gather(to + <usize>r * 4, from + <usize>r * rStride, pStride, line, depth);
    }
  }
  for (let r = rows; r < width; r++) {
    for (let p = 0; p < depth; p++) f32.store(to + <usize>p * line + <usize>r * 4, 0);
  }
}

@inline
function copy(to: usize, from: usize, count: i32): void {
  for (; count >= 4; count -= 4, to += 16, from += 16) v128.store(to, v128.load(from));
  if (count > 0) store(to, count, load(from, count));
}

@inline
function gather(to: usize, from: usize, pStride: usize, line: usize, depth: i32): void {
  for (; depth > 0; depth--, to += line, from += pStride) f32.store(to, f32.load(from));
}

/** Four rows of consecutive floats become four columns: 4 × 4 at a time, the rest one by one. */
function transpose4(to: usize, from: usize, rStride: usize, line: usize, depth: i32): void {
  for (; depth >= 4; depth -= 4, to += 4 * line, from += 16) {
    const r0 = v128.load(from);
    const r1 = v128.load(from + rStride);
    const r2 = v128.load(from + 2 * rStride);
    const r3 = v128.load(from + 3 * rStride);
    const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
    const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
    const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
    v128.store(to + line, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
    v128.store(to + 2 * line, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
    v128.store(to + 3 * line, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
  }
  for (let r: usize = 0; r < 4; r++) gather(to + r * 4, from + r * rStride, 4, line, depth);
}
