// Small random notes whose words recur in other case, at a sentence's start and within.

import fc from 'fast-check';
import type { Note } from '../../../src/text/corpus';

const words = ['the', 'The', 'THE', 'garden', 'Garden', 'Paris', 'GitHub', 'x', '我', '昨天', ', ', '.', ' '];
const sentence = fc.record({
  tokens: fc.array(fc.constantFrom(...words), { maxLength: 8 }),
  startsLine: fc.boolean(),
});

export const smallNotes: fc.Arbitrary<Note[]> = fc
  .array(fc.array(sentence, { maxLength: 6 }), { maxLength: 4 })
  .map((notes) => notes.map((sentences, n) => ({ path: `${n}.md`, sentences })));
