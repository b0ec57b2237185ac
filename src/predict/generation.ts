// A draft: one to many. From where a text stands, token after token is drawn and read in turn, until there are enough words
// or sentences. What is given out is text as it is written: with its spaces, its ends of sentences and lines.

import { Random } from '../rnn/random';
import { impliesSpace } from '../text/scripts';
import { isWord, joinedText } from '../text/tokenize';
import type { TokenUnit } from '../text/units';
import { end, isSpecialId } from '../text/vocabulary';
import { type DraftStart, draftStart } from './draftStart';
import type { TextRead } from './evidence';
import type { LineBreaks } from './lineBreaks';
import type { Mixture } from './mixture';
import type { Predictor } from './predictor';
import { lately, type RepetitionGuard, wouldRepeat } from './repetition';
import { sample, type Sampling } from './sampling';

export interface DraftOptions extends Sampling, RepetitionGuard {
  readonly seed: number;
  /** The draft ends before it has more. Of a text that is not cut into words: tokens. */
  readonly words: number;
  /** And where so many sentences have ended; undefined: however many. */
  readonly sentences?: number | undefined;
}

/** What one draft is to be like. */
export interface DraftWishes extends DraftOptions {
  /** Words that are not to be in it, in lower case. */
  readonly never?: ReadonlySet<string>;
}

/** One token, as it is written after those before. */
export interface DraftPart {
  readonly text: string;
  /** False: a mark. */
  readonly isWord: boolean;
  /** From 0: which sentence it belongs to, the one that was being written first. */
  readonly sentence: number;
  /** Of the token, before temperature and all the rest. */
  readonly logprob: number;
}

/** Why a draft has ended; noProse: nothing can be written on from there; nothing: no token that may follow is left. */
export type DraftEnd = 'words' | 'sentences' | 'nothing' | 'noProse';

export interface DraftPlace {
  /** Prose before the cursor; the last line is being written. */
  readonly lines: readonly string[];
  /** What is written where a line ends and another begins. */
  readonly lineBreak: string;
  /** The note that the document is saved as, −1: none. */
  readonly ownNote: number;
}

/**
 * The same seed, place and options give the same draft.
 * @param mixture of the draft's own: what a mixture has been asked before leaves traces, such as which notes are near.
 */
export function* writeOn(
  predictor: Predictor,
  mixture: Mixture,
  place: DraftPlace,
  breaks: LineBreaks,
  options: DraftWishes,
): Generator<DraftPart, DraftEnd> {
  const random = new Random(options.seed);
  const { lines, lineBreak, ownNote } = place;
  const probsAfter = (text: TextRead) => mixture.after(text, ownNote).probs;
  const start = draftStart(predictor, lines, probsAfter, options.temperature === 0 ? undefined : random);
  const spelling = new Spelling(start, predictor.unit, lines.at(-1)?.endsWith(' ') ?? false);
  let { read, allowed } = start;
  let [words, tokens, sentence] = [0, 0, 0];
  // Of the text before the draft, its end is not to be said again either.
  const from = Math.max(0, read.inputs.length - lately);
  while (tokens < mostTokens(options.words)) {
    const probs = probsAfter(read);
    const history = read.inputs.slice(from);
    const banned = wouldRepeat(history, options.blockNgram);
    if (spelling.atSentenceStart) banned.add(end);
    else banned.delete(end);
    for (const id of start.never) banned.add(id);
    // Marks are no repetition.
    const said = new Set(history.slice(-lately).filter((id) => !isSpecialId(id) && isWord(start.textOf(id))));
    const guard = { banned, allowed, said, penalty: options.repetitionPenalty };
    let id = sample(probs, options, random, guard);
    while (id !== undefined && isUnwanted(id, start, options)) {
      banned.add(id);
      id = sample(probs, options, random, guard);
    }
    allowed = undefined;
    if (id === undefined) return 'nothing';
    if (id === end) {
      sentence++;
      if (sentence === options.sentences) return 'sentences';
      const startsLine = predictor.unit !== 'words' || random.uniform() < breaks.share(spelling.last);
      spelling.endSentence(startsLine ? lineBreak : undefined);
      read = start.reader.nextSentence(read, startsLine);
      continue;
    }
    const token = start.textOf(id);
    const counts = predictor.unit !== 'words' || isWord(token);
    // Marks may still follow the last word.
    if (counts && words === options.words) return 'words';
    if (counts) words++;
    tokens++;
    read = start.reader.after(read, token);
    yield { text: spelling.write(token), isWord: isWord(token), sentence, logprob: Math.log(probs[id]) };
  }
  return 'words';
}

function isUnwanted(id: number, { textOf }: DraftStart, { never }: DraftWishes): boolean {
  return never !== undefined && never.size > 0 && !isSpecialId(id) && never.has(textOf(id).toLowerCase());
}

/** A draft of nothing but marks ends, too. */
function mostTokens(words: number): number {
  return 4 * words + 16;
}

/** Tokens to text: a space at the end waits for what comes next, so that no draft ends in one. */
class Spelling {
  /** The last token of the sentence before. */
  last: string;
  private previous: string | undefined;
  private lead: string;
  private typed: string;
  private newSentence = false;
  atSentenceStart: boolean;

  constructor(
    { previous, lead, typed, read, never }: DraftStart,
    private readonly unit: TokenUnit,
    /** The text before ends in a space: no other follows it. */
    private afterSpace: boolean,
  ) {
    this.last = previous ?? '';
    this.previous = previous;
    this.lead = lead;
    this.typed = typed;
    this.atSentenceStart = never.includes(read.inputs.at(-1)!);
  }

  /** @param lineBreak undefined: the next one stands on the same line. */
  endSentence(lineBreak: string | undefined): void {
    this.newSentence = lineBreak === undefined;
    this.lead = lineBreak ?? '';
    this.previous = undefined;
    this.atSentenceStart = true;
  }

  write(token: string): string {
    const added = this.joined(token).slice(this.typed.length);
    const written = this.lead + (this.afterSpace || /\s$/.test(this.lead) ? added.trimStart() : added);
    const text = written.trimEnd();
    this.lead = written.slice(text.length);
    this.previous = this.last = token;
    this.typed = '';
    this.afterSpace = false;
    this.newSentence = this.atSentenceStart = false;
    return text;
  }

  private joined(token: string): string {
    if (this.unit === 'characters' || this.typed !== '') return token;
    if (this.newSentence) return !token.startsWith(' ') && impliesSpace(this.last, token) ? ' ' + token : token;
    if (this.unit === 'words') return joinedText(this.previous, token);
    return this.previous === undefined ? token : ' ' + token;
  }
}
