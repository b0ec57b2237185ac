// A Markdown text cut, in one pass over its lines, into blocks that can be read one at a time: code, which is passed
// over, plain headings, paragraphs and lists, which are prose as they stand, and everything else for the parser. So the
// work stays linear in the text, much of it never meets the parser, and a keystroke at the end of a long note looks at
// the end alone. What markup means is not known here; a test holds that reading by blocks finds the same prose as reading
// in one piece.
import { blank, codeBlockEnd, codeEnd, frontMatterEnd } from './codeBlocks';
import { cutLine } from './cut';
import { Nesting } from './nesting';

export interface Block {
  /** paragraph: one paragraph or heading without markup in it. list: items of one line each, without markup in them. */
  readonly kind: 'code' | 'paragraph' | 'list' | 'markup';
  readonly lines: readonly string[];
  /** Where its lines stand in the text. */
  readonly start: number;
  readonly end: number;
}

// The parser's worst cases take time quadratic in what it is given. It gets pieces of the first length, cut where nothing
// can reach across; a table or a paragraph that goes on and on is cut anywhere at the second.
const enoughMarkup = 1_000;
const longestBlock = 48_000;

const heading = /^#{1,6}(?:[ \t]|$)/;
const plainHeading = /^#{1,6} [^#]*$/;
const markupCharacter = /[\\`*_[\]<>&$~|\t]/;
const markupStart = /^(?: {4}| {0,3}(?:[-+*=#]|:-|\d{1,9}[.)](?: |$)))/;
const itemMark = /^(?:[-*+]|\d{1,9}[.)]) (?! |[-+=#]|:-|\d{1,9}[.)](?: |$))/;
const listItem = /^( {0,3})(?:[-*+]|\d{1,9}[.)])(?: |$)/;
// A quote, a footnote or a rule at the margin.
const listEnd = /^(?:>|\[\^[^\]]+\]:|([-*_])[ \t]*(?:\1[ \t]*){2,}$)/;
// At the margin it begins an item whatever stands above it.
const bullet = /^[-*+] \S/;
// Nobody nests this deep, and the parser takes seconds for a line of a thousand list markers.
const absurdNesting = /^[ \t]*(?:(?:(?:[-*+]|\d{1,9}[.)])(?=[ \t])|>)[ \t]*){30}/;
const noList = Infinity;

export function* markdownBlocks(text: string): Generator<Block> {
  const { lines, starts } = linesOf(text);
  const placed = (kind: Block['kind'], block: readonly string[], first: number, after: number): Block => {
    return { kind, lines: block, start: starts[first]!, end: Math.min(starts[after]!, text.length) };
  };
  let markup: string[] = [];
  let markupAt = 0;
  let markupEnd = 0;
  let length = 0;
  let listOffset = noList;
  let nesting = new Nesting();
  for (let at = frontMatterEnd(lines); at < lines.length;) {
    const first = lines[at]!;
    if (blank.test(first)) {
      if (length > 0) markup.push('');
      nesting = new Nesting();
      at++;
      continue;
    }
    // What is indented may belong to the list item before it, whatever stands between.
    const attached = /^[ \t]/.test(first);
    if (!attached) listOffset = noList;
    const codeTo = codeBlockEnd(lines, at, listOffset);
    const end = codeTo > 0 ? codeTo : textBlockEnd(lines, at, listOffset);
    const block = lines.slice(at, end);
    const kind = codeTo > 0 ? 'code' : textKind(block, lines, end);
    const isEnough = (length > enoughMarkup && !attached) || length > longestBlock;
    const isAbsurd = kind === 'markup' && block.some((line) => nesting.isAbsurdWith(line));
    if (length > 0 && (kind !== 'markup' || isEnough || isAbsurd)) {
      yield placed('markup', markup, markupAt, markupEnd);
      markup = [];
      length = 0;
      nesting = new Nesting();
    }
    if (kind === 'markup') {
      if (length === 0) markupAt = at;
      markupEnd = at + block.length;
      markup.push(...block);
      for (const line of block) {
        length += line.length + 1;
        listOffset = listOffsetAfter(line, listOffset);
      }
    } else {
      yield placed(kind, block, at, at + block.length);
    }
    at += block.length;
  }
  if (length > 0) yield placed('markup', markup, markupAt, markupEnd);
}

/** The lines of a text in pieces that can be read, without line ends, and where each begins; last, where the text ends. */
function linesOf(text: string): { readonly lines: readonly string[]; readonly starts: readonly number[] } {
  const lines: string[] = [];
  const starts: number[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    let start = offset;
    const visible = line.endsWith('\r') ? line.slice(0, -1) : line;
    for (const piece of absurdNesting.test(visible) || new Nesting().isAbsurdWith(visible) ? [''] : cutLine(visible)) {
      lines.push(piece);
      starts.push(start);
      start += piece.length;
    }
    offset += line.length + 1;
  }
  return { lines, starts: [...starts, text.length] };
}

/** The number of the line after the text that begins with line `at`: where a blank line, a heading or code ends it. */
function textBlockEnd(lines: readonly string[], at: number, listOffset: number): number {
  let end = at + 1;
  if (heading.test(lines[at]!)) return end;
  let offset = listOffsetAfter(lines[at]!, listOffset);
  const nesting = new Nesting();
  nesting.isAbsurdWith(lines[at]!);
  for (let length = lines[at]!.length; end < lines.length && length < longestBlock; end++) {
    const line = lines[end]!;
    if (blank.test(line) || heading.test(line) || codeEnd(line, offset) !== undefined) break;
    if (length > enoughMarkup && bullet.test(line)) break;
    if (nesting.isAbsurdWith(line)) break;
    length += line.length;
    offset = listOffsetAfter(line, offset);
  }
  return end;
}

/** From which indentation on a line after this one belongs to a list item. Nested items belong to the outermost. */
function listOffsetAfter(line: string, before: number): number {
  if (listEnd.test(line)) return noList;
  const item = listItem.exec(line);
  return item !== null && (item[1] === '' || before === noList) ? item[0].length : before;
}

function textKind(block: readonly string[], lines: readonly string[], end: number): Block['kind'] {
  const marks = block.map((line) => itemMark.exec(line)?.[0].length ?? 0);
  if (block.some((line, index) => markupCharacter.test(line.slice(marks[index])))) return 'markup';
  if (marks.every((length) => length > 0)) return hasMoreBelow(lines, end) ? 'markup' : 'list';
  if (plainHeading.test(block[0]!)) return 'paragraph';
  return block[0]!.startsWith(' ') || block.some((line) => markupStart.test(line)) ? 'markup' : 'paragraph';
}

/** Whether the last item of a list that ends before line `end` goes on after blank lines: with what is indented. */
function hasMoreBelow(lines: readonly string[], end: number): boolean {
  let next = end;
  while (next < lines.length && blank.test(lines[next]!)) next++;
  return next < lines.length && /^[ \t]/.test(lines[next]!);
}
