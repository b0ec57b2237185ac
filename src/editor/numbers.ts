// Numbers, dates and lists as this user's language writes them, as in the inspector: 180K, 18万, 12.3%.

import * as vscode from 'vscode';

/** Making one takes as long as formatting a hundred numbers, and the status bar tells some all the time. */
const formats = new Map<string, Intl.NumberFormat>();

function format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const made = formats.get(key) ?? new Intl.NumberFormat(vscode.env.language, options);
  formats.set(key, made);
  return made;
}

/** 180K, 18万. */
export function compact(value: number): string {
  return format({ notation: 'compact', maximumSignificantDigits: 3 }).format(value);
}

export function whole(value: number): string {
  return format({ maximumFractionDigits: 0 }).format(value);
}

/** A share of progress: 42%. */
export function percent(share: number): string {
  return format({ style: 'percent', maximumFractionDigits: 0, roundingMode: 'floor' }).format(share);
}

/** A probability: 12.3%, <0.1%. */
export function probability(value: number): string {
  const decimal = format({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return value > 0 && value < 0.0005 ? `<${decimal.format(0.001)}` : decimal.format(value);
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

/** Of a hundred: 42.3%. */
export function share(value: number): string {
  return format({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value / 100);
}

/** soup, onion, salt; 豆豆、昨天、她. */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat(vscode.env.language, { style: 'narrow' }).format(items);
}

/** Where there is little room: Nov 30, 2:05 PM; 11月30日 14:05. */
export function shortDayAndTime(date: Date): string {
  const options = { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(vscode.env.language, options).format(date);
}

export function dayAndTime(date: Date): string {
  return new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}

export function day(date: Date): string {
  return new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'long' }).format(date);
}
