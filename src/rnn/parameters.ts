// The weights of a network: names, shapes and their order, as PyTorch's word_language_model has them, so that a file
// of ours loads there and back. All lie in one flat array, which the optimizer walks without knowing any name.

import type { Arena } from './arena';
import { gateCount, inputSize, type NetworkConfig, type StackConfig } from './config';

export interface Parameter {
  /** PyTorch's name, such as `rnn.weight_hh_l0`. */
  readonly name: string;
  /** [rows, cols], or [rows] for a bias. */
  readonly shape: readonly number[];
  readonly rows: number;
  readonly cols: number;
  /** Where it begins in the flat array, in floats. */
  readonly offset: number;
}

/** A parameter before it has its place: name and shape. */
export type NamedShape = readonly [name: string, shape: readonly number[]];

/** Every parameter of a network in storage order. */
export function parameterList(config: NetworkConfig): Parameter[] {
  const { vocabSize, hiddenSize, tied } = config;
  const decoder: NamedShape[] = [['decoder.bias', [vocabSize]]];
  if (!tied) decoder.unshift(['decoder.weight', [vocabSize, hiddenSize]]);
  return placed([...stackShapes(config), ...decoder]);
}

/** The embedding and the recurrent layers. */
export function stackShapes(config: StackConfig): NamedShape[] {
  const { vocabSize, embedSize, hiddenSize, numLayers } = config;
  const gates = gateCount[config.cell] * hiddenSize;
  const shapes: NamedShape[] = [['encoder.weight', [vocabSize, embedSize]]];
  for (let l = 0; l < numLayers; l++) {
    shapes.push([`rnn.weight_ih_l${l}`, [gates, inputSize(config, l)]]);
    shapes.push([`rnn.weight_hh_l${l}`, [gates, hiddenSize]]);
    shapes.push([`rnn.bias_ih_l${l}`, [gates]]);
    shapes.push([`rnn.bias_hh_l${l}`, [gates]]);
  }
  return shapes;
}

/** One after the other. */
export function placed(shapes: readonly NamedShape[]): Parameter[] {
  let offset = 0;
  return shapes.map(([name, shape]) => {
    const rows = shape[0];
    const cols = shape[1] ?? 1;
    const parameter = { name, shape, rows, cols, offset };
    // 16 floats are a cache line: every parameter starts on one.
    offset += Math.ceil((rows * cols) / 16) * 16;
    return parameter;
  });
}

/** Whether a parameter has a row for every word of the vocabulary. */
export function isWordMatrix(name: string): boolean {
  return name.startsWith('encoder.') || name.startsWith('decoder.');
}

/** What a network reads its weights from, by PyTorch's names. */
export interface Weights {
  /** The values of one parameter, row-major. @throws Error for a name that the network does not have. */
  get(name: string): Float32Array;
}

/** The weights of a part, whose names begin with a prefix in the whole. */
export function prefixed(weights: Weights, prefix: string): Weights {
  return { get: (name) => weights.get(prefix + name) };
}

/** One value for every parameter: the weights themselves, their gradients, or a moment of the optimizer. */
export class ParameterSet implements Weights {
  /** All values in storage order; the few floats between parameters stay zero. */
  readonly flat: Float32Array;
  private readonly views = new Map<string, Float32Array>();

  constructor(
    arena: Arena,
    readonly list: readonly Parameter[],
  ) {
    this.flat = arena.floats(flatLength(list));
    for (const { name, offset, rows, cols } of list) {
      this.views.set(name, this.flat.subarray(offset, offset + rows * cols));
    }
  }

  get(name: string): Float32Array {
    const view = this.views.get(name);
    if (!view) throw new Error(`no parameter is called ${name}`);
    return view;
  }
}

/** Floats that one value for every parameter takes, gaps between parameters included. */
export function flatLength(list: readonly Parameter[]): number {
  const last = list[list.length - 1];
  return Math.ceil((last.offset + last.rows * last.cols) / 16) * 16;
}

/** The number of weights, as papers count them. */
export function parameterCount(config: NetworkConfig): number {
  return parameterList(config).reduce((sum, p) => sum + p.rows * p.cols, 0);
}
