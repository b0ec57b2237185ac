// Where on a line the shorthand before the cursor begins: after the last mark, or after the last Chinese character, as
// Chinese is typed in letters; not with what makes the line an item of a list, a heading or a quotation.

export interface ShorthandAt {
  /** Where it begins and ends on its line. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Nobody types more in one go. */
const mostWords = 12;

const blockMark = /^(?:\s|>)*(?:(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?|#{1,6}\s+)?/;
/** A sentence or part of one ends here; - and ' stand within words. */
const divides = /[.!?;:,()[\]{}"“”«»…|/\\*_~`。！？；：，、（）《》「」『』【】\p{Script=Han}]/gu;

/** undefined: there is none before the cursor. */
export function shorthandBefore(line: string, cursor: number): ShorthandAt | undefined {
  const before = line.slice(0, cursor);
  let start = blockMark.exec(before)![0].length;
  for (const { index, 0: mark } of before.matchAll(divides)) start = Math.max(start, index + mark.length);
  start += /^\s*/.exec(before.slice(start))![0].length;
  const words = [...before.slice(start).matchAll(/\S+/g)];
  if (words.length === 0) return undefined;
  const first = words[Math.max(0, words.length - mostWords)].index;
  const text = before.slice(start + first).trimEnd();
  return { start: start + first, end: start + first + text.length, text };
}
