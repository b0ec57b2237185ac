// The prose before the cursor, as a prediction needs it: the finished lines, and the one being written. Markup that the
// writer has opened and not yet closed is read as it is meant. The work for one keystroke is bounded, however long the
// note: its blocks are found by one cheap pass, and only the last ones are parsed.
import { opensFrontMatter } from './codeBlocks';
import { cutAfter } from './cut';
import { markdownBlocks, type Block } from './markdownBlocks';
import { blockProse, definitionsIn } from './markdownProse';
import { proseLines, type ProseFormat } from './prose';
import { softBreak } from './scripts';
import { standsOutsideProse, withoutOpenMarks } from './unfinished';

export interface ProseBefore {
  /** The last one is the line being written: it keeps one trailing space, and is empty where a new line begins. */
  readonly lines: string[];
  /** False: the cursor stands in code, HTML, an address, front matter or math. The last line is empty then. */
  readonly inProse: boolean;
}

// Where this character ends up in the prose is where the cursor is. It must be a symbol, so that the emphasis marks
// beside it count as closing ones, and one that does no work in Markdown.
const probe = '\ufffc';

/** How far back the pass over the lines begins, in characters. */
const farthest = 200_000;
/** How much is read besides the cursor's own block: characters for the parser; what needs no parser counts a tenth. */
const enoughMarkup = 2_000;
const enoughPlain = 10 * enoughMarkup;

const listItem = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]/;
const emptyLine = /^[ \t>]*$/;
const sentenceEnd = /[.!?:;。！？：；…]["'”’」』）)]*$/;

export function proseBeforeCursor(before: string, format: ProseFormat): ProseBefore {
  const source = tail(before.replaceAll(probe, ''), format === 'plaintext' ? enoughPlain : farthest);
  if (format === 'plaintext') return atProbe(proseLines(source + probe, 'plaintext')) ?? outside([]);
  if (opensFrontMatter(source)) return outside([]);
  const lines = markdownLines(source + probe);
  const found = atProbe(lines);
  const sourceLines = source.slice(-enoughPlain).split('\n');
  const sourceLine = sourceLines.at(-1)!;
  if (found === undefined || standsOutsideProse(sourceLine)) return outside(found?.lines.slice(0, -1) ?? lines);
  const finished = found.lines.slice(0, -1);
  const current = withoutOpenMarks(found.lines.at(-1)!, sourceLine);
  const begins = emptyLine.test(sourceLine) && current !== '';
  return { lines: [...finished, ...(begins ? afterLineBreak(current, sourceLines.at(-2)) : [current])], inProse: true };
}

function outside(lines: readonly string[]): ProseBefore {
  return { lines: [...lines, ''], inProse: false };
}

/** The end of a long text, from the beginning of a paragraph or line if there is one. */
function tail(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.slice(-length);
  const paragraph = end.indexOf('\n\n');
  if (paragraph >= 0) return end.slice(paragraph + 2);
  return end.slice(end.includes('\n') ? end.indexOf('\n') + 1 : cutAfter(end, 0, 100));
}

function markdownLines(source: string): string[] {
  const blocks = [...markdownBlocks(source)];
  const last: Block[] = [];
  let left = enoughMarkup;
  for (let at = blocks.length - 1; at >= 0 && left >= 0; at--) {
    const block = blocks[at]!;
    last.unshift(block);
    // What the cursor's own block needs is needed: the budget is for the others.
    if (at < blocks.length - 1) left -= (block.kind === 'markup' ? 1 : 0.1) * block.lines.join('\n').length;
  }
  const definitions = definitionsIn(source);
  return last.flatMap((block) => blockProse(block, definitions));
}

/** The prose up to the probe; undefined if the probe did not become prose. */
function atProbe(lines: readonly string[]): ProseBefore | undefined {
  const index = lines.findLastIndex((line) => line.includes(probe));
  if (index < 0) return undefined;
  const current = lines[index]!;
  return { lines: [...lines.slice(0, index), current.slice(0, current.indexOf(probe))], inProse: true };
}

/**
 * The cursor stands at the beginning of a source line that Markdown would join to the paragraph above. In the midst of a
 * sentence the writer has broken the line and goes on; after its end, or below a list item, a new line begins.
 */
function afterLineBreak(paragraph: string, lineAbove: string | undefined): string[] {
  const text = paragraph.trimEnd();
  if (sentenceEnd.test(text) || listItem.test(lineAbove ?? '')) return [text, ''];
  return [text + softBreak(text, text.slice(-1))];
}
