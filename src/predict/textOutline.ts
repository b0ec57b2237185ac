// What there is to read in a source text: paragraph by paragraph the sentences, and where their tokens stand; which of
// it is shown, and which is context only.

import { alignTokens, type Span } from '../text/alignTokens';
import { proseBlocks, type ProseFormat } from '../text/prose';
import type { Sentence } from '../text/tokenize';
import { end, specials } from '../text/vocabulary';
import type { PlacedToken } from './answers';

export interface TextToRead {
  /** As it stands in the editor. */
  readonly text: string;
  readonly format: ProseFormat;
  /** Tokens of [from, to) are shown. What stands before is context; what stands after shows how the last line goes on. */
  readonly from: number;
  readonly to: number;
  /** An offset: around it the tokens are chosen where there are more than `most`. */
  readonly near: number;
  readonly most: number;
}

export interface OutlinedParagraph {
  readonly start: number;
  readonly sentences: readonly Sentence[];
  /** Of all sentences, each with its end. */
  readonly tokens: readonly PlacedToken[];
  /** Which of the tokens are shown: [first, last). */
  readonly first: number;
  readonly last: number;
}

/** All of a text is shown. */
export function wholeText(text: string): Omit<TextToRead, 'format'> {
  return { text, from: 0, to: text.length, near: 0, most: Infinity };
}

const endOfSentence = specials[end];

/** All paragraphs up to the last one that is shown. Yields after each block: a moment for others. */
export function* outlineOf(
  request: TextToRead,
  sentencesOf: (line: string) => readonly Sentence[],
): Generator<undefined, readonly OutlinedParagraph[]> {
  const paragraphs: OutlinedParagraph[] = [];
  for (const { lines, start, end } of proseBlocks(request.text, request.format)) {
    if (start >= request.to) break;
    const sentences = lines.map(sentencesOf);
    const words = sentences.flat().flatMap(({ tokens }) => tokens);
    // Nobody asks where context stands.
    const spans = end > request.from ? alignTokens(request.text.slice(start, end), words, request.format) : [];
    let at = 0;
    for (const line of sentences) {
      const count = line.reduce((sum, { tokens }) => sum + tokens.length, 0);
      paragraphs.push(outlined(line, spans.slice(at, at + count), start, request));
      at += count;
    }
    yield undefined;
  }
  return paragraphs;
}

/** @param spans of the words, from the block's start on. */
function outlined(
  sentences: readonly Sentence[],
  spans: readonly (Span | undefined)[],
  blockStart: number,
  { from, to }: TextToRead,
): OutlinedParagraph {
  const offset = spans.find((span) => span !== undefined)?.[0] ?? 0;
  const start = blockStart + offset;
  const tokens: PlacedToken[] = [];
  let word = 0;
  for (const sentence of sentences) {
    for (const text of sentence.tokens) {
      const span = spans[word++];
      tokens.push(span ? { text, at: [span[0] - offset, span[1] - offset] } : { text });
    }
    tokens.push({ text: endOfSentence });
  }
  const isShown = ({ at }: PlacedToken) => at !== undefined && start + at[1] > from && start + at[0] < to;
  const first = tokens.findIndex(isShown);
  if (first < 0) return { start, sentences, tokens, first: 0, last: 0 };
  const last = tokens.findLastIndex(isShown) + 1;
  // A sentence's end is shown with its last word.
  return { start, sentences, tokens, first, last: tokens[last]?.text === endOfSentence ? last + 1 : last };
}

/** At most about `most` tokens: those of the paragraphs nearest to `near`. At least the nearest paragraph is kept. */
export function nearest(paragraphs: readonly OutlinedParagraph[], { near, most }: TextToRead): readonly number[] {
  const shown = paragraphs.flatMap(({ first, last }, index) => (first < last ? [index] : []));
  const here = Math.max(
    0,
    shown.findLastIndex((index) => paragraphs[index].start <= near),
  );
  const order: number[] = [];
  let count = 0;
  for (let step = 0; order.length < shown.length && count < most; step++) {
    // 0, 1, −1, 2, −2, …
    const index = shown[here + (step % 2 === 1 ? (step + 1) / 2 : -step / 2)];
    if (index === undefined) continue;
    order.push(index);
    count += paragraphs[index].last - paragraphs[index].first;
  }
  return order;
}
