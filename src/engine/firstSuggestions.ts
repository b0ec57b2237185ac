// How probable the first suggestion is where a word begins, over held-out notes.

import type { NoteCounts } from '../counts/noteCounts';
import type { EventStream } from '../counts/ngramTables';
import type { EvidenceReader } from '../predict/evidence';
import type { Gate } from '../predict/gate';
import { Mixture } from '../predict/mixture';
import { WordList } from '../predict/wordList';
import { isWord } from '../text/tokenize';
import { isSpecialId } from '../text/vocabulary';

export function firstSuggestions(
  reader: EvidenceReader,
  gate: Gate,
  counts: NoteCounts,
  notes: readonly EventStream[],
  stride: number,
): number[] {
  const { texts } = counts.words;
  const words = new WordList(texts, 'words', () => true);
  const mixture = new Mixture(reader, gate);
  const startsWord = (id: number) => id >= 0 && !isSpecialId(id) && isWord(texts[id]);
  const found: number[] = [];
  let n = 0;
  for (const { inputs, targets } of notes) {
    for (let at = 0; at < targets.length; at++) {
      if (!startsWord(targets[at]) || n++ % stride > 0) continue;
      const read = { inputs: Array.from(inputs.subarray(0, at + 1)), targets: Array.from(targets.subarray(0, at)) };
      const { probs } = mixture.after(read, -1);
      // Between two words the writer has typed a space: no full stop can follow.
      const spaced = startsWord(inputs[at]) && words.spaced[inputs[at]] === 1;
      found.push(
        greatestShare(probs, spaced ? words.offered.spaced : words.offered.any, spaced ? words.spaced : undefined),
      );
    }
  }
  return found;
}

/** The greatest of those that are offered, as a share of all that are possible. */
function greatestShare(probs: Float32Array, offered: Uint8Array, possible: Uint8Array | undefined): number {
  let [most, mass] = [0, 0];
  for (let id = 0; id < offered.length; id++) {
    if (!possible || possible[id]) mass += probs[id];
    if (offered[id] && probs[id] > most) most = probs[id];
  }
  return mass > 0 ? most / mass : 0;
}
