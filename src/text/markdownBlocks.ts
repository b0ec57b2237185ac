// A Markdown text cut, in one pass over its lines, into blocks that can be read one at a time: code, which is passed
// over, plain paragraphs, which are prose as they stand, and everything else for the parser. So the work stays linear in
// the text, and a keystroke at the end of a long note looks at the end alone. What the markup means is not known here.
import { cutLine } from './cut';

export interface Block {
  /** code: front matter, fenced code, math and HTML that begin at a margin. plain: headings and paragraphs without markup. */
  readonly kind: 'code' | 'plain' | 'markup';
  readonly lines: readonly string[];
  /** It is code and the text ends before it does. */
  readonly open: boolean;
}

// The parser's worst cases take time quadratic in what it is given. It gets pieces of the first length, cut where nothing
// can reach across; a table or list that goes on and on is cut anywhere at the second.
const enoughMarkup = 3_000;
const longestBlock = 48_000;

const blank = /^[ \t]*$/;
const frontMatter = /^(---|\+\+\+)[ \t]*$/;
const fence = /^(?:(`{3,})(?!.*`)|(~{3,})|(\${2,})(?!.*\$))/;
// CommonMark 4.6: HTML that goes on over blank lines until its own end, and HTML that a blank line ends.
const rawHtml: readonly (readonly [opens: RegExp, closes: RegExp])[] = [
  [/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![a-z]/i, />/],
];
const htmlBlockNames =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|' +
  'fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|' +
  'menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';
const htmlBlock = new RegExp(`^</?(?:${htmlBlockNames})(?:[\\s>]|/>|$)`, 'i');
const htmlTagAlone = /^(?:<[a-z][a-z\d-]*(?:\s[^<>]*)?\/?>|<\/[a-z][a-z\d-]*\s*>)\s*$/i;

const markupCharacter = /[\\`*_[\]<>&$~|\t]/;
const markupStart = /^(?: {4}| {0,3}(?:[-+=#]|:-|\d{1,9}[.)](?: |$)))/;
const plainHeading = /^#{1,6} [^#]*$/;
// At the margin it begins a list item whatever stands above it.
const bullet = /^[-*+] \S/;
// Nobody nests this deep, and the parser takes seconds for a line of a thousand list markers.
const absurdNesting = /^[ \t]*(?:(?:(?:[-*+]|\d{1,9}[.)])(?=[ \t])|>)[ \t]*){30}/;

export function* markdownBlocks(text: string): Generator<Block> {
  const lines = text.split('\n').flatMap((line) => (absurdNesting.test(line) ? [''] : cutLine(line)));
  let markup: string[] = [];
  let length = 0;
  for (let at = frontMatterEnd(lines); at < lines.length;) {
    if (blank.test(lines[at]!)) {
      if (length > 0) markup.push('');
      at++;
      continue;
    }
    const block = blockAt(lines, at);
    at += block.lines.length;
    // What is indented may belong to the list item before it, whatever stands between.
    const attached = /^[ \t]/.test(block.lines[0]!);
    if (length > 0 && (block.kind !== 'markup' || (length > enoughMarkup && !attached) || length > longestBlock)) {
      yield { kind: 'markup', lines: markup, open: false };
      markup = [];
      length = 0;
    }
    if (block.kind !== 'markup') {
      yield block;
      continue;
    }
    markup.push(...block.lines);
    for (const line of block.lines) length += line.length + 1;
  }
  if (length > 0) yield { kind: 'markup', lines: markup, open: false };
}

/** Whether a text up to the cursor ends in front matter that is still being written: YAML without a blank line. */
export function opensFrontMatter(text: string): boolean {
  const lines = text.split('\n', 200);
  return (
    lines.length > 1 &&
    frontMatter.test(lines[0]!) &&
    frontMatterEnd(lines) === 0 &&
    !lines.slice(1, -1).some((line) => blank.test(line))
  );
}

/** Where the text begins after its front matter: 0 if it has none, or none that ends. */
function frontMatterEnd(lines: readonly string[]): number {
  const mark = frontMatter.exec(lines[0]!)?.[1];
  return mark === undefined ? 0 : lines.findIndex((line, index) => index > 0 && line.trimEnd() === mark) + 1;
}

/** The block that begins with line `at`, which is not blank. */
function blockAt(lines: readonly string[], at: number): Block {
  const first = lines[at]!;
  const closes = codeEnd(first) ?? (htmlTagAlone.test(first) ? blank : undefined);
  if (closes !== undefined) {
    const fenced = fence.test(first);
    let end = fenced ? at + 1 : at;
    while (end < lines.length && !closes.test(lines[end]!)) end++;
    return { kind: 'code', lines: lines.slice(at, end + 1), open: end === lines.length };
  }
  let end = at + 1;
  for (let length = first.length; end < lines.length && length < longestBlock; end++) {
    const line = lines[end]!;
    if (blank.test(line) || codeEnd(line) !== undefined || (length > enoughMarkup && bullet.test(line))) break;
    length += line.length;
  }
  const block = lines.slice(at, end);
  return { kind: isPlain(block) ? 'plain' : 'markup', lines: block, open: false };
}

/** What ends the code that a line at the margin opens; undefined if it opens none. */
function codeEnd(line: string): RegExp | undefined {
  const opening = fence.exec(line);
  if (opening !== null) {
    const mark = opening[1] ?? opening[2] ?? opening[3]!;
    return new RegExp(`^ {0,3}[${mark[0]!}]{${mark.length},}[ \\t]*$`);
  }
  if (!line.startsWith('<')) return undefined;
  return rawHtml.find(([opens]) => opens.test(line))?.[1] ?? (htmlBlock.test(line) ? blank : undefined);
}

function isPlain(lines: readonly string[]): boolean {
  if (lines[0]!.startsWith(' ')) return false;
  return lines.every((line) => !markupCharacter.test(line) && (!markupStart.test(line) || plainHeading.test(line)));
}
