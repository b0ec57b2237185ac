// What the sources say of words that have come, on held-out notes: for fitting how much each is trusted.

import type { EventStream } from '../counts/ngramTables';
import { featureCount, type EvidenceReader, type SourceName, sourceNames, type TextRead } from './evidence';
import type { GateSamples } from './gate';

export interface SampledWords {
  /** Whether the counted notes hold it: what nobody can know yet does not count. */
  isKnown(id: number): boolean;
  /** How much it counts that it is foreseen. */
  weightOf(id: number): number;
}

const document = sourceNames.indexOf('document');

/**
 * Reads notes with the sources. Of every `stride` words one is taken, the first of each note at a place of its own, so
 * that beginnings are not taken too often.
 * @param without sources to leave out, each time: so many samples are returned.
 */
export function collectSamples(
  reader: EvidenceReader,
  notes: readonly EventStream[],
  stride: number,
  { isKnown, weightOf }: SampledWords,
  without: readonly ReadonlySet<SourceName>[],
): GateSamples[] {
  const [K, F] = [sourceNames.length, featureCount];
  const taken = notes.map(({ targets }, note) => placesOf(targets, stride, note));
  const size = taken.reduce((sum, places) => sum + places.length, 0);
  const shared = { size, probs: new Float32Array(size * K), weights: new Float32Array(size) };
  const samples = without.map(() => ({
    ...shared,
    speaks: new Uint8Array(size * K),
    features: new Float32Array(size * F),
  }));
  const evidence = reader.newEvidence();
  let n = 0;
  notes.forEach((stream, note) => {
    for (const at of taken[note]) {
      const target = stream.targets[at];
      reader.gather(textBefore(stream, at), evidence);
      without.forEach((names, set) => {
        reader.describe(evidence, names);
        samples[set].speaks.set(evidence.speaks, n * K);
        samples[set].features.set(evidence.features, n * F);
      });
      for (let k = 0; k < K; k++) shared.probs[n * K + k] = evidence.probs[k][target];
      shared.weights[n] = isKnown(target) || evidence.probs[document][target] > 0 ? weightOf(target) : 0;
      n++;
    }
  });
  return samples;
}

/** Of a note, what stands before the word at a place. */
export function textBefore({ inputs, targets }: EventStream, at: number): TextRead {
  return { inputs: Array.from(inputs.subarray(0, at + 1)), targets: Array.from(targets.subarray(0, at)) };
}

function placesOf(targets: Int32Array, stride: number, note: number): number[] {
  const places: number[] = [];
  for (let at = note % stride; at < targets.length; at += stride) if (targets[at] >= 0) places.push(at);
  return places;
}
