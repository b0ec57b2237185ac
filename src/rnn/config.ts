// What a network is made of. Sizes carry the field's names: V = vocabSize, E = embedSize, H = hiddenSize.

export type CellKind = 'rnn' | 'gru' | 'lstm';

/** Embedding and recurrent layers. */
export interface StackConfig {
  readonly cell: CellKind;
  /** g1 of the vanilla RNN; gated cells have their own. */
  readonly activation: 'tanh' | 'relu';
  readonly vocabSize: number;
  readonly embedSize: number;
  readonly hiddenSize: number;
  readonly numLayers: number;
}

/** The same with a softmax over the words on top. */
export interface NetworkConfig extends StackConfig {
  /** One matrix for input and output embedding (Press & Wolf 2017); needs embedSize = hiddenSize. */
  readonly tied: boolean;
}

/** Blocks of H rows in a cell's weights, in PyTorch's order: LSTM i, f, g, o; GRU r, z, n. */
export const gateCount: Readonly<Record<CellKind, number>> = { rnn: 1, gru: 3, lstm: 4 };

/** Width of the input of layer `layer`. */
export function inputSize(config: StackConfig, layer: number): number {
  return layer === 0 ? config.embedSize : config.hiddenSize;
}

/** Far more than any machine learns: a file that asks for more is damaged, and is refused before room is made for it. */
const largest = { vocabSize: 5_000_000, embedSize: 65_536, hiddenSize: 65_536, numLayers: 64 } as const;

/** @throws Error that names the first setting that cannot be, and what it may be. */
export function checkStack(config: StackConfig): void {
  for (const name of Object.keys(largest) as (keyof typeof largest)[]) checkSize(name, config[name], largest[name]);
  if (!Object.hasOwn(gateCount, config.cell)) throw new Error(`unknown cell "${config.cell}": use lstm, gru or rnn`);
}

/** @throws Error that names the first setting that cannot be, and what it may be. */
export function checkConfig(config: NetworkConfig): void {
  checkStack(config);
  if (config.tied && config.embedSize !== config.hiddenSize) {
    throw new Error(`tied embeddings need embedSize (${config.embedSize}) equal to hiddenSize (${config.hiddenSize})`);
  }
}

/** @throws Error where it cannot be a size. */
export function checkSize(name: string, value: number, most: number = largest.vocabSize): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new Error(`${name} is ${String(value)}: it must be a whole number of at least 1 and at most ${most}`);
}
