// One line of prose in its one spelling: NFC, one apostrophe, single spaces, nothing invisible. What is typed and what was
// learnt compare equal after this. It knows no Markdown.

import { straightened } from './apostrophes';

// Zero-width space, word joiner, byte order mark, soft hyphen, direction marks and overrides: they show nothing and make
// two equal words differ. The zero-width joiner and non-joiner are spelling in Persian, Hindi and emoji; they go only
// where they join nothing: at an edge, or beside a space or an ASCII character.
export const invisible = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const idleJoiner = /(?<=^|[\s\x21-\x7e])[\u200c\u200d]+|[\u200c\u200d]+(?=$|[\s\x21-\x7e])/g;
// Control characters count as white space: a form feed or a stray escape parts words, and no note means to show one.
// eslint-disable-next-line no-control-regex
const whiteSpace = /[\s\u0000-\u001f\u007f-\u009f]+/g;
const alreadyNormal = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

export function normalizeLine(line: string): string {
  if (alreadyNormal.test(line)) return line;
  const visible = line.replace(invisible, '').replace(whiteSpace, ' ').normalize('NFC');
  return straightened(visible.replace(idleJoiner, '').normalize('NFC').replace(whiteSpace, ' ').trim());
}
