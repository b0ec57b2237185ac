// exp, tanh and sigmoid on four floats, and ln on one double. exp is Cephes' expf (Moshier): x = n · ln 2 + r with
// |r| ≤ ln 2 / 2, a polynomial of degree 7 in r, and 2ⁿ put together from its bits; about one unit in the last place.
import { madd } from './lanes';

// Constants stand in memory, because V8 puts a v128 constant together from four instructions at every use, and loads and
// splats a float with one: that alone makes softmax and the gates twice as fast. They are the module's only data.
const table = memory.data<f32>([
  1.44269504088896341, 12582912, -0.693359375, 2.12194440e-4, -87.33654, 88.02969, 20, 1, 2, -0.0,
  5.0000001201e-1, 1.6666665459e-1, 4.1665795894e-2, 8.3334519073e-3, 1.3981999507e-3, 1.9875691500e-4,
]);

/** Where in the table, in bytes. */
const enum At {
  log2e = 0,
  roundingShift = 4, // 1.5 · 2²³: added to a number below 2²², it leaves the nearest integer in the sum's low bits
  minusLn2High = 8, // few digits, so that its product with an integer is exact
  minusLn2Low = 12,
  expMin = 16, // below, exp would be subnormal: it becomes 0
  expMax = 20, // above, 2ⁿ would overflow: exp stays at 1.7e38
  tanhMax = 24, // of 2|x|
  one = 28,
  two = 32,
  signBit = 36,
  polynomial = 40, // coefficients of r² to r⁷
}

@inline
function constant(at: usize): v128 {
  return v128.load32_splat(table + at);
}

/** The integer n nearest to x / ln 2, as `roundingShift + n`. */
@inline
function shiftedExponent(x: v128): v128 {
  return madd(x, constant(At.log2e), constant(At.roundingShift));
}

/** x − n · ln 2, with ln 2 in two parts so that the product with the first is exact. */
@inline
function remainder(x: v128, shifted: v128): v128 {
  const n = f32x4.sub(shifted, constant(At.roundingShift));
  return madd(n, constant(At.minusLn2Low), madd(n, constant(At.minusLn2High), x));
}

/** exp(r) − 1 for |r| ≤ ln 2 / 2, with full relative precision near 0. */
@inline
function expm1Polynomial(r: v128): v128 {
  let p = constant(At.polynomial + 20);
  p = madd(p, r, constant(At.polynomial + 16));
  p = madd(p, r, constant(At.polynomial + 12));
  p = madd(p, r, constant(At.polynomial + 8));
  p = madd(p, r, constant(At.polynomial + 4));
  p = madd(p, r, constant(At.polynomial));
  return madd(f32x4.mul(r, r), p, r);
}

/** 2ⁿ, from n in the low bits of `shifted`, moved to where a float has its exponent and added to the bits of 1. */
@inline
function powerOfTwo(shifted: v128): v128 {
  return i32x4.add(i32x4.shl(shifted, 23), constant(At.one));
}

@inline
export function exp(x: v128): v128 {
  const clamped = f32x4.pmax(f32x4.pmin(x, constant(At.expMax)), constant(At.expMin));
  const shifted = shiftedExponent(clamped);
  const expR = f32x4.add(expm1Polynomial(remainder(clamped, shifted)), constant(At.one));
  return v128.andnot(f32x4.mul(expR, powerOfTwo(shifted)), f32x4.lt(x, constant(At.expMin)));
}

@inline
export function sigmoid(x: v128): v128 {
  const one = constant(At.one);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(x))));
}

/**
 * tanh|x| = E / (E + 2) with E = exp(2|x|) − 1 = 2ⁿ (exp(r) − 1) + (2ⁿ − 1): no cancellation, since E is the polynomial
 * itself where n = 0. From 2|x| = 20 on the quotient is 1.
 */
@inline
export function tanh(x: v128): v128 {
  const magnitude = f32x4.abs(x);
  const twice = f32x4.pmin(f32x4.add(magnitude, magnitude), constant(At.tanhMax));
  const shifted = shiftedExponent(twice);
  const power = powerOfTwo(shifted);
  const em1 = madd(expm1Polynomial(remainder(twice, shifted)), power, f32x4.sub(power, constant(At.one)));
  const positive = f32x4.div(em1, f32x4.add(em1, constant(At.two)));
  return v128.or(positive, v128.and(x, constant(At.signBit)));
}

/**
 * ln x for a normal x > 0; NaN and ∞ stay what they are. x = 2ᵉ · m with m in [√½, √2), and ln m = 2 artanh s with
 * s = (m − 1) / (m + 1), |s| < 0.172.
 */
export function ln(x: f64): f64 {
  if (!(x < Infinity)) return x;
  const bits = reinterpret<i64>(x);
  const exponent = (bits - 0x3fe6a09e667f3bcd) >> 52; // counted from √½
  const mantissa = reinterpret<f64>(bits - (exponent << 52));
  const s = (mantissa - 1) / (mantissa + 1);
  const z = s * s;
  let series: f64 = 0; // 1 + z/3 + z²/5 + …, to 2⁻⁵³
  for (let odd: f64 = 21; odd > 0; odd -= 2) series = series * z + 1 / odd;
  return 2 * s * series + <f64>exponent * 0.6931471805599453;
}
