// A line of prose to sentences of tokens, and back to exactly the same line. A token is a word without spaces, or one
// mark (punctuation, symbol, emoji) with the spaces that touch it; spaces between words are implied (see scripts.ts), so
// a model does not spend its effort on predicting them. Taking prose out of a note happens elsewhere (prose.ts).
import { cutAfter } from './cut';
import { impliesSpace } from './scripts';

export interface Sentence {
  readonly tokens: readonly string[];
  /** True: it begins a line; false: it follows another sentence on the same line. */
  readonly startsLine: boolean;
}

/** What the segmenter found between two spaces or boundaries. */
interface Piece {
  readonly text: string;
  readonly spaceBefore: boolean;
  readonly startsSentence: boolean;
}

// The locale changes nothing for words: ICU has one set of rules and one dictionary for Chinese and Japanese, and 'en',
// 'zh', 'ja' and 'th' cut alike (a test holds this). One is named, so that the machine's own cannot matter: under Greek a
// semicolon ends a sentence.
const wordSegmenter = new Intl.Segmenter('en', { granularity: 'word' });
const sentenceSegmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

// V8 pays for every segment with work linear in the string it was cut from: 0.8 µs a segment in 1,000 characters, 200 µs
// in 100,000. Windows keep the total linear; they end where no word goes on.
const windowLength = 400;

const letterOrDigit = /[\p{L}\p{Nd}\p{Nl}]/u;

/** A word in the segmenter's sense: it holds a letter or a digit. Everything else is a mark; so are ² and ½. */
export function isWord(token: string): boolean {
  return letterOrDigit.test(token);
}

/** What must be written after `previous` for `token` to stand there: the token, with the space that is implied before it. */
export function joinedText(previous: string | undefined, token: string): string {
  const apart = previous !== undefined && isWord(previous) && isWord(token) && impliesSpace(previous, token);
  return apart ? ' ' + token : token;
}

/** The sentences of one normalised line; of an empty line, none. */
export function tokenizeLine(line: string): Sentence[] {
  const sentences: Sentence[] = [];
  let tokens: string[] = [];
  let previous: string | undefined;
  for (const { text, spaceBefore, startsSentence } of pieces(line)) {
    const splits = startsSentence && previous !== undefined && (spaceBefore || !impliesSpace(previous, text));
    if (splits) {
      sentences.push({ tokens, startsLine: sentences.length === 0 });
      // The space between two sentences is implied; one that is not expected there opens the second.
      tokens = spaceBefore && !impliesSpace(previous!, text) ? [' ', text] : [text];
    } else {
      addToken(tokens, text, spaceBefore, previous);
    }
    previous = text;
  }
  if (tokens.length > 0) sentences.push({ tokens, startsLine: sentences.length === 0 });
  return sentences;
}

function addToken(tokens: string[], text: string, spaceBefore: boolean, previous: string | undefined): void {
  if (previous === undefined) {
    tokens.push(text);
    return;
  }
  const last = tokens.length - 1;
  if (!isWord(previous)) {
    if (spaceBefore) tokens[last] += ' ';
    tokens.push(text);
  } else if (!isWord(text)) {
    tokens.push(spaceBefore ? ' ' + text : text);
  } else if (spaceBefore === impliesSpace(previous, text)) {
    tokens.push(text);
  } else if (spaceBefore) {
    tokens.push(' ', text);
  } else {
    // Two words run together in a script that would part them: to part them again, nothing must be lost, so they are one.
    tokens[last] += text;
  }
}

function* pieces(line: string): Generator<Piece> {
  const starts = new Set<number>();
  for (const { index } of sentenceSegmenter.segment(line)) starts.add(index);
  let spaceBefore = false;
  let startsSentence = false;
  for (let from = 0; from < line.length;) {
    const to = cutAfter(line, from, windowLength);
    for (const { segment, index } of wordSegmenter.segment(line.slice(from, to))) {
      startsSentence ||= starts.has(from + index);
      if (segment === ' ') {
        spaceBefore = true;
        continue;
      }
      yield { text: segment, spaceBefore, startsSentence };
      spaceBefore = false;
      startsSentence = false;
    }
    from = to;
  }
}

/** The lines that the sentences were taken from. */
export function detokenize(sentences: readonly Sentence[]): string[] {
  const lines: string[] = [];
  for (const { tokens, startsLine } of sentences) {
    let text = '';
    let previous: string | undefined;
    for (const token of tokens) {
      text += joinedText(previous, token);
      previous = token;
    }
    const line = lines.at(-1);
    if (startsLine || line === undefined) lines.push(text);
    else lines[lines.length - 1] = line + (!text.startsWith(' ') && impliesSpace(line, text) ? ' ' : '') + text;
  }
  return lines;
}

// Benchmark texts. One sentence a line; a blank line is a sentence without tokens, because the field counts its end
// token too: WikiText-2 so read has 2,088,628 / 217,646 / 245,569 tokens with one end a line, as published.

/** Texts that were cut into tokens by others: tokens stand between white space, which a byte order mark is not. */
export function tokenizeSpaces(text: string): string[][] {
  return textLines(text).map((line) => line.split(/[^\S\ufeff]+/).filter((token) => token !== ''));
}

/** Every character (code point) is a token, spaces included. */
export function tokenizeCharacters(text: string): string[][] {
  return textLines(text).map((line) => [...line]);
}

function textLines(text: string): string[] {
  const lines = text.split(/\r\n?|\n/);
  // A text file ends with a line break; what follows it is not a line.
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
