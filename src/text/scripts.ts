// Which characters belong to scripts that put no space between words, and so where a space goes without saying. The one
// place that holds the spacing rule of Afterword's text: words, sentences and soft line breaks all ask here.

// Script extensions, not scripts: ー and the voicing marks are shared between scripts, and Japanese all the same.
const eastAsian = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}]/u;
const southEastAsian = /[\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
// 。、「」 and the full-width ！，．：；？（）: the space is part of their glyph. Full-width letters and digits are not here.
const wideMark = /[\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/;

// Thai is the first of these scripts in code order: an English letter is told apart by one comparison.
const firstSpaceless = '\u0e00';

const beyondOneUnit = 0xffff;

/** The last whole character of a text: both halves of a surrogate pair, but not one half and what stands before it. */
function lastCharacter(text: string): string {
  const pair = text.slice(-2);
  return (pair.codePointAt(0) ?? 0) > beyondOneUnit ? pair : text.slice(-1);
}

function firstCharacter(text: string): string {
  return text.slice(0, (text.codePointAt(0) ?? 0) > beyondOneUnit ? 2 : 1);
}

function isSpaceless(character: string): boolean {
  if (character < firstSpaceless) return false;
  return eastAsian.test(character) || southEastAsian.test(character) || wideMark.test(character);
}

/** Whether a space is expected between two texts: not where either side belongs to a script written without spaces. */
export function impliesSpace(left: string, right: string): boolean {
  return !isSpaceless(lastCharacter(left)) && !isSpaceless(firstCharacter(right));
}

/** What a line break inside a paragraph stands for: nothing between Chinese or Japanese characters, a space elsewhere. */
export function softBreak(left: string, right: string): '' | ' ' {
  const last = lastCharacter(left);
  const first = firstCharacter(right);
  if (wideMark.test(last) || wideMark.test(first)) return '';
  return eastAsian.test(last) && eastAsian.test(first) ? '' : ' ';
}
