// Where code begins and ends in a Markdown text, told from its lines alone: front matter, fenced code, display math and
// HTML, as far as they stand at the top level (CommonMark 4.5 and 4.6). Code inside lists and quotes is the parser's work.

export const blank = /^[ \t]*$/;

const frontMatter = /^(---|\+\+\+)[ \t]*$/;
const fence = /^( {0,3})(?:(`{3,})(?!.*`)|(~{3,})|(\${2,})(?!.*\$))/;
// HTML that goes on over blank lines until its own end.
const rawHtml: readonly (readonly [opens: RegExp, closes: RegExp])[] = [
  [/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![a-z]/i, />/],
];
// HTML that ends with a blank line: one of these tags, or any tag that is alone on the first line of a block.
const htmlBlockNames =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|' +
  'fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|' +
  'menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';
const htmlBlock = new RegExp(`^</?(?:${htmlBlockNames})(?:[\\s>]|/>|$)`, 'i');
const htmlTagAlone = /^(?:<[a-z][a-z\d-]*(?:\s[^<>]*)?\/?>|<\/[a-z][a-z\d-]*\s*>)\s*$/i;

/** Where a text begins after its front matter: 0 if it has none, or none that ends. */
export function frontMatterEnd(lines: readonly string[]): number {
  const mark = frontMatter.exec(lines[0]!)?.[1];
  return mark === undefined ? 0 : lines.findIndex((line, index) => index > 0 && line.trimEnd() === mark) + 1;
}

/** Whether a text up to the cursor ends in front matter that is still being written: it has no blank line so far. */
export function opensFrontMatter(text: string): boolean {
  const lines = text.split('\n', 200);
  const begins = lines.length > 1 && frontMatter.test(lines[0]!) && frontMatterEnd(lines) === 0;
  return begins && !lines.slice(1, -1).some((line) => blank.test(line));
}

/**
 * What ends the code that a line opens; undefined if it opens none. `listOffset`: the indentation from which on a line
 * belongs to the list item above.
 */
export function codeEnd(line: string, listOffset: number): RegExp | undefined {
  const opening = fence.exec(line);
  if (opening !== null) {
    const [, indentation, backticks, tildes, dollars] = opening;
    if (indentation!.length >= listOffset) return undefined;
    const mark = backticks ?? tildes ?? dollars!;
    return new RegExp(`^ {0,3}[${mark[0]!}]{${mark.length},}[ \\t]*$`);
  }
  if (!line.startsWith('<')) return undefined;
  return rawHtml.find(([opens]) => opens.test(line))?.[1] ?? (htmlBlock.test(line) ? blank : undefined);
}

/** The number of the line after the code that line `at` opens; 0 if it opens none, more than there are if it never ends. */
export function codeBlockEnd(lines: readonly string[], at: number, listOffset: number): number {
  const first = lines[at]!;
  const closes = codeEnd(first, listOffset) ?? (htmlTagAlone.test(first) ? blank : undefined);
  if (closes === undefined) return 0;
  let end = fence.test(first) ? at + 1 : at;
  while (end < lines.length && !closes.test(lines[end]!)) end++;
  return end + 1;
}
