// Everything that is counted in the notes, together: n-grams as they are spelled and without case, n-grams with a gap,
// and which notes are near to a text. Counting is work for a thread of its own (countNotes gives typed arrays only);
// asking is what the rest does.

import { lineStart, start } from '../text/vocabulary';
import type { WordShapes } from '../text/wordShapes';
import { countFolded, FoldedModel, type FoldedTables } from './foldedModel';
import { lineStartStream } from './lineStarts';
import { countNgrams, NgramModel, type NgramTables } from './kneserNey';
import { indexNotes, type IndexTables, NoteIndex } from './neighbours';
import type { EventStream } from './ngramTables';

/** Of the longest n-grams. */
export const usualOrder = 5;
/** Of those that pass over the nearest word: two words, and the one that is predicted. */
const skippingOrder = 3;
/** Of the n-grams of how lines begin. */
export const lineOrder = 3;
/** Longer texts have seen enough contexts as they are spelled, and no memory to spare. */
const mostEventsForVariants = 1_500_000;
/**
 * Of very long ones most memory goes to the longest n-grams: five million words take 191 MB with those of five words, 111 of
 * four and 46 of three. Perplexity of counts alone on wikitext-2: 240.0, 241.4, 247.6.
 */
const mostEventsForOrder = 3_000_000;
const largeOrder = 3;
/** Fewer words than this that differ in case only, as in Chinese: nothing to gain from folding. */
const leastFoldedShare = 0.03;

export interface NoteTables {
  readonly spelled: NgramTables;
  readonly folded: FoldedTables | undefined;
  readonly skipping: NgramTables | undefined;
  readonly lines: NgramTables;
  readonly index: IndexTables;
}

export function countNotes(streams: readonly EventStream[], words: WordShapes, order = usualOrder): NoteTables {
  const events = eventsOf(streams);
  const small = events <= mostEventsForVariants;
  const folds = small && words.foldedShare >= leastFoldedShare;
  return {
    spelled: countNgrams(
      streams,
      words.texts.length,
      events <= mostEventsForOrder ? order : Math.min(order, largeOrder),
    ),
    folded: folds ? countFolded(streams, words) : undefined,
    skipping: small ? countNgrams(streams.map(withoutNearest), words.texts.length, skippingOrder) : undefined,
    lines: countNgrams(streams.map(lineStartStream), words.texts.length, lineOrder),
    index: indexNotes(streams, words.texts.length),
  };
}

function eventsOf(streams: readonly EventStream[]): number {
  return streams.reduce((sum, { targets }) => sum + targets.length, 0);
}

/** Every target beside the word before its nearest one. */
function withoutNearest({ inputs, targets }: EventStream): EventStream {
  return { inputs: inputs.subarray(0, Math.max(0, inputs.length - 1)), targets: targets.subarray(1) };
}

export class NoteCounts {
  readonly spelled: NgramModel;
  readonly folded: FoldedModel | undefined;
  /** How lines begin after others; asked with the first words of the lines so far. */
  readonly lines: NgramModel;
  private readonly skippingModel: NgramModel | undefined;
  private readonly index: NoteIndex;

  constructor(
    tables: NoteTables,
    readonly words: WordShapes,
    /** The notes themselves, for those that are near to a text. */
    readonly streams: readonly EventStream[],
  ) {
    this.spelled = new NgramModel(tables.spelled);
    this.folded = tables.folded && new FoldedModel(tables.folded, words);
    this.lines = new NgramModel(tables.lines);
    this.skippingModel = tables.skipping && new NgramModel(tables.skipping);
    this.index = new NoteIndex(tables.index);
  }

  /** So much text that there is no memory for a second count beside whatever else goes on. */
  get isLarge(): boolean {
    return eventsOf(this.streams) > mostEventsForOrder;
  }

  get vocabSize(): number {
    return this.words.texts.length;
  }

  /** Fills `out` with P(w | the context without its nearest word). @returns false: there is nothing to say. */
  skipping(context: readonly number[], out: Float32Array): boolean {
    // Where a sentence begins, its mark is the nearest word and what comes before it tells little.
    const nearest = context[context.length - 1];
    if (!this.skippingModel || context.length < 2 || nearest === start || nearest === lineStart) return false;
    this.skippingModel.probs(context.slice(0, -1).slice(-skippingOrder), out);
    return true;
  }

  /** Which notes share most with a text, nearest first. */
  nearest(words: ArrayLike<number>, most: number, without: number): number[] {
    return this.index.nearest(words, most, without);
  }
}
