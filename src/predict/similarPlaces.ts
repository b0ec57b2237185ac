// Other places where the network is in a like state, as LSTMVis finds them (Strobelt et al. 2018): units whose activation
// is above a threshold at every one of a few words, and stretches of text of the same length at which the same units are,
// and few others. The text is read in lanes side by side, as in training: far faster than one word after the other.

import type { Kernels } from '../kernels/kernels';
import type { Arena } from '../rnn/arena';
import { batchify, getBatch, type Stream } from '../rnn/batches';
import type { NetworkConfig } from '../rnn/config';
import { Network } from '../rnn/network';
import { parameterList, ParameterSet } from '../rnn/parameters';
import type { LayerState } from '../rnn/recurrentLayer';
import { solo } from '../rnn/team';

export interface StatePattern {
  /** From 0, the bottom. */
  readonly layer: number;
  readonly threshold: number;
  /** The units above it. */
  readonly units: readonly number[];
  /** Of how many words in a row. */
  readonly length: number;
  /** After the last of them: of places with the same units, those come first whose states are nearest to it. [H] */
  readonly state: ArrayLike<number>;
}

export interface SimilarPlace {
  /** Of the last of the words, in the stream. */
  readonly position: number;
  /** Units that are above in both places, and those that are in either. */
  readonly shared: number;
  readonly either: number;
  /** ‖h − state‖ */
  readonly distance: number;
}

const lanes = 8;
const window = 4;
/** Of places that lie so close together only the best is told. */
const apart = 8;

export interface ReadingRoom {
  readonly network: Network;
  readonly params: ParameterSet;
  readonly state: readonly LayerState[];
}

export function layOutReading(arena: Arena, kernels: Kernels, config: NetworkConfig): ReadingRoom {
  const params = new ParameterSet(arena, parameterList(config));
  const shape = { batchSize: lanes, seqLen: window, training: false };
  const network = new Network(arena, kernels, solo, config, shape, params);
  return { network, params, state: network.newState(arena) };
}

/** The units that are above the threshold in every one of these states. */
export function unitsAbove(states: readonly ArrayLike<number>[], threshold: number): number[] {
  const units = Array.from({ length: states[0].length }, (_, unit) => unit);
  return units.filter((unit) => states.every((h) => h[unit] > threshold));
}

/** The places most like the pattern, best first; yields the share of the stream that has been read, 0 … 1. */
export function* similarPlaces(
  { network, params, state }: ReadingRoom,
  weights: Float32Array,
  stream: Stream,
  pattern: StatePattern,
  most: number,
): Generator<number, SimilarPlace[]> {
  params.flat.set(weights);
  network.packWeights();
  for (const { h, c } of state) {
    h.fill(0);
    c.fill(0);
  }
  const H = network.config.hiddenSize;
  const plan = batchify(stream.inputs.length, lanes, window);
  const { outputs } = network.layers[pattern.layer]; // [T, B, H]
  const wanted = new Uint8Array(H);
  for (const unit of pattern.units) wanted[unit] = 1;
  /** For how many words each unit has been above the threshold. [B, H] */
  const runs = new Int32Array(lanes * H);
  const best = new BestPlaces(most);
  for (let w = 0; w < plan.windows; w++) {
    getBatch(network.inputs, network.output.targets, stream, plan, w, 0, lanes);
    network.embed();
    network.forward(state);
    for (let b = 0; b < lanes; b++) {
      for (let t = 0; t < window; t++) {
        const place = w * window + t;
        const position = b * plan.laneLength + place;
        if (place >= plan.laneLength || position >= stream.inputs.length) break;
        let [shared, either, square] = [0, pattern.units.length, 0];
        for (let j = 0, run = b * H, at = (t * lanes + b) * H; j < H; j++, run++, at++) {
          square += (outputs[at] - pattern.state[j]) ** 2;
          runs[run] = outputs[at] > pattern.threshold ? runs[run] + 1 : 0;
          if (runs[run] < pattern.length) continue;
          if (wanted[j]) shared++;
          else either++;
        }
        best.offer({ position, shared, either, distance: Math.sqrt(square) });
      }
    }
    yield (w + 1) / plan.windows;
  }
  return best.places;
}

/** How alike two sets of units are: the share of those in either that are in both (Jaccard 1901). */
export function likeness({ shared, either }: SimilarPlace): number {
  return either > 0 ? shared / either : 0;
}

function isBetter(one: SimilarPlace, other: SimilarPlace): boolean {
  const more = likeness(one) - likeness(other);
  return more > 0 || (more === 0 && one.distance < other.distance);
}

class BestPlaces {
  readonly places: SimilarPlace[] = [];

  constructor(private readonly most: number) {}

  offer(place: SimilarPlace): void {
    const { places, most } = this;
    if (place.shared === 0 || (places.length === most && !isBetter(place, places[most - 1]))) return;
    const near = places.findIndex(({ position }) => Math.abs(position - place.position) < apart);
    if (near >= 0 && !isBetter(place, places[near])) return;
    if (near >= 0) places.splice(near, 1);
    const after = places.findIndex((other) => isBetter(place, other));
    places.splice(after < 0 ? places.length : after, 0, place);
    places.length = Math.min(places.length, most);
  }
}
