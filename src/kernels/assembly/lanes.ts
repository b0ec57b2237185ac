// Four floats at a time, and the one to three that are left at the end of a row: `lanes` counts the valid ones. Kernels
// call their body with a constant 4 in the main loop, where these branches fold away, and once with the rest, so that
// a tail goes through the very same instructions as everything else.

@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  // a · b + c: fused where the build has relaxed SIMD and the processor an FMA unit.
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** The first `lanes` floats at ptr; lanes past them are taken from `fill`. */
@inline
export function loadOr(ptr: usize, lanes: i32, fill: v128): v128 {
  return lanes >= 4 ? v128.load(ptr) : loadTail(ptr, lanes, fill);
}

@inline
export function load(ptr: usize, lanes: i32): v128 {
  return loadOr(ptr, lanes, f32x4.splat(0));
}

@inline
export function store(ptr: usize, lanes: i32, value: v128): void {
  if (lanes >= 4) v128.store(ptr, value);
  else storeTail(ptr, lanes, value);
}

function loadTail(ptr: usize, lanes: i32, fill: v128): v128 {
  if (lanes == 1) return v128.load_lane<f32>(ptr, fill, 0);
  const pair = v128.load_lane<i64>(ptr, fill, 0);
  return lanes == 2 ? pair : v128.load_lane<f32>(ptr, pair, 2, 8);
}

function storeTail(ptr: usize, lanes: i32, value: v128): void {
  if (lanes == 1) {
    v128.store_lane<f32>(ptr, value, 0);
    return;
  }
  v128.store_lane<i64>(ptr, value, 0);
  if (lanes == 3) v128.store_lane<f32>(ptr, value, 2, 8);
}

@inline
export function horizontalSum(x: v128): f32 {
  const pairs = f32x4.add(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

@inline
export function horizontalMax(x: v128): f32 {
  const pairs = f32x4.pmax(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return max<f32>(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1));
}
