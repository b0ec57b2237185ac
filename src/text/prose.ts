// A note's text to prose lines: what the writer wrote for a reader, without code, markup and addresses.
import { markdownBlocks } from './markdownBlocks';
import { blockProse, definitionsIn } from './markdownProse';
import { lineProse } from './paragraph';
export { normalizeLine } from './normalize';

export type ProseFormat = 'markdown' | 'plaintext';

/** Prose lines, and the part of the text that they come from. */
export interface ProseBlock {
  readonly lines: readonly string[];
  readonly start: number;
  readonly end: number;
}

export function proseLines(text: string, format: ProseFormat): string[] {
  return [...proseBlocks(text, format)].flatMap(({ lines }) => lines);
}

export function proseBlocks(text: string, format: ProseFormat): Generator<ProseBlock> {
  return format === 'markdown' ? markdownProse(text) : plainProse(text);
}

function* markdownProse(text: string): Generator<ProseBlock> {
  const definitions = definitionsIn(text);
  for (const block of markdownBlocks(text)) {
    yield { lines: blockProse(block, definitions), start: block.start, end: block.end };
  }
}

/** Every line of a plain text is one of prose. */
function* plainProse(text: string): Generator<ProseBlock> {
  let start = 0;
  for (const line of text.split('\n')) {
    yield { lines: lineProse(line), start, end: start + line.length };
    start += line.length + 1;
  }
}
