// Numbers that carry a check digit, by which they are told from other numbers: cards, accounts, identities.

import type { Range } from './patterns';

const digitRun = /(?<![\p{L}\p{N}.,])\d(?:[ -]?\d){11,18}[Xx]?(?![\p{L}\p{N}])/gu;
const iban = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![\p{L}\p{N}])/gu;
const hint = /\d(?:[ -]?\d){11}|[A-Z]{2}\d{2} ?[A-Z0-9]/;

export function* numberedSecrets(line: string): Generator<Range> {
  if (!hint.test(line)) return;
  for (const [expression, isOne, shortest] of [
    [digitRun, isDigitSecret, 3],
    [iban, isIban, 1],
  ] as const) {
    for (const { 0: text, index } of line.matchAll(expression)) {
      const found = firstAmong(text, isOne, shortest);
      if (found) yield [index + found[0], index + found[1]];
    }
  }
}

/** Groups in a row that make one such number: others may stand before and after them. @param shortest group of one. */
function firstAmong(text: string, isOne: (joined: string) => boolean, shortest: number): Range | undefined {
  const groups = [...text.matchAll(/[^ -]+/g)];
  for (let first = 0; first < groups.length; first++) {
    let joined = '';
    for (let last = first; last < groups.length && groups[last]![0].length >= shortest; last++) {
      joined += groups[last]![0];
      if (isOne(joined)) return [groups[first]!.index, groups[last]!.index + groups[last]![0].length];
    }
  }
  return undefined;
}

function isDigitSecret(digits: string): boolean {
  return isCard(digits) || isChineseIdentity(digits);
}

/** 13 to 19 digits that begin as those of a payment network, and Luhn's sum (ISO/IEC 7812-1). */
export function isCard(digits: string): boolean {
  if (!/^(?:[4-6]\d{12,18}|3[0-9]\d{11,17}|2[2-7]\d{14})$/.test(digits) || /^(\d)\1*$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
  }
  return sum % 10 === 0;
}

/** GB 11643: region, date of birth, order, and a check digit that is ISO 7064 MOD 11-2. */
export function isChineseIdentity(digits: string): boolean {
  if (!/^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.test(digits)) return false;
  let sum = 0;
  for (const digit of digits.slice(0, 17)) sum = (2 * (sum + Number(digit))) % 11;
  return (12 - sum) % 11 === (/[Xx]/.test(digits[17]!) ? 10 : Number(digits[17]));
}

/** ISO 13616: the first four characters go to the end, letters become numbers, and the rest by 97 is 1. */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  let rest = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
