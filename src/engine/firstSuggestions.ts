// How probable the first suggestion is where a word begins, over held-out notes.

import type { NoteCounts } from '../counts/noteCounts';
import type { EventStream } from '../counts/ngramTables';
import { type EvidenceReader, type SourceName } from '../predict/evidence';
import type { Gate } from '../predict/gate';
import { mixInto } from '../predict/mixture';
import { textBefore } from '../predict/samples';
import { WordList } from '../predict/wordList';
import { isWord } from '../text/tokenize';
import { isSpecialId } from '../text/vocabulary';

/** A gate, and the sources that it does without. */
export interface FittedGate {
  readonly gate: Gate;
  readonly without: ReadonlySet<SourceName>;
}

/** @returns for each gate the probability of the first suggestion at every `stride`th word. */
export function firstSuggestions(
  reader: EvidenceReader,
  gates: readonly FittedGate[],
  counts: NoteCounts,
  notes: readonly EventStream[],
  stride: number,
): number[][] {
  const { texts } = counts.words;
  const words = new WordList(texts, 'words', () => true);
  const startsWord = (id: number) => id >= 0 && !isSpecialId(id) && isWord(texts[id]);
  const evidence = reader.newEvidence();
  const probs = new Float32Array(reader.capacity);
  const found = gates.map((): number[] => []);
  let n = 0;
  for (const stream of notes) {
    const { inputs, targets } = stream;
    for (let at = 0; at < targets.length; at++) {
      if (!startsWord(targets[at]) || n++ % stride > 0) continue;
      // Between two words the writer has typed a space: no full stop can follow.
      const spaced = startsWord(inputs[at]) && words.spaced[inputs[at]] === 1;
      const offered = spaced ? words.offered.spaced : words.offered.any;
      reader.gather(textBefore(stream, at), evidence);
      gates.forEach(({ gate, without }, i) => {
        reader.describe(evidence, without);
        mixInto(probs, evidence, gate.lambdas(evidence.features, evidence.speaks));
        found[i].push(greatestShare(probs, offered, spaced ? words.spaced : undefined));
      });
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
