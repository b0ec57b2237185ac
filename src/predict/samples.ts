// What the sources say of words that have come, on held-out notes: for fitting how much each is trusted.

import type { EventStream } from '../counts/ngramTables';
import { featureCount, type EvidenceReader, sourceNames } from './evidence';
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
 */
export function collectSamples(
  reader: EvidenceReader,
  notes: readonly EventStream[],
  stride: number,
  { isKnown, weightOf }: SampledWords,
): GateSamples {
  const [K, F] = [sourceNames.length, featureCount];
  const taken = notes.map(({ targets }, note) => placesOf(targets, stride, note));
  const size = taken.reduce((sum, places) => sum + places.length, 0);
  const samples = {
    size,
    probs: new Float32Array(size * K),
    speaks: new Uint8Array(size * K),
    features: new Float32Array(size * F),
    weights: new Float32Array(size),
  };
  const evidence = reader.newEvidence();
  let n = 0;
  notes.forEach(({ inputs, targets }, note) => {
    for (const at of taken[note]) {
      const target = targets[at];
      const read = { inputs: Array.from(inputs.subarray(0, at + 1)), targets: Array.from(targets.subarray(0, at)) };
      reader.read(read, evidence);
      samples.speaks.set(evidence.speaks, n * K);
      samples.features.set(evidence.features, n * F);
      for (let k = 0; k < K; k++) samples.probs[n * K + k] = evidence.probs[k][target];
      samples.weights[n] = isKnown(target) || evidence.probs[document][target] > 0 ? weightOf(target) : 0;
      n++;
    }
  });
  return samples;
}

function placesOf(targets: Int32Array, stride: number, note: number): number[] {
  const places: number[] = [];
  for (let at = note % stride; at < targets.length; at += stride) if (targets[at] >= 0) places.push(at);
  return places;
}
