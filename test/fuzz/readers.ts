// Everything that a text of a user goes through before a model sees it, in one call: as a note, as what stands before the
// cursor, as examples. Nothing may throw but what says what is wrong with a file.

import assert from 'node:assert/strict';
import { TextReader } from '../../src/predict/reading';
import { alignTokens } from '../../src/text/alignTokens';
import { proseBeforeCursor } from '../../src/text/cursor';
import { decodeExamples } from '../../src/text/examples/decode';
import { ExampleError } from '../../src/text/examples/example';
import { readLabelled } from '../../src/text/examples/labelled';
import { readPairs } from '../../src/text/examples/pairs';
import { readTagged } from '../../src/text/examples/tagged';
import { Lexicon } from '../../src/text/lexicon';
import { decodeNote } from '../../src/text/noteText';
import { tagsOfNote } from '../../src/text/noteTags';
import { cutText } from '../../src/text/units';

const formats = ['markdown', 'plaintext'] as const;
const words = { unit: 'words', folded: false } as const;
/** A larger text is read as a note, and once before the cursor: the rest differs in nothing that size could break. */
const small = 2 ** 20;

/** @returns whether it is a note. */
export function readEverywhere(bytes: Uint8Array): boolean {
  if (bytes.length <= small) readAsExamples(bytes);
  const decoded = decodeNote(bytes);
  // An editor shows also what is not learnt from, and asks for words after it.
  const text = 'text' in decoded ? decoded.text : new TextDecoder().decode(bytes);
  for (const format of formats) {
    for (const { tokens } of cutText(text, 'words', format)) for (const token of tokens) assert.notEqual(token, '');
    readBeforeCursor(text, format);
    if (text.length > small) continue;
    tagsOfNote(text, format);
    readBeforeCursor(text.slice(0, text.length >> 1), format);
  }
  return 'text' in decoded;
}

/** A keystroke's text need not be whole: half a character is what an editor may hand over. */
export function readBeforeCursor(text: string, format: (typeof formats)[number]): void {
  const { lines } = proseBeforeCursor(text, format);
  const readings = new TextReader(Lexicon.over(undefined), 'words').read(lines);
  assert.ok(readings.readings.length > 0);
  const end = text.slice(-2000);
  alignTokens(
    end,
    cutText(end, 'words', format).flatMap(({ tokens }) => tokens),
    format,
  );
}

function readAsExamples(bytes: Uint8Array): void {
  const text = decodeExamples(bytes);
  if (text === undefined) return;
  const files = [{ name: 'a.tsv', text }];
  const readers = [
    () => readLabelled(files, words, false),
    () => readPairs(files, { source: words, target: words, reversed: false }),
    () => readTagged(files),
  ];
  for (const read of readers) {
    try {
      read();
    } catch (error) {
      assert.ok(error instanceof ExampleError, String(error));
    }
  }
}
