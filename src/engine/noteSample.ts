// Notes to read through: some of them if all would be too many, chosen by a seed, as one stream of ids; and the way back
// from a place in the stream to the words that stand there, and to their file.

import type { Stream } from '../rnn/batches';
import { Random } from '../rnn/random';
import { encodeNotes, type Note } from '../text/corpus';
import type { WordIds } from '../text/lexicon';
import { aroundWord, placeOf, positionOf } from './occurrences';
import type { Occurrence } from './protocol/suggestions';

export class NoteSample {
  readonly stream: Stream;
  private readonly chosen: readonly Note[];

  /** @param most positions; the last note is cut where it exceeds them. */
  constructor(notes: readonly Note[], vocabulary: WordIds, most: number, seed: number) {
    const chosen: Note[] = [];
    let positions = 0;
    for (const note of new Random(seed).shuffle([...notes])) {
      if (positions >= most) break;
      chosen.push(note);
      positions += lengthOf(note);
    }
    this.chosen = chosen;
    const { inputs, targets } = encodeNotes(chosen, vocabulary);
    this.stream = { inputs: inputs.subarray(0, most), targets: targets.subarray(0, most) };
  }

  /** The note that a position lies in, and the token that is read there: where a sentence begins, its first. */
  tokenAt(position: number): { readonly note: Note; readonly sentence: number; readonly token: number } {
    let left = position;
    for (const note of this.chosen) {
      const length = lengthOf(note);
      if (left < length) {
        // At a position its token is to be predicted; it is read at the next.
        const [sentence, token] = positionOf(note, left);
        return { note, sentence, token: Math.max(0, token - 1) };
      }
      left -= length;
    }
    throw new RangeError(`There is no position ${position} in the sample`);
  }

  /** undefined: the file does not hold the words any more. @param pause lets others go on. */
  async occurrence(position: number, pause: () => Promise<void>): Promise<Occurrence | undefined> {
    const { note, sentence, token } = this.tokenAt(position);
    const place = await placeOf(note, sentence, token, pause);
    return place && { file: note.path, ...place, ...aroundWord(note.sentences[sentence].tokens, token) };
  }
}

/** One position for every token and one for the end of each sentence. */
function lengthOf({ sentences }: Note): number {
  return sentences.reduce((sum, { tokens }) => sum + tokens.length + 1, 0);
}
