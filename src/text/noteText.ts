// The bytes of a note file to its text, or the reason why it is no note. Knows names, encodings and line ends, and what
// is surely no prose; it does not know Markdown, and it opens no file.

import { encodingOf } from './encoding';

export type DecodedNote = { readonly text: string } | { readonly skipped: 'binary' | 'notUtf8' | 'tooDense' };

const formats: ReadonlyMap<string, 'markdown' | 'plaintext'> = new Map([
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['mdx', 'markdown'],
  ['txt', 'plaintext'],
  ['text', 'plaintext'],
]);

export function isNotePath(path: string): boolean {
  return formats.has(extensionOf(path));
}

/** How a note is written, by its name; plain text where the name does not say. */
export function formatOfPath(path: string): 'markdown' | 'plaintext' {
  return formats.get(extensionOf(path)) ?? 'plaintext';
}

function extensionOf(path: string): string {
  return /[^/\\]\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** The text with LF line ends, in NFC. */
export function decodeNote(bytes: Uint8Array): DecodedNote {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8' && bytes.includes(0)) return { skipped: 'binary' };
  let text: string;
  try {
    // The decoder takes the byte order mark away.
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return { skipped: 'notUtf8' };
  }
  if (text.includes('\0')) return { skipped: 'binary' };
  if (isDense(text)) return { skipped: 'tooDense' };
  return { text: text.replace(/\r\n?/g, '\n').normalize('NFC') };
}

const asciiRun = /[\x21-\x7e]+/g;
const sign = /[\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]/g;
/** No word is this long; wrapped base64 has 64 or 76 characters a line. */
const longestWord = 60;
const shortestDense = 4_000;
const sampleLength = 16_000;

/**
 * Whether a text is data and no prose: nearly all of it stands in runs that are longer than words (base64, hashes), every
 * second character is a sign, or many are and the lines have no end (minified code). Samples tell. Half code is no reason:
 * a note with code in it is still a note.
 */
function isDense(text: string): boolean {
  if (text.length < shortestDense) return false;
  const sample = sampleOf(text);
  const visible = sample.replace(/\s+/g, '').length;
  let inRuns = 0;
  let signs = 0;
  for (const [run] of sample.matchAll(asciiRun)) {
    if (run.length > longestWord && !run.includes('://')) inRuns += run.length;
    signs += run.match(sign)?.length ?? 0;
  }
  const lineLength = sample.length / sample.split(/[\r\n]+/).length;
  return inRuns > 0.8 * visible || signs > (lineLength > 1000 ? 0.25 : 0.5) * visible;
}

/** The whole of a short text; of a long one its beginning, middle and end. */
function sampleOf(text: string): string {
  if (text.length <= 3 * sampleLength) return text;
  const middle = Math.floor((text.length - sampleLength) / 2);
  return text.slice(0, sampleLength) + text.slice(middle, middle + sampleLength) + text.slice(-sampleLength);
}
