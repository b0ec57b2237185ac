// Long runs of letters and digits that no word is: keys, hashes, identifiers, in hexadecimal or base64. In words, names and
// paths letters stand together, and digits; in what was drawn at random they change at nearly every second place.

import type { Range } from './patterns';

const run = /[A-Za-z0-9+/_=-]{20,}/g;
const hexadecimal = /^(?=.*\d)(?=.*[a-fA-F])[0-9a-fA-F]{32,}$/;
const uuid = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;
/** Of all neighbours. In base64 0.42 ± 0.08 of 40 change so; in `camelCaseNames2` 0.1 to 0.15. */
const leastChanges = 0.22;
const leastNeighbours = 16;

export function* randomRuns(line: string): Generator<Range> {
  for (const { 0: text, index } of line.matchAll(run)) {
    if (looksRandom(text)) yield [index, index + text.length];
  }
}

export function looksRandom(text: string): boolean {
  if (hexadecimal.test(text) || uuid.test(text)) return true;
  let [neighbours, changes] = [0, 0];
  for (let i = 1; i < text.length; i++) {
    const [before, here] = [kindOf(text.charCodeAt(i - 1)), kindOf(text.charCodeAt(i))];
    if (before === 'mark' || here === 'mark') continue;
    neighbours++;
    // A capital before small letters is how a word begins.
    if (before !== here && !(before === 'upper' && here === 'lower')) changes++;
  }
  return neighbours >= leastNeighbours && changes >= leastChanges * neighbours;
}

function kindOf(code: number): 'upper' | 'lower' | 'digit' | 'mark' {
  if (code >= 0x61 && code <= 0x7a) return 'lower';
  if (code >= 0x30 && code <= 0x39) return 'digit';
  return code >= 0x41 && code <= 0x5a ? 'upper' : 'mark';
}
