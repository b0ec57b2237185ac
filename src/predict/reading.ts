// How the text before the cursor is read: as input ids that a network has been fed, and the beginning of a word that is
// being typed. In Chinese the last characters may be a finished word or the beginning of a longer one: several readings.

import type { TokenUnit } from '../text/units';
import { impliesSpace } from '../text/scripts';
import { maskKeys, maskSentences, maskTokens } from '../text/secrets/mask';
import { isWord, joinedText, tokenizeLine, type Sentence } from '../text/tokenize';
import type { WordIds } from '../text/lexicon';
import { end, lineStart, start } from '../text/vocabulary';
import type { TextRead } from './evidence';

/** One way to read what stands before the cursor. */
export interface Reading {
  /** Tokens of the text's end that this way takes for finished words, after what all ways have in common. */
  readonly path: readonly string[];
  /** Everything before the next token. */
  readonly read: TextRead;
  /** The characters of the next token that are typed already. */
  readonly typed: string;
  /** What is inserted before the next token: a space that a mark asks for, or nothing. */
  readonly lead: string;
  /** The token before the next one on the same line. */
  readonly previous: string | undefined;
  /**
   * What can come next. longer: words that go on where `typed` ends, and no others; spaced: what follows a word and a
   * space; unspaced: after a space where none is usual, words of scripts without spaces.
   */
  readonly next: 'any' | 'longer' | 'spaced' | 'unspaced';
}

export interface Readings {
  /** What all ways to read the text have in common. */
  readonly common: TextRead;
  /** At least one. */
  readonly readings: readonly Reading[];
}

/** A word to put after the cursor, to see how the segmenter joins it with what stands there. */
const probe = 'A';
/** Marks after which a space is usual before the next word. */
const closing = /[.,;:!?)\]}%]$/;

/** A text as it is read, sentence by sentence: inputs `<p>|<s>`, w1 … wn; targets w1 … wn, `</s>` (see TokenStream). */
class TextSoFar {
  readonly inputs: number[] = [];
  readonly targets: number[] = [];

  constructor(
    private readonly ids: WordIds,
    before?: TextRead,
  ) {
    if (!before) return;
    this.inputs = before.inputs.slice();
    this.targets = before.targets.slice();
  }

  begin(startsLine: boolean): this {
    if (this.inputs.length > 0) this.targets.push(end);
    this.inputs.push(startsLine ? lineStart : start);
    return this;
  }

  add(token: string): this {
    const id = this.ids.idOf(token);
    this.targets.push(id);
    this.inputs.push(id);
    return this;
  }

  addSentence({ tokens, startsLine }: Sentence): this {
    this.begin(startsLine);
    for (const token of tokens) this.add(token);
    return this;
  }
}

export class TextReader {
  /** Sentences of lines seen lately: a document changes one line at a time. */
  private readonly lines = new Map<string, readonly Sentence[]>();

  constructor(
    private readonly ids: WordIds,
    private readonly unit: TokenUnit,
  ) {}

  /** @param lines prose; the last one is being written and keeps its trailing space. */
  read(lines: readonly string[]): Readings {
    const before = this.readLines(lines.slice(0, -1));
    const current = lines.at(-1) ?? '';
    if (this.unit === 'words') return this.readLine(before, current);
    return this.readUnits(before, current);
  }

  /** Whole lines. What follows the last of them is not known yet. */
  readLines(lines: readonly string[]): TextRead {
    return this.readSentences(maskKeys(lines, (line) => this.sentences(line)));
  }

  readSentences(sentences: readonly Sentence[]): TextRead {
    const text = new TextSoFar(this.ids);
    for (const sentence of sentences) text.addSentence(sentence);
    return text;
  }

  sentences(line: string): readonly Sentence[] {
    const known = this.lines.get(line);
    if (known) return known;
    const sentences = this.cut(line);
    if (this.lines.size > 5000) this.lines.clear();
    this.lines.set(line, sentences);
    return sentences;
  }

  /** What the text is after one more token. */
  after(read: TextRead, token: string): TextRead {
    return new TextSoFar(this.ids, read).add(token);
  }

  /** What the text is where its last sentence has ended and another begins. */
  nextSentence(read: TextRead, startsLine: boolean): TextRead {
    return new TextSoFar(this.ids, read).begin(startsLine);
  }

  private cut(line: string): readonly Sentence[] {
    if (this.unit === 'words') return cutLine(line.trimEnd());
    const tokens = this.unit === 'characters' ? [...line] : line.split(/\s+/).filter((token) => token !== '');
    return [{ tokens: maskTokens(line, tokens), startsLine: true }];
  }

  private readLine(before: TextRead, line: string): Readings {
    const last = [...line].at(-1) ?? '';
    if (line === '' || line.endsWith(' ') || !isWord(last)) return this.readBetweenWords(before, line);
    const cut = tokenizeLine(line);
    // What is being typed is completed by what is known, and is not known itself.
    const typed = cut.at(-1)!.tokens.at(-1)!;
    const sentences = [...maskSentences(line, cut)];
    const { tokens, startsLine } = sentences.pop()!;
    const text = new TextSoFar(this.ids, before);
    for (const earlier of sentences) text.addSentence(earlier);
    if (!impliesSpace(typed, probe)) return this.readUnspaced(text, tokens, startsLine);
    text.addSentence({ tokens: tokens.slice(0, -1), startsLine });
    const reading = { path: [], read: text, typed, lead: '', previous: tokens.at(-2), next: 'any' } as const;
    return { common: text, readings: [reading] };
  }

  /**
   * In a script without spaces nothing tells where the word being typed begins. 碳水化 may be cut as 碳水·化, and be the
   * beginning of 碳水化合物: so the last word, the last two together and the last part of the last one are all tried, and
   * that the last one is finished.
   */
  private readUnspaced(before: TextSoFar, tokens: readonly string[], startsLine: boolean): Readings {
    const last = tokens.at(-1)!;
    const beforeLast = tokens.at(-2);
    const joins = beforeLast !== undefined && isWord(beforeLast) && !impliesSpace(beforeLast, last);
    const own = joins ? [beforeLast] : [];
    const kept = tokens.slice(0, tokens.length - own.length - 1);
    before.addSentence({ tokens: kept, startsLine });
    const way = (path: readonly string[], typed: string): Reading => {
      const read = path.reduce<TextRead>((text, token) => this.after(text, token), before);
      const next = typed === '' ? 'any' : 'longer';
      return { path, read, typed, lead: '', previous: path.at(-1) ?? kept.at(-1), next };
    };
    const characters = [...last];
    const parts = characters.slice(1).map((_, i) => {
      const [first, rest] = [characters.slice(0, i + 1).join(''), characters.slice(i + 1).join('')];
      return way([...own, first], rest);
    });
    const together = joins ? [way([], beforeLast + last)] : [];
    return { common: before, readings: [way(own, last), ...together, ...parts, way([...own, last], '')] };
  }

  /** Nothing of the next word is typed: where does it stand? After the last token, or at the start of a sentence. */
  private readBetweenWords(before: TextRead, line: string): Readings {
    const endsInSpace = line.endsWith(' ');
    const lead = closing.test(line) && !endsInSpace ? ' ' : '';
    const sentences = [...cutLine(line + lead + probe)];
    const { tokens, startsLine } = sentences.pop()!;
    const text = new TextSoFar(this.ids, before);
    for (const sentence of sentences) text.addSentence(sentence);
    // A mark such as the one in "can'" has joined the probe: then what stands there is read as it is.
    const upTo = tokens.at(-1) === probe ? tokens.slice(0, -1) : cutLine(line.trimEnd()).flatMap((s) => s.tokens);
    text.addSentence({ tokens: upTo, startsLine });
    const last = upTo.at(-1);
    const reading = { path: [], read: text, typed: '', lead, previous: endsInSpace ? undefined : last } as const;
    if (!endsInSpace || last === undefined || !isWord(last)) {
      return { common: text, readings: [{ ...reading, next: 'any' }] };
    }
    // The space may be the usual one, or one of those that stand between 15 and 分钟.
    const apart = { ...reading, path: [' '], read: this.after(text, ' '), next: 'unspaced' } as const;
    return { common: text, readings: [{ ...reading, next: 'spaced' }, apart] };
  }

  private readUnits(before: TextRead, line: string): Readings {
    const [{ tokens }] = this.cut(line);
    const inside = this.unit === 'spaces' && line !== '' && !/\s$/.test(line);
    const typed = inside ? /\S*$/.exec(line)![0] : '';
    const sentence = { tokens: inside ? tokens.slice(0, -1) : tokens, startsLine: true };
    const read = new TextSoFar(this.ids, before).addSentence(sentence);
    return { common: read, readings: [{ path: [], read, typed, lead: '', previous: undefined, next: 'any' }] };
  }
}

/** What looks like a secret is the unknown word: the document is not to offer it again. */
function cutLine(line: string): readonly Sentence[] {
  return maskSentences(line, tokenizeLine(line));
}

/** What is inserted at the cursor to complete `token`. */
export function insertion({ typed, lead, previous }: Reading, token: string): string {
  if (typed !== '') return token.slice(typed.length);
  return lead === '' ? joinedText(previous, token) : lead + token;
}
