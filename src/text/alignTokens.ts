// Where the tokens of prose stand in the source that they were taken from. The source is walked forward from token to
// token, over what shows nothing (spaces, marks of Markdown, addresses, what is hidden in a link); a token that is not
// found so is looked for a little further on, and taken only where the next ones follow it. What is not found at all has
// no place, and the next token is looked for from where the last one ended: one that is missing leads no other astray.
import { bareUrl, callout, footnoteCall, imageReference, wikiEmbed } from './paragraph';
import type { ProseFormat } from './prose';
import { sourceCharacters } from './sourceCharacters';

/** Offsets in the source: [start, end). */
export type Span = readonly [start: number, end: number];

/** How far ahead a token is looked for that does not stand where it is expected, in characters. */
const farthest = 2000;
/** At how many places. */
const mostTries = 40;
/** How many tokens must follow one that is found so. */
const witnesses = 2;

// As normalize.ts has it: control characters count as spaces.
const space = /[\u200c\u200d]*[\s\p{Cc}]/uy;
const wordCharacter = /[\p{L}\p{N}]/u;
// Inside a word there may be marks of emphasis, joiners and, in Chinese, the end of a source line.
const insideWord = /[*_~`\u200c\u200d]|[ \t]*\r?\n[ \t>]*/y;

// Link targets, images, footnotes, tags and math, the beginning of [[Page|name]], definitions, and what begins an item.
const hidden = [
  '!\\[[^\\]\\n]*\\]\\([^)\\n]*\\)',
  '\\]\\((?:[^()\\n]|\\([^()\\n]*\\))*\\)',
  '\\]\\[[^\\]\\n]*\\]',
  '\\[\\[[^[\\]|\\n]*\\|',
  '(?<=^|\\n)[ \\t>]*\\[[^\\]\\n]+\\]:[^\\n]*',
  '<[^<>\\n]+>',
  '\\$[^$\\n]+\\$',
  '(?<=^|\\n)[ \\t>]*\\d{1,9}[.)](?=\\s)',
  '\\[[ xX]\\](?=\\s)',
];
const kinds = [bareUrl, wikiEmbed, imageReference, footnoteCall, callout].map(({ source }) =>
  source.replace(/^\^/, ''),
);

/** The place of every token; undefined: it was not found. */
export function alignTokens(source: string, tokens: readonly string[], format: ProseFormat): (Span | undefined)[] {
  const characters = sourceCharacters(source, format);
  const walk = new Walk(characters.text, format);
  return tokens.map((_, index) => {
    const found = walk.next(tokens, index);
    return found && [characters.startOf(found[0]), characters.endOf(found[1] - 1)];
  });
}

class Walk {
  private at = 0;
  private readonly hidden: RegExp;

  constructor(
    private readonly text: string,
    format: ProseFormat,
  ) {
    this.hidden = new RegExp((format === 'markdown' ? [...hidden, ...kinds] : [bareUrl.source]).join('|'), 'iy');
  }

  /** Goes to the end of the token with this index. */
  next(tokens: readonly string[], index: number): Span | undefined {
    const found = this.expected(tokens, index) ?? this.further(tokens, index);
    if (found) this.at = found[1];
    return found;
  }

  /** Where nothing but what shows nothing comes before it. A mark may be part of that itself: the next token tells. */
  private expected(tokens: readonly string[], index: number): Span | undefined {
    const token = tokens[index]!;
    const found = this.reached(token, this.at, false) ?? this.reached(token, this.at, true);
    if (!found || /^\s*$/.test(this.text.slice(this.at, found[0])) || this.follow(tokens, index, found[1], 1))
      return found;
    const other = this.reached(token, this.at, true);
    return other && this.follow(tokens, index, other[1], 1) ? other : found;
  }

  /** The next place where it stands and others follow it. */
  private further(tokens: readonly string[], index: number): Span | undefined {
    const core = tokens[index]!.trim();
    const count = Math.min(witnesses, tokens.length - 1 - index);
    if (core === '' || count === 0) return undefined;
    let from = this.at;
    for (let tries = 0; tries < mostTries; tries++) {
      const start = this.text.indexOf(core, from);
      if (start < 0 || start > this.at + farthest) return undefined;
      const end = start + core.length;
      if (this.follow(tokens, index, end, count)) return [start, end];
      from = start + 1;
    }
    return undefined;
  }

  /** Whether `count` tokens after this one, if there are so many, are reached from `at` on. */
  private follow(tokens: readonly string[], index: number, at: number, count: number): boolean {
    for (const token of tokens.slice(index + 1, index + 1 + count)) {
      const found = this.reached(token, at, false) ?? this.reached(token, at, true);
      if (!found) return false;
      at = found[1];
    }
    return true;
  }

  /**
   * The token, if nothing that shows comes before it.
   * @param plainly marks that may hide something, such as $ and <, are taken for themselves before they are skipped.
   */
  private reached(token: string, from: number, plainly: boolean): Span | undefined {
    const core = token.trim();
    const { text } = this;
    if (core === '') return this.space(from);
    const limit = Math.min(text.length, from + farthest);
    for (let at = from; at < limit;) {
      const end = plainly ? this.ends(core, at) : undefined;
      if (end !== undefined) return [at, end];
      const after = this.after(this.hidden, at);
      if (after > at) {
        at = after;
        continue;
      }
      const here = plainly ? undefined : this.ends(core, at);
      if (here !== undefined) return [at, here];
      const character = String.fromCodePoint(text.codePointAt(at)!);
      if (wordCharacter.test(character)) return undefined;
      at += character.length;
    }
    return undefined;
  }

  /** Where the word ends that begins here; undefined: it does not stand here. */
  private ends(core: string, at: number): number | undefined {
    const { text } = this;
    if (text.startsWith(core, at)) return at + core.length;
    if (text.charCodeAt(at) !== core.charCodeAt(0)) return undefined;
    let place = at;
    for (let i = 0; i < core.length; i++, place++) {
      while (text.charCodeAt(place) !== core.charCodeAt(i)) {
        const after = this.after(insideWord, place);
        if (after === place) return undefined;
        place = after;
      }
    }
    return place;
  }

  private space(from: number): Span | undefined {
    const after = this.after(space, from);
    return after > from ? [after - 1, after] : undefined;
  }

  /** The end of what a sticky expression finds here; `at` if it finds nothing. */
  private after(expression: RegExp, at: number): number {
    expression.lastIndex = at;
    return expression.test(this.text) ? expression.lastIndex : at;
  }
}
