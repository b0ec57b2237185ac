// Counts the notes and keeps the counts: anew whenever notes have changed, in a thread, while the counts before answer.
// Also fits how the sources are trusted, over the same words.

import type { EventStream } from '../counts/ngramTables';
import { NoteCounts } from '../counts/noteCounts';
import type { SourceName } from '../predict/evidence';
import { encodeNotes, type Note } from '../text/corpus';
import { Lexicon } from '../text/lexicon';
import { SharedIds } from '../text/sharedIds';
import type { TokenUnit } from '../text/units';
import type { Vocabulary } from '../text/vocabulary';
import { addingOtherCases, shapingWords } from '../text/wordShapes';
import { withBreaths } from './breaths';
import { countInThread, fitInThread, type FittedNetwork, type Fits } from './mixtureJobs';
import type { NoteSplit } from './trainingText';

/** Notes as they have been counted. */
export interface Counted {
  readonly lexicon: Lexicon;
  readonly counts: NoteCounts;
  /** The network's words, which come first in the lexicon. */
  readonly vocabulary: Vocabulary | undefined;
  /** Which note a file is. */
  readonly noteOf: ReadonlyMap<string, number>;
  readonly notes: readonly Note[];
}

/** The words of a network, and how its texts are cut. */
export interface KnownWords {
  readonly vocabulary: Vocabulary;
  readonly unit: TokenUnit;
}

export class Counting {
  private lexicon = Lexicon.over(undefined);
  private vocabulary: Vocabulary | undefined;
  private streams = new WeakMap<Note, EventStream>();
  private ids = new SharedIds();
  /** Words of the lexicon whose other case has been added. */
  private withCases = 0;
  /** What is being encoded; one after the other. */
  private encoded: Promise<unknown> = Promise.resolve();

  /** @param scripts where mixtureThread.js is. */
  constructor(private readonly scripts: string) {}

  async count(notes: readonly Note[], known: KnownWords | undefined): Promise<Counted> {
    const { lexicon, streams, words } = await this.encode(notes, known);
    const tables = await countInThread(this.scripts, { streams, words });
    const noteOf = new Map(notes.map(({ path }, index) => [path, index]));
    return { lexicon, counts: new NoteCounts(tables, words, streams), vocabulary: known?.vocabulary, noteOf, notes };
  }

  /** @param network whose words are those that the notes are counted over. */
  async fit(
    split: NoteSplit,
    known: KnownWords | undefined,
    network: FittedNetwork | undefined,
    mostSamples: number,
    without: readonly (readonly SourceName[])[],
  ): Promise<Fits> {
    const { streams, words } = await this.encode([...split.train, ...split.valid], known);
    const train = streams.slice(0, split.train.length);
    const valid = streams.slice(split.train.length);
    return fitInThread(this.scripts, { train, valid, words, network, mostSamples, without });
  }

  private encode(...given: Parameters<Counting['encoding']>) {
    const done = this.encoded.then(() => withBreaths(this.encoding(...given)));
    this.encoded = done.catch(() => undefined);
    return done;
  }

  /** In steps: their words as numbers, of which they make more as they are met. */
  *encoding(notes: readonly Note[], known: KnownWords | undefined) {
    const vocabulary = known?.vocabulary;
    if (vocabulary !== this.vocabulary) {
      this.vocabulary = vocabulary;
      this.lexicon = Lexicon.over(vocabulary);
      this.streams = new WeakMap();
      this.ids = new SharedIds();
      this.withCases = 0;
    }
    const { lexicon } = this;
    const streams: EventStream[] = [];
    for (const note of notes) {
      yield;
      streams.push(this.streamOf(note));
    }
    // Benchmark texts are closed: they hold the words that they hold.
    if (!known || known.unit === 'words') yield* addingOtherCases(lexicon, this.withCases);
    this.withCases = lexicon.size;
    return { lexicon, streams, words: yield* shapingWords(lexicon) };
  }

  private streamOf(note: Note): EventStream {
    const known = this.streams.get(note);
    if (known) return known;
    const { inputs, targets } = encodeNotes([note], this.lexicon.growing, (length) => this.ids.take(length));
    const stream = { inputs, targets };
    this.streams.set(note, stream);
    return stream;
  }
}
