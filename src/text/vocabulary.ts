// The words a model knows, each with one id: those that training began with in descending order of count, then those that
// were met later. The first four ids are special and are never found by spelling: a "</s>" written in a text is a word like any
// other. Only `<unk>` is its own spelling, because benchmark texts are written with it.

export const unk = 0;
/** `<s>`: what stands before the first word of a sentence that follows another one on the same line. */
export const start = 1;
/** `<p>`: what stands before the first word of a sentence that begins a line. */
export const lineStart = 2;
/** `</s>`: what follows the last word of a sentence. */
export const end = 3;
export const specials = ['<unk>', '<s>', '<p>', '</s>'] as const;

export function isSpecialId(id: number): boolean {
  return id < specials.length;
}

export interface VocabularyLimits {
  /** The most ids there may be, the four special ones included. */
  readonly maxSize: number;
  /** Words seen less often than this are unknown. */
  readonly minCount: number;
}

export class Vocabulary {
  private readonly ids: ReadonlyMap<string, number>;

  private constructor(
    private readonly texts: readonly string[],
    /** How often each id stood in the training text as something to be predicted: [size]. `<unk>` counts every dropped word. */
    readonly counts: Float64Array,
  ) {
    this.ids = new Map(texts.slice(specials.length).map((text, index) => [text, index + specials.length]));
  }

  /** `sentences`: how many sentence ends there are, the count of `</s>`. */
  static build(counts: ReadonlyMap<string, number>, limits: VocabularyLimits, sentences = 0): Vocabulary {
    const known = mostFrequent([...counts], limits.minCount, limits.maxSize - specials.length);
    let unknown = 0;
    for (const count of counts.values()) unknown += count;
    for (const [, count] of known) unknown -= count;
    return new Vocabulary(
      [...specials, ...known.map(([text]) => text)],
      Float64Array.from([unknown, 0, 0, sentences, ...known.map(([, count]) => count)]),
    );
  }

  /** These words with their ids, and after them new ones. @returns this one where there are none. */
  grownBy(counts: ReadonlyMap<string, number>, limits: VocabularyLimits): Vocabulary {
    const added = mostFrequent(
      [...counts].filter(([text]) => !this.ids.has(text)),
      limits.minCount,
      limits.maxSize - this.size,
    );
    if (added.length === 0) return this;
    return new Vocabulary(
      [...this.texts, ...added.map(([text]) => text)],
      Float64Array.from([...this.counts, ...added.map(([, count]) => count)]),
    );
  }

  get size(): number {
    return this.texts.length;
  }

  idOf(token: string): number {
    return this.ids.get(token) ?? unk;
  }

  textOf(id: number): string {
    const text = this.texts[id];
    if (text === undefined) throw new RangeError(`No word has the id ${id}: the vocabulary holds ${this.size}`);
    return text;
  }

  isSpecial(id: number): boolean {
    return isSpecialId(id);
  }

  /** All words by id, the special ones included. */
  get words(): readonly string[] {
    return this.texts;
  }

  toJSON(): { words: string[]; counts: number[] } {
    return { words: [...this.texts], counts: [...this.counts] };
  }

  static fromJSON(value: unknown): Vocabulary {
    const { words, counts } = (value ?? {}) as { words?: unknown; counts?: unknown };
    if (!Array.isArray(words) || !words.every((word) => typeof word === 'string')) {
      throw new Error('The vocabulary has no list of words');
    }
    const misplaced = specials.findIndex((special, id) => words[id] !== special);
    if (misplaced >= 0) throw new Error(`The vocabulary should have ${specials[misplaced]} as its word ${misplaced}`);
    if (!Array.isArray(counts) || counts.length !== words.length) {
      throw new Error(`The vocabulary should have a count for each of its ${words.length} words`);
    }
    if (!counts.every((count) => typeof count === 'number' && Number.isFinite(count) && count >= 0)) {
      throw new Error('The vocabulary has a count that is not a number');
    }
    const vocabulary = new Vocabulary(words, Float64Array.from(counts));
    if (vocabulary.ids.size !== words.length - specials.length)
      throw new Error('The vocabulary has the same word twice');
    return vocabulary;
  }
}

/** The words that occur often enough, in descending order of count. */
function mostFrequent(counts: [string, number][], minCount: number, most: number): [string, number][] {
  return counts
    .filter(([text, count]) => text !== specials[unk] && count >= minCount)
    .sort(([a, countA], [b, countB]) => countB - countA || compareCodePoints(a, b))
    .slice(0, Math.max(0, most));
}

/** Code-point order. JavaScript's own `<` compares UTF-16 units, which puts an emoji before the full-width forms. */
function compareCodePoints(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === a.length || at === b.length) return a.length - b.length;
  const unitA = a.charCodeAt(at);
  const unitB = b.charCodeAt(at);
  return surrogatesLast(unitA) - surrogatesLast(unitB);
}

function surrogatesLast(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
