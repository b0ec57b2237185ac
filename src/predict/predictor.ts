// From the text before the cursor to the k best next words. What is typed already conditions the answer: P(word |
// context, it begins so). How words are ranked: by probability; what would save no key is left out, and what the writer
// never wants (the others' probabilities stay what they are: its own is nobody's); what was shown and typed past makes
// room for what was not; words that begin so in other case or without accents come last.

import type { Lexicon } from '../text/lexicon';
import { isWord, type Sentence } from '../text/tokenize';
import type { TokenUnit } from '../text/units';
import { end, isSpecialId, lineStart, start, unk } from '../text/vocabulary';
import type { WordShapes } from '../text/wordShapes';
import type { Ghost, Prediction, Suggestion } from './answers';
import { continueFrom } from './continuation';
import type { TextRead } from './evidence';
import { DocumentWords } from './documentWords';
import { type Mixed, type Mixture, sharesOf } from './mixture';
import type { NewWords } from './newWords';
import { PossibleWords, saves } from './possible';
import { insertion, type Reading, type Readings, TextReader } from './reading';
import { topK } from './topK';
import { stands, WordList } from './wordList';

/** A long text is read in so many steps of so many tokens. */
const [textSteps, textStep] = [2, 1000];

/** A spelling that nobody has seen, as a name in lower case, must be as probable as this to be offered. */
const leastUnseen = 0.01;
/** A way to read the text is left out if it is so much less probable than all before: it would change little. */
const leastWay = 1e-6;

export interface Asked {
  readonly k: number;
  /** Words that were shown for the word being typed, and were typed past. */
  readonly ignored?: readonly string[];
  /** The note that the document is saved as, −1: none. */
  readonly ownNote?: number;
  /** Words that are not suggested, in lower case. */
  readonly never?: ReadonlySet<string> | undefined;
  /** From which probability on the first suggestion becomes ghost text; undefined: none is wanted. */
  readonly ghostThreshold?: number | undefined;
  /** Ghost text is wanted, and up to the sentence's end, however sure. */
  readonly toSentenceEnd?: boolean | undefined;
}

const nothing: ReadonlySet<string> = new Set();

/** What the notes are made of. */
export interface NoteWords {
  /** Whether they hold a word in any case. */
  isKnown(id: number): boolean;
  /** Whether they hold it as it is spelled. */
  isSeen(id: number): boolean;
  readonly newWords: NewWords;
}

/** P(next token | text), of whoever is asked: valid until the next question. */
export type ProbsAfter = (read: TextRead) => Float32Array;

export interface Candidate {
  readonly text: string;
  readonly id: number;
  readonly probability: number;
  readonly reading: Reading;
  readonly mixed: Mixed;
  /** 0: as it is typed; 1: shown and ignored before; 2: it begins so in other case only. */
  readonly tier: number;
}

export interface Ranked {
  readonly text: Readings;
  /** The ways to read it that count. */
  readonly ways: readonly Reading[];
  /** At most k. */
  readonly best: readonly Candidate[];
  /** P(what is typed, and anything that can go on from it): a candidate's probability is given as a share of this. */
  readonly total: number;
}

export class Predictor {
  readonly reader: TextReader;
  readonly possible: PossibleWords;
  private readonly words: WordList;
  readonly newWords: NewWords;
  private readonly documentWords: DocumentWords;

  constructor(
    readonly mixture: Mixture,
    private readonly lexicon: Lexicon,
    /** Those that are counted; the lexicon may have grown beyond. */
    words: WordShapes,
    readonly unit: TokenUnit,
    { isKnown, isSeen, newWords }: NoteWords,
  ) {
    this.newWords = newWords;
    this.documentWords = new DocumentWords(lexicon, words.texts.length);
    this.reader = new TextReader(this.documentWords, unit);
    this.words = new WordList(words.texts, unit, isKnown, isSeen);
    this.possible = new PossibleWords(this.words, this.documentWords);
  }

  /** @param lines prose before the cursor; the last one is being written and keeps its trailing space. */
  predict(lines: readonly string[], asked: Asked): Prediction {
    const { text, best, total } = this.rank(lines, asked);
    const items = best.map((each) => suggestion(each, total));
    const prefixLength = text.readings[0].typed.length;
    const wanted = asked.toSentenceEnd || asked.ghostThreshold !== undefined;
    if (!wanted || best.length === 0) return { items, prefixLength };
    return { items, prefixLength, ghost: this.ghost(best[0].reading, items[0], asked) };
  }

  /** Whoever asks what comes after these lines need not wait so long then. Yields every few milliseconds. */
  *readUp(lines: readonly string[]): Generator<undefined, void> {
    this.documentWords.tidy();
    const { common } = this.reader.read(lines);
    if (common.inputs.length > 0) yield* this.mixture.readUp(common);
  }

  /** The best words of all ways to read the text. */
  rank(lines: readonly string[], { k, ignored = [], ownNote = -1, never = nothing }: Asked): Ranked {
    this.documentWords.tidy();
    const text = this.reader.read(lines);
    const probsAfter: ProbsAfter = (read) => this.mixture.after(read, ownNote).probs;
    const shown = new Set(ignored);
    const candidates: Candidate[] = [];
    const ways: Reading[] = [];
    let total = 0;
    for (const reading of text.readings) {
      const way = this.follow(text.common, reading.path, probsAfter, leastWay * total);
      if (way === 0) continue;
      ways.push(reading);
      const mixed = this.mixture.after(reading.read, ownNote);
      if (reading.typed === '') {
        total += way * this.possible.massAhead(mixed.probs, reading);
        candidates.push(...this.nextWords(reading, mixed, way, shown, k + never.size));
      } else {
        const fits = this.possible.fitting(reading);
        for (const id of fits.exact) total += way * mixed.probs[id];
        total += way * this.newWords.beginningWith(reading.typed);
        candidates.push(...this.completions(reading, mixed, fits, way, shown));
      }
    }
    candidates.sort((a, b) => a.tier - b.tier || b.probability - a.probability);
    const plausible = candidates.filter(
      ({ id, text, probability }) =>
        !never.has(text.toLowerCase()) && (this.possible.isSeen(id) || probability >= leastUnseen * total),
    );
    return { text, ways, best: withoutRepeats(plausible).slice(0, k), total };
  }

  /** P(these tokens | text); 0 where it is less than `least`. */
  follow(text: TextRead, path: readonly string[], probsAfter: ProbsAfter, least = 0): number {
    let probability = 1;
    let read = text;
    for (const token of path) {
      probability *= probsAfter(read)[this.documentWords.idOf(token)] || this.newWords.probability(token);
      if (probability < least) return 0;
      read = this.reader.after(read, token);
    }
    return probability;
  }

  /**
   * Of every token of a text and every sentence's end, in order: P(token | all before). 0: a word that neither the notes
   * nor the text before it hold.
   */
  *probabilities(sentences: readonly Sentence[]): Generator<number> {
    const { inputs, targets } = this.reader.readSentences(sentences);
    for (let at = 0; at < inputs.length; at++) {
      // Of a long text as much as there is memory for, its beginning moving in steps.
      const from = Math.max(0, Math.floor(at / textStep) - textSteps) * textStep;
      const read = { inputs: inputs.slice(from, at + 1), targets: targets.slice(from, at) };
      const target = at < targets.length ? targets[at] : end;
      yield this.mixture.after(read, -1).probs[target];
    }
  }

  textOf(id: number): string {
    return this.documentWords.textOf(id);
  }

  /** Who reads on from here over a while: new words have other ids there, which what is typed meanwhile does not forget. */
  apart({ inputs, targets }: TextRead) {
    const { size } = this.words;
    const words = new DocumentWords(this.lexicon, size);
    const own = (id: number) => (isSpecialId(id) ? id : words.idOf(this.textOf(id)));
    return {
      read: { inputs: inputs.map(own), targets: targets.map(own) },
      reader: new TextReader(words, this.unit),
      own,
      textOf: (id: number) => words.textOf(id),
      // The last one is the boundary between notes.
      never: [unk, start, lineStart, size],
    };
  }

  private ghost(
    reading: Reading,
    first: Suggestion,
    { toSentenceEnd, ghostThreshold = 0, ownNote = -1, never = nothing }: Asked,
  ): Ghost | undefined {
    const threshold = toSentenceEnd ? undefined : ghostThreshold;
    if (!first.insert || first.probability < (threshold ?? 0)) return undefined;
    const boundary = this.words.size;
    const { parts, ...whole } = continueFrom(reading.read, first, threshold, {
      probsAfter: (read) => this.mixture.after(read, ownNote).probs,
      after: (read, token) => this.reader.after(read, token),
      textOf: (id) => this.textOf(id),
      mayFollow: (id) => !isSpecialId(id) && id !== boundary && !never.has(this.textOf(id).toLowerCase()),
    });
    return { parts: [first.insert, ...parts], ...whole };
  }

  private completions(
    reading: Reading,
    mixed: Mixed,
    fits: { exact: readonly number[]; other: readonly number[] },
    way: number,
    shown: ReadonlySet<string>,
  ): Candidate[] {
    const { typed } = reading;
    const candidates = (ids: readonly number[], tier: (text: string) => number) =>
      ids.flatMap((id) => {
        const text = this.textOf(id);
        const probability = mixed.probs[id] * way;
        return saves(text, typed) && probability > 0
          ? [{ text, id, probability, reading, mixed, tier: tier(text) }]
          : [];
      });
    return [...candidates(fits.exact, (text) => (shown.has(text) ? 1 : 0)), ...candidates(fits.other, () => 2)];
  }

  private nextWords(reading: Reading, mixed: Mixed, way: number, shown: ReadonlySet<string>, k: number): Candidate[] {
    const { probs } = mixed;
    const { size, offered } = this.words;
    const best = topK(probs.subarray(0, size), k + shown.size, offered[reading.next]);
    for (const [text, id] of this.documentWords.entries()) {
      // What may not be a word at all, by other readings, is not offered again at once.
      if (reading.path.includes(text)) continue;
      if (probs[id] > 0 && isWord(text) && stands(text)[reading.next]) best.push(id);
    }
    return best.map((id) => {
      const text = this.textOf(id);
      return { text, id, probability: probs[id] * way, reading, mixed, tier: shown.has(text) ? 1 : 0 };
    });
  }
}

/** @param total of all that can come next: the probability is given as a share of it. */
function suggestion({ text, id, probability, reading, mixed, tier }: Candidate, total: number): Suggestion {
  const typedLength = reading.typed.length;
  const insert = tier === 2 ? undefined : insertion(reading, text);
  return { text, insert, typedLength, probability: Math.min(1, probability / total), sources: sharesOf(mixed, id) };
}

/** The same word can come from two readings: the more probable one stays. */
function withoutRepeats(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ text }) => !seen.has(text) && seen.add(text));
}
