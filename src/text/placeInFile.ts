// On which line of its file a word of a note stands. A note is its prose, cut into sentences: the block of the file that a
// line of prose comes from is found by counting, and the word within it by alignment.

import { alignTokens } from './alignTokens';
import { type ProseBlock, proseBlocks, type ProseFormat } from './prose';
import { type Sentence, tokenizeLine } from './tokenize';

/** Both from 1 on. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Blocks that are read between two pauses. */
const blocksAtOnce = 100;

/**
 * Yields now and then, so that others can go on. @param source the file's text.
 * @returns undefined: the word does not stand there any more.
 */
export function* placeInFile(
  source: string,
  format: ProseFormat,
  sentences: readonly Sentence[],
  sentence: number,
  token: number,
): Generator<undefined, Place | undefined> {
  let first = sentence;
  while (first > 0 && !sentences[first]!.startsLine) first--;
  const linesBefore = sentences.slice(0, first).filter(({ startsLine }) => startsLine).length;
  const tokensBefore = sentences.slice(first, sentence).reduce((sum, { tokens }) => sum + tokens.length, 0);
  const word = sentences[sentence]!.tokens[token]!;

  let line = linesBefore;
  let blocks = 0;
  for (const block of proseBlocks(source, format)) {
    if (line < block.lines.length) return placeInBlock(source, format, block, line, tokensBefore + token, word);
    line -= block.lines.length;
    if (++blocks % blocksAtOnce === 0) yield;
  }
  return undefined;
}

function placeInBlock(
  source: string,
  format: ProseFormat,
  { lines, start, end }: ProseBlock,
  line: number,
  token: number,
  word: string,
): Place | undefined {
  const tokens = lines.map((each) => tokenizeLine(each).flatMap((sentence) => sentence.tokens));
  if (tokens[line]![token] !== word) return undefined;
  const index = tokens.slice(0, line).reduce((sum, each) => sum + each.length, 0) + token;
  const span = alignTokens(source.slice(start, end), tokens.flat(), format)[index];
  if (!span) return undefined;
  const before = source.slice(0, start + span[0]).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
