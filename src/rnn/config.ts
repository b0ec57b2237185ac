// What a network is made of. Sizes carry the field's names: V = vocabSize, E = embedSize, H = hiddenSize.

export type CellKind = 'rnn' | 'gru' | 'lstm';

export interface NetworkConfig {
  readonly cell: CellKind;
  /** g1 of the vanilla RNN; gated cells have their own. */
  readonly activation: 'tanh' | 'relu';
  readonly vocabSize: number;
  readonly embedSize: number;
  readonly hiddenSize: number;
  readonly numLayers: number;
  /** One matrix for input and output embedding (Press & Wolf 2017); needs embedSize = hiddenSize. */
  readonly tied: boolean;
}

/** Blocks of H rows in a cell's weights, in PyTorch's order: LSTM i, f, g, o; GRU r, z, n. */
export const gateCount: Readonly<Record<CellKind, number>> = { rnn: 1, gru: 3, lstm: 4 };

/** Width of the input of layer `layer`. */
export function inputSize(config: NetworkConfig, layer: number): number {
  return layer === 0 ? config.embedSize : config.hiddenSize;
}

/** @throws Error that names the first setting that cannot be, and what it may be. */
export function checkConfig(config: NetworkConfig): void {
  const positive = ['vocabSize', 'embedSize', 'hiddenSize', 'numLayers'] as const;
  for (const name of positive) {
    if (!Number.isInteger(config[name]) || config[name] < 1) {
      throw new Error(`${name} is ${String(config[name])}: it must be a whole number of at least 1`);
    }
  }
  if (!Object.hasOwn(gateCount, config.cell)) throw new Error(`unknown cell "${config.cell}": use lstm, gru or rnn`);
  if (config.tied && config.embedSize !== config.hiddenSize) {
    throw new Error(`tied embeddings need embedSize (${config.embedSize}) equal to hiddenSize (${config.hiddenSize})`);
  }
}
