// The innermost loop of the matrix product: a tile of C, `height` × 8 with height ≤ 6, stays in registers while one
// column of packed A and one row of packed B arrive per step. `height` is a constant wherever this is inlined, so that
// the branches on it fold away. Each element is summed from 0 in ascending p, then stored or added to C.
import { madd } from './lanes';

@inline
function put(c: usize, left: v128, right: v128, accumulate: bool): void {
  v128.store(c, accumulate ? f32x4.add(v128.load(c), left) : left);
  v128.store(c, accumulate ? f32x4.add(v128.load(c, 16), right) : right, 16);
}

@inline
export function microKernel(
  height: i32, c: usize, cLine: usize, a: usize, b: usize, depth: i32, accumulate: bool,
): void {
  const zero = f32x4.splat(0);
  let left0 = zero, right0 = zero;
  let left1 = zero, right1 = zero;
  let left2 = zero, right2 = zero;
  let left3 = zero, right3 = zero;
  let left4 = zero, right4 = zero;
  let left5 = zero, right5 = zero;
  for (const end = b + <usize>depth * 32; b < end; b += 32, a += <usize>height * 4) {
    const left = v128.load(b);
    const right = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    left0 = madd(a0, left, left0);
    right0 = madd(a0, right, right0);
    if (height > 1) {
      const a1 = v128.load32_splat(a, 4);
      left1 = madd(a1, left, left1);
      right1 = madd(a1, right, right1);
    }
    if (height > 2) {
      const a2 = v128.load32_splat(a, 8);
      left2 = madd(a2, left, left2);
      right2 = madd(a2, right, right2);
    }
    if (height > 3) {
      const a3 = v128.load32_splat(a, 12);
      left3 = madd(a3, left, left3);
      right3 = madd(a3, right, right3);
    }
    if (height > 4) {
      const a4 = v128.load32_splat(a, 16);
      left4 = madd(a4, left, left4);
      right4 = madd(a4, right, right4);
    }
    if (height > 5) {
      const a5 = v128.load32_splat(a, 20);
      left5 = madd(a5, left, left5);
      right5 = madd(a5, right, right5);
    }
  }
  put(c, left0, right0, accumulate);
  if (height > 1) put(c + 1 * cLine, left1, right1, accumulate);
  if (height > 2) put(c + 2 * cLine, left2, right2, accumulate);
  if (height > 3) put(c + 3 * cLine, left3, right3, accumulate);
  if (height > 4) put(c + 4 * cLine, left4, right4, accumulate);
  if (height > 5) put(c + 5 * cLine, left5, right5, accumulate);
}
