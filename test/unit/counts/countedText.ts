// Notes as they are counted, from lines of text, without an engine around them.

import { finish } from '../../../src/rnn/stepwise';
import { NoteCounts, countNotes } from '../../../src/counts/noteCounts';
import type { EventStream } from '../../../src/counts/ngramTables';
import { encodeNotes, type Note } from '../../../src/text/corpus';
import { Lexicon } from '../../../src/text/lexicon';
import { tokenizeLine } from '../../../src/text/tokenize';
import { addingOtherCases, type WordShapes, shapingWords } from '../../../src/text/wordShapes';

export interface CountedText {
  readonly lexicon: Lexicon;
  readonly words: WordShapes;
  readonly streams: readonly EventStream[];
  readonly notes: readonly Note[];
  readonly counts: NoteCounts;
  /** The id of a word that the notes hold, in some case. */
  id(word: string): number;
}

/** @param notes lines of each. */
export function countText(...notes: readonly (readonly string[])[]): CountedText {
  return countThese(notes.map((lines, n) => ({ path: `${n}.md`, sentences: lines.flatMap(tokenizeLine) })));
}

export function countThese(notes: readonly Note[]): CountedText {
  const lexicon = Lexicon.over(undefined);
  const streams = notes.map((note) => encodeNotes([note], lexicon.growing));
  finish(addingOtherCases(lexicon));
  const words = finish(shapingWords(lexicon));
  const counts = new NoteCounts(countNotes(streams, words), words, streams);
  const id = (word: string) => {
    const found = lexicon.idOf(word);
    if (lexicon.isSpecial(found)) throw new Error(`no note holds ${word}`);
    return found;
  };
  return { lexicon, words, streams, notes, counts, id };
}
