// The files of numbers that belong to a model: weights under PyTorch's names, and for a run to go on from, the weights of
// the moment, the moments of Adam and the hidden states.

import fs from 'node:fs';
import { flatLength } from '../rnn/parameters';
import { finish } from '../rnn/stepwise';
import { cellOf, type ModelConfig, parametersOf } from '../rnn/shapes/config';
import { decodeSafetensors, encodeSafetensors, type Tensor } from '../rnn/safetensors';

/** All numbers that training goes on from; the first three flat, as in ParameterSet. */
export interface RunNumbers {
  readonly params: Float32Array;
  readonly m: Float32Array;
  readonly v: Float32Array;
  /** h and c of every layer, one after the other. */
  readonly state: Float32Array;
}

/** Checkpoints are numbered from `first` on. */
export interface CheckpointFiles {
  readonly folder: string;
  readonly first: number;
}

export const kinds = ['weights', 'training', 'notes', 'trained'] as const;
export type FileKind = (typeof kinds)[number];

const endings: Readonly<Record<FileKind, string>> = {
  weights: 'safetensors',
  training: 'safetensors',
  notes: 'ids',
  trained: 'json',
};

export function fileName(kind: FileKind, number: number): string {
  return `${kind}-${number}.${endings[kind]}`;
}

/** The number in such a name; undefined: the file is another. */
export function numberOf(kind: FileKind, file: string): number | undefined {
  const [, found, digits, ending] = /^([a-z]+)-(\d+)\.([a-z]+)$/.exec(file) ?? [];
  return found === kind && ending === endings[kind] ? Number(digits) : undefined;
}

/** In steps. @param more tensors of what stands beside the network. @param metadata likewise. @throws Error where a weight is no number. */
export function* writingWeights(
  file: string,
  config: ModelConfig,
  flat: Float32Array,
  more: readonly Tensor[] = [],
  metadata: Readonly<Record<string, string>> = {},
): Generator<undefined, void> {
  yield* writing(file, config, yield* checked([...named(config, flat, ''), ...more]), metadata);
}

/** The bytes of such a file, in memory that nobody shares. @throws Error likewise. */
export function* weightBytes(
  config: ModelConfig,
  flat: Float32Array,
  metadata: Readonly<Record<string, string>>,
): Generator<undefined, Uint8Array<ArrayBuffer>> {
  const pieces = encoded(config, yield* checked(named(config, flat, '')), metadata);
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    yield;
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Nothing that is no number is ever kept. */
function* checked(tensors: readonly Tensor[]): Generator<undefined, readonly Tensor[]> {
  for (const { data } of tensors) {
    yield;
    if (!allFinite(data)) throw new Error('a weight is no number');
  }
  return tensors;
}

/** @throws Error that says what is wrong with the file. */
export function readWeights(bytes: Uint8Array, config: ModelConfig): Float32Array {
  return weightsIn(decodeSafetensors(bytes).tensors, config);
}

/** @throws Error that names a tensor that is missing or wrong. */
export function weightsIn(tensors: ReadonlyMap<string, Tensor>, config: ModelConfig): Float32Array {
  return flatOf(config, tensors, '');
}

/** One that stands beside the network; undefined: there is none. @throws Error that says what is wrong with the file. */
export function readTensor(bytes: Uint8Array, name: string): Float32Array | undefined {
  return decodeSafetensors(bytes).tensors.get(name)?.data;
}

/** Straight from where the numbers are, shared memory or not: no copy of them is made. */
export function writeRun(file: string, config: ModelConfig, { params, m, v, state }: RunNumbers): void {
  const parts = [named(config, params, 'params.'), named(config, m, 'adam.m.'), named(config, v, 'adam.v.')];
  finish(writing(file, config, [...parts.flat(), { name: 'state', shape: [state.length], data: state }]));
}

/** @throws Error that says what is wrong with the file. */
export function readRun(bytes: Uint8Array, config: ModelConfig): RunNumbers {
  const { tensors } = decodeSafetensors(bytes);
  const part = (prefix: string) => flatOf(config, tensors, prefix);
  const state = tensors.get('state')?.data ?? new Float32Array(0);
  return { params: part('params.'), m: part('adam.m.'), v: part('adam.v.'), state };
}

/** Bytes that are written in one step. */
const inOneStep = 1 << 20;

function* writing(
  file: string,
  config: ModelConfig,
  tensors: readonly Tensor[],
  more: Readonly<Record<string, string>> = {},
): Generator<undefined, void> {
  const descriptor = fs.openSync(file, 'w');
  try {
    for (const piece of encoded(config, tensors, more)) {
      for (let at = 0; at < piece.length;) {
        yield;
        at += fs.writeSync(descriptor, piece, at, Math.min(inOneStep, piece.length - at));
      }
    }
  } catch (error) {
    // Half of it would take the room that the disk has not.
    fs.rmSync(file, { force: true });
    throw error;
  } finally {
    fs.closeSync(descriptor);
  }
}

function encoded(config: ModelConfig, tensors: readonly Tensor[], more: Readonly<Record<string, string>>) {
  return encodeSafetensors(tensors, { format: 'pt', producer: 'afterword', cell: cellOf(config), ...more });
}

function named(config: ModelConfig, flat: Float32Array, prefix: string): Tensor[] {
  return parametersOf(config).map(({ name, shape, offset, rows, cols }) => ({
    name: prefix + name,
    shape,
    data: flat.subarray(offset, offset + rows * cols),
  }));
}

/** Room is made when all tensors are there. @throws Error that names one that is missing, has another shape or no number. */
function flatOf(config: ModelConfig, tensors: ReadonlyMap<string, Tensor>, prefix: string): Float32Array {
  const list = parametersOf(config);
  const found = list.map(({ name, shape, offset }) => {
    const tensor = tensors.get(prefix + name);
    if (!tensor) throw new Error(`tensor ${prefix}${name} is missing`);
    if (tensor.shape.join() !== shape.join()) {
      throw new Error(`tensor ${prefix}${name} is [${tensor.shape.join(', ')}], not [${shape.join(', ')}]`);
    }
    if (!allFinite(tensor.data)) throw new Error(`tensor ${prefix}${name} has a value that is no number`);
    return { offset, data: tensor.data };
  });
  const flat = new Float32Array(flatLength(list));
  for (const { offset, data } of found) flat.set(data, offset);
  return flat;
}

/** Neither NaN nor infinite: of those, the difference from itself is NaN. An iterator would take ten times as long. */
export function allFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] - values[i];
  return sum === 0;
}
