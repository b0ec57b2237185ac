// What networks of the other shapes are made of. Sequences, not a text that goes on: each is read from zeros.
//
//   classify  many to one: the last state, or all states pooled → one class (softmax) or several (sigmoid)
//   tag       synchronous many to many: a label for every token
//   pairs     many to many through an encoder and a decoder, with attention or without
//
// One to one, a word without memory, is `classify` over a single token.

import { type CellKind, checkSize, checkStack, type NetworkConfig, type StackConfig } from '../config';
import { type NamedShape, type Parameter, parameterList, placed, stackShapes } from '../parameters';

export const poolings = ['last', 'mean', 'max'] as const;
/** What of a sequence's states is classified: the last, their mean, or the greatest of each unit. */
export type Pooling = (typeof poolings)[number];

export interface LabelConfig {
  readonly shape: 'classify' | 'tag';
  readonly stack: StackConfig;
  readonly classes: number; // C
  readonly pooling: Pooling;
  /** Several classes may hold at once, each by itself. */
  readonly several: boolean;
}

export interface PairsConfig {
  readonly shape: 'pairs';
  readonly source: StackConfig;
  /** As wide, as deep and of the same cell as the source's: its state begins where that ends. */
  readonly target: StackConfig;
  /** Luong et al. 2015, dot. */
  readonly attention: boolean;
}

export type ShapeConfig = LabelConfig | PairsConfig;

/** A network of any shape: without a name of its own, the language model. */
export type ModelConfig = NetworkConfig | ShapeConfig;

export function parametersOf(config: ModelConfig): Parameter[] {
  return 'shape' in config ? shapeParameters(config) : parameterList(config);
}

export function cellOf(config: ModelConfig): CellKind {
  if (!('shape' in config)) return config.cell;
  return config.shape === 'pairs' ? config.target.cell : config.stack.cell;
}

/** Every parameter in storage order, by the names that a PyTorch module of the same parts gives them. */
export function shapeParameters(config: ShapeConfig): Parameter[] {
  if (config.shape !== 'pairs') {
    const { stack, classes } = config;
    return placed([...stackShapes(stack), ...outputShapes(classes, stack.hiddenSize)]);
  }
  const { source, target, attention } = config;
  const H = target.hiddenSize;
  const of = (prefix: string, stack: StackConfig) =>
    stackShapes(stack).map(([name, shape]): NamedShape => [prefix + name, shape]);
  const combined: NamedShape[] = attention ? [['attention.weight', [H, 2 * H]]] : [];
  const output = outputShapes(target.vocabSize, H);
  return placed([...of('source.', source), ...of('target.', target), ...combined, ...output]);
}

function outputShapes(classes: number, hiddenSize: number): NamedShape[] {
  return [
    ['decoder.weight', [classes, hiddenSize]],
    ['decoder.bias', [classes]],
  ];
}

/** @throws Error that names the first setting that cannot be, and what it may be. */
export function checkShape(config: ShapeConfig): void {
  if (config.shape !== 'pairs') {
    checkStack(config.stack);
    checkSize('classes', config.classes);
    if (config.shape === 'tag' && config.several) throw new Error('a token has one label: several are for classify');
    return;
  }
  const { source, target } = config;
  checkStack(source);
  checkStack(target);
  for (const name of ['cell', 'activation', 'hiddenSize', 'numLayers'] as const) {
    if (source[name] === target[name]) continue;
    throw new Error(`${name} is ${source[name]} in the encoder and ${target[name]} in the decoder: they must agree`);
  }
}
