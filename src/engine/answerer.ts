// What answers requests: a network with its weights over the words that it knows. It is replaced whole when a model of
// other words or sizes takes its place; new weights of the same network are only put in.

import type { Kernels } from '../kernels/kernels';
import { LanguageModel } from '../predict/languageModel';
import { Predictor } from '../predict/predictor';
import type { Arena } from '../rnn/arena';
import type { NetworkConfig } from '../rnn/config';
import { proseBeforeCursor } from '../text/cursor';
import { proseLines } from '../text/prose';
import type { Vocabulary } from '../text/vocabulary';
import { buildIn, createMemory, type KernelModule } from './kernelHost';
import type { InspectedToken, InspectRequest, Prediction, PredictRequest, TokenUnit } from './protocol';

export class Answerer {
  readonly predictor: Predictor;
  private readonly network: LanguageModel;

  constructor(
    kernels: KernelModule,
    readonly config: NetworkConfig,
    readonly vocabulary: Vocabulary,
    readonly unit: TokenUnit,
    /** Flat, as in ParameterSet. */
    public weights: Float32Array,
  ) {
    const layout = (arena: Arena, k: Kernels) => new LanguageModel(arena, k, config);
    this.network = buildIn(kernels, createMemory(layout), layout);
    this.predictor = new Predictor(this.network, vocabulary, unit);
    this.use(weights);
  }

  use(weights: Float32Array): void {
    this.weights = weights;
    this.network.params.flat.set(weights);
    this.network.weightsChanged();
  }

  predict({ text, format, k }: PredictRequest): Prediction {
    const { lines, inProse } = proseBeforeCursor(text, format);
    return inProse ? this.predictor.predict(lines, k) : { items: [], prefixLength: 0 };
  }

  /** Yields token by token, so that other requests are answered in between. */
  inspect({ before, text, format, k }: InspectRequest): Generator<InspectedToken> {
    return this.predictor.inspect(proseLines(before, format), proseLines(text, format), k);
  }
}
