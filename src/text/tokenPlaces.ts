// Where the tokens of a note stand in its file. Prose has lost its markup, its line breaks and its spaces on the way, but
// not its letters: those around a token are looked for among the letters of the file. Of places that read the same, it is
// the one with as many before it as in the prose.

import type { ProseFormat } from './prose';

/** Letters before and after a token that are compared: fewer, or of one side, where markup stands between them. */
const windows = [
  [120, 60],
  [40, 20],
  [0, 40],
  [40, 0],
  [12, 6],
  [0, 12],
  [12, 0],
  [0, 0],
] as const;

/** Pieces of text that are read between two pauses. */
const piecesAtOnce = 4000;

/** Letters and digits of Markdown that are surely no prose: link targets, addresses, and the numbers of list items. */
const markup =
  /(?<=\])(?:\([^()\s]*(?:\s[^()]*)?\)|\[[^[\]]*\]|:\s.*)|\bhttps?:\/\/[^\s<>)\]]+|^[\s>]*\d{1,9}[.)](?=\s)/g;

const otherThanLetters = /[^\p{L}\p{M}\p{N}]+/gu;

/** Both from 1 on. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export class TokenPlaces {
  private constructor(
    private readonly lines: readonly string[],
    private readonly source: Letters,
    private readonly prose: Letters,
  ) {}

  /** Yields now and then, so that others can go on. @param tokens of the whole note. */
  static *of(source: string, format: ProseFormat, tokens: readonly string[]): Generator<undefined, TokenPlaces> {
    const blank = (text: string) => ' '.repeat(text.length);
    const lines = source.split('\n').map((line) => (format === 'markdown' ? line.replace(markup, blank) : line));
    return new TokenPlaces(lines, yield* Letters.of(lines), yield* Letters.of(tokens));
  }

  /** undefined: it does not stand there, as the file has changed or the token has no letters. */
  placeOf(token: number): Place | undefined {
    const { text, starts } = this.prose;
    const [from, to] = [starts[token], starts[token + 1] ?? text.length];
    if (from === to) return undefined;
    for (const [before, after] of windows) {
      const begin = Math.max(0, from - before);
      const fragment = text.slice(begin, to + after);
      const found = nth(this.source.text, fragment, timesBefore(text, fragment, begin));
      if (found >= 0) return this.placeAt(found + from - begin);
    }
    return undefined;
  }

  private placeAt(offset: number): Place {
    const { starts } = this.source;
    // The last line that begins at or before it: those without letters begin where the next one does.
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle;
    }
    let left = offset - starts[low];
    let column = 1;
    for (const character of this.lines[low]) {
      const length = lettersOf(character).length;
      if (length > 0 && left <= 0) break;
      left -= length;
      column += character.length;
    }
    return { line: low + 1, column };
  }
}

/** Letters and digits of pieces of text in a row, and where each piece begins among them. */
class Letters {
  private constructor(
    readonly text: string,
    readonly starts: readonly number[],
  ) {}

  static *of(pieces: readonly string[]): Generator<undefined, Letters> {
    const parts: string[] = [];
    const starts: number[] = [];
    let length = 0;
    for (const piece of pieces) {
      starts.push(length);
      const letters = lettersOf(piece);
      parts.push(letters);
      length += letters.length;
      if (parts.length % piecesAtOnce === 0) yield;
    }
    return new Letters(parts.join(''), starts);
  }
}

function lettersOf(text: string): string {
  return text.replace(otherThanLetters, '');
}

/** How often `fragment` stands in `text` before `end`. */
function timesBefore(text: string, fragment: string, end: number): number {
  let times = 0;
  for (let at = text.indexOf(fragment); at < end; at = text.indexOf(fragment, at + 1)) times++;
  return times;
}

/** Where `fragment` stands in `text` after standing there `times` times; the last place if there are not so many; −1: none. */
function nth(text: string, fragment: string, times: number): number {
  let at = text.indexOf(fragment);
  for (let n = 0; n < times; n++) {
    const next = text.indexOf(fragment, at + 1);
    if (next < 0) break;
    at = next;
  }
  return at;
}
