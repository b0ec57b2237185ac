// Numbers as this user's language writes them, with one space between a number and its sign: 180 K, 12.3 %, 2 min.

import * as vscode from 'vscode';

/** Keeps a number and what it counts on one line. */
const space = '\u00a0';

/** Making one takes as long as formatting a hundred numbers, and the status bar tells some all the time. */
const formats = new Map<string, Intl.NumberFormat>();

function format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const made = formats.get(key) ?? new Intl.NumberFormat(vscode.env.language, options);
  formats.set(key, made);
  return made;
}

/** 180 K, 18万. */
export function compact(value: number): string {
  const parts = format({ notation: 'compact', maximumSignificantDigits: 3 }).formatToParts(value);
  return parts
    .map(({ type, value }) => (type === 'compact' && /^\p{Script=Latin}/u.test(value) ? space + value : value))
    .join('');
}

export function whole(value: number): string {
  return format({ maximumFractionDigits: 0 }).format(value);
}

/** A share of progress: 42 %. */
export function percent(share: number): string {
  return whole(Math.floor(share * 100)) + space + '%';
}

/** A probability: 12.3 %, < 0.1 %. */
export function probability(value: number): string {
  const decimal = format({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const small = value > 0 && value < 0.0005;
  return (small ? `<${space}${decimal.format(0.1)}` : decimal.format(value * 100)) + space + '%';
}

/** Three significant digits at most, none behind the point from 100 on: 7.82, 98.4, 123, 1,204. */
export function perplexity(value: number): string {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return format({ maximumFractionDigits: digits }).format(value);
}

export function timeLeft(seconds: number): string {
  if (seconds < 60) return vscode.l10n.t('{0} s left', whole(Math.ceil(seconds)));
  if (seconds < 3600) return vscode.l10n.t('{0} min left', whole(seconds / 60));
  return vscode.l10n.t('{0} h left', perplexity(seconds / 3600));
}

/** Of a hundred: 42.3 %. */
export function share(value: number): string {
  return format({ minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value) + space + '%';
}

export function day(date: Date): string {
  return new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'long' }).format(date);
}
