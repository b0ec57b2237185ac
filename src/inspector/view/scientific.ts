// Numbers over many powers of ten, as a textbook prints them: 3.4 × 10⁻⁷.

import type { Numbers } from './numbers';

const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 10⁻³ */
export function powerOfTen(exponent: number): string {
  const raised = [...String(Math.abs(exponent))].map((digit) => digits[Number(digit)]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${raised}`;
}

/** To two digits; in plain figures where those are easily read. */
export function scientific(value: number, numbers: Numbers): string {
  if (value === 0) return numbers.integer(0);
  const exponent = Math.floor(Math.log10(value));
  if (exponent >= -2 && exponent <= 2) return numbers.twoDigits(value);
  const mantissa = value / 10 ** exponent;
  // 9.96 would be rounded to 10.0.
  return mantissa < 9.95
    ? `${numbers.oneDecimal(mantissa)} × ${powerOfTen(exponent)}`
    : `${numbers.oneDecimal(1)} × ${powerOfTen(exponent + 1)}`;
}

/** A share that may be more than the whole, as that of a gradient that grows. */
export function shareOfWhole(share: number, numbers: Numbers): string {
  return share <= 1 ? numbers.percent(share) : `${scientific(100 * share, numbers)}%`;
}
