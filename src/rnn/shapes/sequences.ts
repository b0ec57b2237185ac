// Many sequences in one array, and how they are put into the window of a network: sources end together at its last step,
// what the decoder is given begins at its first. In an epoch sequences of about the same length stand side by side, so
// that little of a window is padding.

import { Random } from '../random';
import type { LabelConfig, PairsConfig, ShapeConfig } from './config';
import { EncoderDecoder } from './encoderDecoder';
import type { Labeller } from './labeller';
import type { ShapeModel, ShapeWindow } from './learner';
import { SigmoidLayer } from './sigmoidLayer';

/** Sequence i is ids[starts[i]] … ids[starts[i + 1] − 1]. */
export interface Sequences {
  readonly ids: Int32Array;
  readonly starts: Int32Array; // [N + 1]
}

/**
 * What is learnt from. targets: of `pairs` the words of each target; of `tag` as many labels as tokens; of `classify` the
 * one class, or all that hold.
 */
export interface Examples {
  readonly sources: Sequences;
  readonly targets: Sequences;
}

/** The ids before a target and after it, as the decoder has them. */
export interface Ends {
  readonly start: number;
  readonly end: number;
}

export function lengthOf({ starts }: Sequences, i: number): number {
  return starts[i + 1] - starts[i];
}

export function countOf({ starts }: Sequences): number {
  return Math.max(0, starts.length - 1);
}

/** An order of examples for an epoch: shuffled, then in pools of some batches put beside others of about their length. */
export function orderOf({ sources, targets }: Examples, batchSize: number, seed: number): Int32Array {
  const random = new Random(seed);
  const all = random.shuffle(Array.from({ length: countOf(sources) }, (_, i) => i));
  const pool = batchSize * 32;
  const batches: number[][] = [];
  const size = (i: number) => lengthOf(sources, i) + lengthOf(targets, i);
  for (let at = 0; at < all.length; at += pool) {
    const some = all.slice(at, at + pool).sort((a, b) => size(a) - size(b));
    for (let i = 0; i < some.length; i += batchSize) batches.push(some.slice(i, i + batchSize));
  }
  return Int32Array.from(random.shuffle(batches).flat());
}

/** Puts examples into the window, −1: none. What is longer than the window loses its beginning, a target its end. */
export function fillWindow(model: ShapeModel, examples: Examples, chosen: ArrayLike<number>, ends: Ends): void {
  const stack = model instanceof EncoderDecoder ? model.encoder : model.stack;
  const { batchSize: B, seqLen: S } = stack.shape;
  stack.inputs.fill(0);
  model.output.targets.fill(-1);
  for (let b = 0; b < B; b++) {
    const example = b < chosen.length ? chosen[b] : -1;
    stack.begins[b] = S - 1;
    if (example < 0) continue;
    const source = idsOf(examples.sources, example);
    const read = source.subarray(Math.max(0, source.length - S));
    const begin = S - Math.max(1, read.length);
    stack.begins[b] = begin;
    read.forEach((id, i) => (stack.inputs[(begin + i) * B + b] = id));
    const target = idsOf(examples.targets, example);
    if (model instanceof EncoderDecoder) fillTarget(model, target, b, ends);
    else fillLabels(model, target.subarray(Math.max(0, target.length - S)), b, begin);
  }
}

export function idsOf({ ids, starts }: Sequences, i: number): Int32Array {
  return ids.subarray(starts[i], starts[i + 1]);
}

/** Teacher forcing: `<s>` w1 w2 … is given, w1 w2 … `</s>` is expected. */
function fillTarget(model: EncoderDecoder, words: Int32Array, b: number, { start, end }: Ends): void {
  const { batchSize: B, targetLen: T } = model.shape;
  for (let t = 0; t < T; t++) {
    model.decoder.inputs[t * B + b] = t === 0 ? start : t <= words.length ? words[t - 1] : end;
    model.output.targets[b * T + t] = t < words.length ? words[t] : t === words.length ? end : -1;
  }
}

function fillLabels({ output, config, shape }: Labeller, labels: Int32Array, b: number, begin: number): void {
  if (config.shape === 'tag') return output.targets.set(labels, b * shape.seqLen + begin);
  output.targets[b] = labels.length > 0 ? labels[0] : output instanceof SigmoidLayer ? 0 : -1;
  if (!(output instanceof SigmoidLayer)) return;
  output.labels.fill(0, b * config.classes, (b + 1) * config.classes);
  for (const label of labels) output.labels[b * config.classes + label] = 1;
}

/** Shares of the examples that the windows hold whole, the last of them all but the longest few. */
const windowShares = [0.3, 0.6, 0.85, 0.995];

/** Windows of several lengths, the shortest first: little of a batch of short sequences is padding. */
export function windowsFor(config: ShapeConfig, { sources, targets }: Examples, batchSize: number): ShapeWindow[] {
  const lengths = (sequences: Sequences) =>
    Array.from({ length: countOf(sequences) }, (_, i) => lengthOf(sequences, i)).sort((a, b) => a - b);
  const [sourceLengths, targetLengths] = [lengths(sources), lengths(targets)];
  const at = (sorted: readonly number[], share: number) => {
    return Math.max(1, sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 1);
  };
  const windows = windowShares.map((share) => ({
    batchSize,
    sourceLen: at(sourceLengths, share),
    targetLen: config.shape === 'pairs' ? at(targetLengths, share) + 1 : 1,
  }));
  return windows.filter((window, i) => i === 0 || !fits(window, windows[i - 1]));
}

/** The first window that holds these examples whole; the last where none does. */
export function windowOf(windows: readonly ShapeWindow[], examples: Examples, chosen: ArrayLike<number>): number {
  const longest = (sequences: Sequences) =>
    Array.from(chosen).reduce((most, i) => Math.max(most, lengthOf(sequences, i)), 1);
  const [sourceLen, target] = [longest(examples.sources), longest(examples.targets)];
  const found = windows.findIndex((window) => {
    return fits({ sourceLen, targetLen: window.targetLen === 1 ? 1 : target + 1 }, window);
  });
  return found < 0 ? windows.length - 1 : found;
}

function fits(inner: Omit<ShapeWindow, 'batchSize'>, outer: Omit<ShapeWindow, 'batchSize'>): boolean {
  return inner.sourceLen <= outer.sourceLen && inner.targetLen <= outer.targetLen;
}

/** How many positions have a target: what a summed loss is divided by. */
export function targetCount(config: LabelConfig | PairsConfig, { sources, targets }: Examples): number {
  if (config.shape === 'classify') return countOf(sources);
  return targets.ids.length + (config.shape === 'pairs' ? countOf(targets) : 0);
}
