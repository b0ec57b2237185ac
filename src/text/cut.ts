// Where a text that is too long to be handled at once is cut. What runs over a text must be told how much of it to take:
// the segmenter and the Markdown parser both need time that grows faster than the text.

/** The longest line that is handled whole, in source and in prose: about 3,000 English words. */
const longestLine = 20_000;

const breakable = /[\s\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f]/;
const combining = /\p{M}/u;

/** The end of a piece of `text` that begins at `from`: at most `length` on, after a space or full-width mark if there is one. */
export function cutAfter(text: string, from: number, length: number): number {
  const limit = from + length;
  if (limit >= text.length) return text.length;
  for (let end = limit; end > from; end--) {
    if (breakable.test(text[end - 1]!) && !combining.test(text[end]!)) return end;
  }
  const splitsPair = /[\ud800-\udbff]/.test(text[limit - 1]!) && /[\udc00-\udfff]/.test(text[limit]!);
  return splitsPair ? limit - 1 : limit;
}

/** The line in pieces of at most `longestLine`; mostly the line itself. */
export function cutLine(line: string): string[] {
  if (line.length <= longestLine) return [line];
  const pieces: string[] = [];
  for (let from = 0; from < line.length;) {
    const to = cutAfter(line, from, longestLine);
    pieces.push(line.slice(from, to));
    from = to;
  }
  return pieces;
}
