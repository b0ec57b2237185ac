// A Markdown text cut, in one pass over its lines, into blocks that can be read one at a time: code, which is passed
// over, plain headings and paragraphs, which are prose as they stand, and everything else for the parser. So the work
// stays linear in the text, and a keystroke at the end of a long note looks at the end alone. What markup means is not
// known here; a test holds that reading by blocks and reading in one piece find the same prose.
import { blank, codeBlockEnd, codeEnd, frontMatterEnd } from './codeBlocks';
import { cutLine } from './cut';

export interface Block {
  /** plain: one heading, or one paragraph, without markup. */
  readonly kind: 'code' | 'plain' | 'markup';
  readonly lines: readonly string[];
}

// The parser's worst cases take time quadratic in what it is given. It gets pieces of the first length, cut where nothing
// can reach across; a table or a paragraph that goes on and on is cut anywhere at the second.
const enoughMarkup = 3_000;
const longestBlock = 48_000;

const heading = /^#{1,6}(?:[ \t]|$)/;
const plainHeading = /^#{1,6} [^#]*$/;
const markupCharacter = /[\\`*_[\]<>&$~|\t]/;
const markupStart = /^(?: {4}| {0,3}(?:[-+=#]|:-|\d{1,9}[.)](?: |$)))/;
const listItem = /^( {0,3})(?:[-*+]|\d{1,9}[.)])(?: |$)/;
// A quote, a footnote or a rule at the margin.
const listEnd = /^(?:>|\[\^[^\]]+\]:|([-*_])[ \t]*(?:\1[ \t]*){2,}$)/;
// At the margin it begins an item whatever stands above it.
const bullet = /^[-*+] \S/;
// Nobody nests this deep, and the parser takes seconds for a line of a thousand list markers.
const absurdNesting = /^[ \t]*(?:(?:(?:[-*+]|\d{1,9}[.)])(?=[ \t])|>)[ \t]*){30}/;
const noList = Infinity;

export function* markdownBlocks(text: string): Generator<Block> {
  const lines = text.split('\n').flatMap((line) => (absurdNesting.test(line) ? [''] : cutLine(line)));
  let markup: string[] = [];
  let length = 0;
  let listOffset = noList;
  for (let at = frontMatterEnd(lines); at < lines.length;) {
    const first = lines[at]!;
    if (blank.test(first)) {
      if (length > 0) markup.push('');
      at++;
      continue;
    }
    // What is indented may belong to the list item before it, whatever stands between.
    const attached = /^[ \t]/.test(first);
    if (!attached) listOffset = noList;
    const codeTo = codeBlockEnd(lines, at, listOffset);
    const block = lines.slice(at, codeTo === 0 ? textBlockEnd(lines, at, listOffset) : codeTo);
    const kind = codeTo > 0 ? 'code' : isPlain(block) ? 'plain' : 'markup';
    if (length > 0 && (kind !== 'markup' || (length > enoughMarkup && !attached) || length > longestBlock)) {
      yield { kind: 'markup', lines: markup };
      markup = [];
      length = 0;
    }
    if (kind === 'markup') {
      markup.push(...block);
      for (const line of block) {
        length += line.length + 1;
        listOffset = listOffsetAfter(line, listOffset);
      }
    } else {
      yield { kind, lines: block };
    }
    at += block.length;
  }
  if (length > 0) yield { kind: 'markup', lines: markup };
}

/** The number of the line after the text that begins with line `at`: where a blank line, a heading or code ends it. */
function textBlockEnd(lines: readonly string[], at: number, listOffset: number): number {
  let end = at + 1;
  if (heading.test(lines[at]!)) return end;
  let offset = listOffsetAfter(lines[at]!, listOffset);
  for (let length = lines[at]!.length; end < lines.length && length < longestBlock; end++) {
    const line = lines[end]!;
    if (blank.test(line) || heading.test(line) || codeEnd(line, offset) !== undefined) break;
    if (length > enoughMarkup && bullet.test(line)) break;
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

function isPlain(lines: readonly string[]): boolean {
  if (lines.length === 1 && plainHeading.test(lines[0]!)) return !markupCharacter.test(lines[0]!);
  return !lines[0]!.startsWith(' ') && lines.every((line) => !markupCharacter.test(line) && !markupStart.test(line));
}
