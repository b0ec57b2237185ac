// How the text before the cursor is read: as input ids that a network has been fed, and the beginning of a word that is
// being typed. In Chinese the last characters may be a finished word or the beginning of a longer one: two readings.

import type { TokenUnit } from '../text/units';
import { impliesSpace } from '../text/scripts';
import { isWord, joinedText, tokenizeLine, type Sentence } from '../text/tokenize';
import { lineStart, start, type Vocabulary } from '../text/vocabulary';

export interface Reading {
  /** Input ids of everything before the next token. */
  readonly context: readonly number[];
  /** The characters of the next token that are typed already. */
  readonly typed: string;
  /** What is inserted before the next token: a space that a mark asks for, or nothing. */
  readonly lead: string;
  /** The token before the next one on the same line. */
  readonly previous: string | undefined;
}

export interface Readings {
  /** The last characters are the beginning of a word, or nothing is typed of it. */
  readonly unfinished: Reading;
  /** The last characters are a word of their own, and the next one follows at once. */
  readonly finished: { readonly reading: Reading; readonly wordId: number } | undefined;
}

/** A word to put after the cursor, to see how the segmenter joins it with what stands there. */
const probe = 'A';
/** Marks after which a space is usual before the next word. */
const closing = /[.,;:!?)\]}%]$/;

export class TextReader {
  /** Sentences of lines seen lately: a document changes one line at a time. */
  private readonly lines = new Map<string, readonly Sentence[]>();

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly unit: TokenUnit,
  ) {}

  /** @param lines prose; the last one is being written and keeps its trailing space. */
  read(lines: readonly string[]): Readings {
    const context: number[] = [];
    for (const line of lines.slice(0, -1)) for (const sentence of this.sentences(line)) this.append(context, sentence);
    const current = lines.at(-1) ?? '';
    if (this.unit === 'words') return this.readLine(context, current);
    return this.readUnits(context, current);
  }

  /** Input ids of whole lines, sentence by sentence. */
  sentences(line: string): readonly Sentence[] {
    const known = this.lines.get(line);
    if (known) return known;
    const sentences = this.cut(line);
    if (this.lines.size > 5000) this.lines.clear();
    this.lines.set(line, sentences);
    return sentences;
  }

  private cut(line: string): Sentence[] {
    if (this.unit === 'words') return tokenizeLine(line.trimEnd());
    const tokens = this.unit === 'characters' ? [...line] : line.split(/\s+/).filter((token) => token !== '');
    return [{ tokens, startsLine: true }];
  }

  append(context: number[], { tokens, startsLine }: Sentence): void {
    context.push(startsLine ? lineStart : start);
    for (const token of tokens) context.push(this.vocabulary.idOf(token));
  }

  private readLine(before: number[], line: string): Readings {
    const last = [...line].at(-1) ?? '';
    if (line === '' || line.endsWith(' ') || !isWord(last)) {
      const lead = closing.test(line) && !line.endsWith(' ') ? ' ' : '';
      return { unfinished: this.upToProbe(before, line, lead), finished: undefined };
    }
    const sentences = tokenizeLine(line);
    const sentence = sentences.pop()!;
    const context = [...before];
    for (const earlier of sentences) this.append(context, earlier);
    const tokens = [...sentence.tokens];
    const typed = tokens.pop()!;
    this.append(context, { ...sentence, tokens });
    const unfinished = { context, typed, lead: '', previous: tokens.at(-1) };
    if (impliesSpace(typed, probe)) return { unfinished, finished: undefined };
    const wordId = this.vocabulary.idOf(typed);
    const reading = { context: [...context, wordId], typed: '', lead: '', previous: typed };
    return { unfinished, finished: { reading, wordId } };
  }

  /** Nothing of the next word is typed: where does it stand? After the last token, or at the start of a sentence. */
  private upToProbe(before: number[], line: string, lead: string): Reading {
    const sentences = tokenizeLine(line + lead + probe);
    const { tokens, startsLine } = sentences.pop()!;
    const context = [...before];
    for (const sentence of sentences) this.append(context, sentence);
    // A mark such as the one in "can'" has joined the probe: then what stands there is read as it is.
    const upTo = tokens.at(-1) === probe ? tokens.slice(0, -1) : tokenizeLine(line.trimEnd()).flatMap((s) => s.tokens);
    this.append(context, { tokens: upTo, startsLine });
    return { context, typed: '', lead, previous: line.endsWith(' ') ? undefined : upTo.at(-1) };
  }

  private readUnits(context: number[], line: string): Readings {
    const [{ tokens }] = this.cut(line);
    const inside = this.unit === 'spaces' && line !== '' && !/\s$/.test(line);
    const typed = inside ? tokens[tokens.length - 1] : '';
    this.append(context, { tokens: inside ? tokens.slice(0, -1) : tokens, startsLine: true });
    return { unfinished: { context, typed, lead: '', previous: undefined }, finished: undefined };
  }
}

/** What is inserted at the cursor to complete `token`. */
export function insertion({ typed, lead, previous }: Reading, token: string): string {
  if (typed !== '') return token.slice(typed.length);
  return lead === '' ? joinedText(previous, token) : lead + token;
}
