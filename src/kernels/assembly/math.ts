// exp, tanh and sigmoid on four floats, and ln on one double. exp is Cephes' expf (Moshier): x = n · ln 2 + r with
// |r| ≤ ln 2 / 2, a polynomial of degree 7 in r, and 2ⁿ put together from its bits; about one unit in the last place.
import { madd } from './lanes';

const log2e: f32 = 1.44269504088896341;
// Added to a number below 2²², it leaves the nearest integer in the low bits of the sum: 1.5 · 2²³.
const roundingShift: f32 = 12582912;
const expMin: f32 = -87.33654; // below, exp would be subnormal: it becomes 0
const expMax: f32 = 88.02969; // above, 2ⁿ would overflow: exp stays at 1.7e38

/** The integer n nearest to x / ln 2, as `roundingShift + n`. */
@inline
function shiftedExponent(x: v128): v128 {
  return madd(x, f32x4.splat(log2e), f32x4.splat(roundingShift));
}

/** x − n · ln 2, with ln 2 in two parts so that the product with the first is exact. */
@inline
function remainder(x: v128, shifted: v128): v128 {
  const n = f32x4.sub(shifted, f32x4.splat(roundingShift));
  return madd(n, f32x4.splat(2.12194440e-4), madd(n, f32x4.splat(-0.693359375), x));
}

/** exp(r) − 1 for |r| ≤ ln 2 / 2, with full relative precision near 0. */
@inline
function expm1Polynomial(r: v128): v128 {
  let p = f32x4.splat(1.9875691500e-4);
  p = madd(p, r, f32x4.splat(1.3981999507e-3));
  p = madd(p, r, f32x4.splat(8.3334519073e-3));
  p = madd(p, r, f32x4.splat(4.1665795894e-2));
  p = madd(p, r, f32x4.splat(1.6666665459e-1));
  p = madd(p, r, f32x4.splat(5.0000001201e-1));
  return madd(f32x4.mul(r, r), p, r);
}

/** 2ⁿ, from n in the low bits of `shifted`, moved to where a float has its exponent. */
@inline
function powerOfTwo(shifted: v128): v128 {
  return i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(0x3f800000));
}

@inline
export function exp(x: v128): v128 {
  const clamped = f32x4.pmax(f32x4.pmin(x, f32x4.splat(expMax)), f32x4.splat(expMin));
  const shifted = shiftedExponent(clamped);
  const expR = f32x4.add(expm1Polynomial(remainder(clamped, shifted)), f32x4.splat(1));
  return v128.andnot(f32x4.mul(expR, powerOfTwo(shifted)), f32x4.lt(x, f32x4.splat(expMin)));
}

@inline
export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(x))));
}

/**
 * tanh|x| = E / (E + 2) with E = exp(2|x|) − 1 = 2ⁿ (exp(r) − 1) + (2ⁿ − 1): no cancellation, since E is the polynomial
 * itself where n = 0. From 2|x| = 20 on the quotient is 1.
 */
@inline
export function tanh(x: v128): v128 {
  const magnitude = f32x4.abs(x);
  const twice = f32x4.pmin(f32x4.add(magnitude, magnitude), f32x4.splat(20));
  const shifted = shiftedExponent(twice);
  const power = powerOfTwo(shifted);
  const em1 = madd(expm1Polynomial(remainder(twice, shifted)), power, f32x4.sub(power, f32x4.splat(1)));
  const positive = f32x4.div(em1, f32x4.add(em1, f32x4.splat(2)));
  return v128.or(positive, v128.and(x, f32x4.splat(-0.0)));
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
