// The files of numbers that belong to a model: weights under PyTorch's names, and for a run to go on from, the weights of
// the moment, the moments of Adam and the hidden states.

import fs from 'node:fs';
import { flatLength } from '../rnn/parameters';
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

type FileKind = 'weights' | 'training' | 'notes';

export function fileName(kind: FileKind, number: number): string {
  return `${kind}-${number}.${kind === 'notes' ? 'ids' : 'safetensors'}`;
}

/** The number in such a name; undefined: the file is another. */
export function numberOf(kind: FileKind, file: string): number | undefined {
  const [, found, digits] = /^(?:(weights|training|notes)-(\d+)\.(?:safetensors|ids))$/.exec(file) ?? [];
  return found === kind ? Number(digits) : undefined;
}

/** @param more tensors of what stands beside the network. */
export function writeWeights(
  file: string,
  config: ModelConfig,
  flat: Float32Array,
  more: readonly Tensor[] = [],
): void {
  write(file, config, [...named(config, flat, ''), ...more]);
}

/** @throws Error that says what is wrong with the file. */
export function readWeights(file: string, config: ModelConfig): Float32Array {
  return flatOf(config, decodeSafetensors(fs.readFileSync(file)).tensors, '');
}

/** One that stands beside the network; undefined: there is none. @throws Error that says what is wrong with the file. */
export function readTensor(file: string, name: string): Float32Array | undefined {
  return decodeSafetensors(fs.readFileSync(file)).tensors.get(name)?.data;
}

/** Straight from where the numbers are, shared memory or not: no copy of them is made. */
export function writeRun(file: string, config: ModelConfig, { params, m, v, state }: RunNumbers): void {
  const parts = [named(config, params, 'params.'), named(config, m, 'adam.m.'), named(config, v, 'adam.v.')];
  write(file, config, [...parts.flat(), { name: 'state', shape: [state.length], data: state }]);
}

/** @throws Error that says what is wrong with the file. */
export function readRun(file: string, config: ModelConfig): RunNumbers {
  const { tensors } = decodeSafetensors(fs.readFileSync(file));
  const part = (prefix: string) => flatOf(config, tensors, prefix);
  const state = tensors.get('state')?.data ?? new Float32Array(0);
  return { params: part('params.'), m: part('adam.m.'), v: part('adam.v.'), state };
}

function write(file: string, config: ModelConfig, tensors: readonly Tensor[]): void {
  const descriptor = fs.openSync(file, 'w');
  try {
    for (const piece of encodeSafetensors(tensors, { format: 'pt', producer: 'afterword', cell: cellOf(config) })) {
      for (let at = 0; at < piece.length;) at += fs.writeSync(descriptor, piece, at);
    }
  } finally {
    fs.closeSync(descriptor);
  }
}

function named(config: ModelConfig, flat: Float32Array, prefix: string): Tensor[] {
  return parametersOf(config).map(({ name, shape, offset, rows, cols }) => ({
    name: prefix + name,
    shape,
    data: flat.subarray(offset, offset + rows * cols),
  }));
}

/** @throws Error that names the tensor that is missing or has another shape. */
function flatOf(config: ModelConfig, tensors: ReadonlyMap<string, Tensor>, prefix: string): Float32Array {
  const list = parametersOf(config);
  const flat = new Float32Array(flatLength(list));
  for (const { name, shape, offset } of list) {
    const tensor = tensors.get(prefix + name);
    if (!tensor) throw new Error(`tensor ${prefix}${name} is missing`);
    if (tensor.shape.join() !== shape.join()) {
      throw new Error(`tensor ${prefix}${name} is [${tensor.shape.join(', ')}], not [${shape.join(', ')}]`);
    }
    flat.set(tensor.data, offset);
  }
  return flat;
}
