// What a trained network says of a sequence: the probability of each class, or of each label at every token; and which of
// its words moved the decision.

import type { Kernels } from '../../kernels/kernels';
import type { Arena } from '../../rnn/arena';
import { noDropout } from '../../rnn/dropout';
import type { Learner } from '../../rnn/learner';
import type { LayerState } from '../../rnn/recurrentLayer';
import type { LabelConfig } from '../../rnn/shapes/config';
import { Labeller } from '../../rnn/shapes/labeller';
import { createShapeLearner, newState, type ShapeModel, type ShapeWindow } from '../../rnn/shapes/learner';
import { sigmoid, SigmoidLayer } from '../../rnn/shapes/sigmoidLayer';
import { solo } from '../../rnn/team';
import { gradients } from '../../rnn/trainingStep';

export class LabelReader {
  private readonly learner: Learner<ShapeModel>;
  private readonly network: Labeller;
  private readonly state: readonly LayerState[];

  /** @param window of the network that was trained: longer sequences lose their beginning. */
  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    readonly config: LabelConfig,
    { sourceLen }: Pick<ShapeWindow, 'sourceLen'>,
  ) {
    this.learner = createShapeLearner(arena, kernels, solo, config, { batchSize: 1, sourceLen, targetLen: 1 });
    if (!(this.learner.network instanceof Labeller)) throw new Error('pairs are not labelled');
    this.network = this.learner.network;
    this.state = newState(arena, this.network);
  }

  /** @param flat weights, as in ParameterSet. */
  use(flat: Float32Array): void {
    this.learner.params.flat.set(flat);
  }

  /** How many tokens at the end of a sequence are read. */
  get most(): number {
    return this.network.shape.seqLen;
  }

  /** P(class | sequence) of one row [C], or of one for each token that is read [·, C]. @param ids at least one. */
  probabilities(ids: Int32Array): Float32Array[] {
    const read = this.put(ids);
    this.network.drop(noDropout);
    this.network.packWeights();
    this.network.embed();
    this.network.forward(this.state);
    const { logits } = this.network.output;
    const C = this.config.classes;
    const steps = this.config.shape === 'tag' ? read.length : 1;
    const first = logits.length / C - steps;
    return Array.from({ length: steps }, (_, i) => this.probs(logits.slice((first + i) * C, (first + i + 1) * C)));
  }

  /**
   * How much each different word of a sequence speaks for a class: gradient × input (Shrikumar et al. 2017; Li et al.
   * 2016), −x · ∂(−ln P(class))/∂x, summed over the places of the word. In nats.
   */
  contributions(ids: Int32Array, label: number): Map<number, number> {
    const read = this.put(ids);
    const { output } = this.network;
    output.targets.fill(-1);
    output.targets[output.targets.length - 1] = label;
    if (output instanceof SigmoidLayer) {
      output.labels.fill(0);
      output.labels[label] = 1;
      output.targets[0] = 0;
    }
    gradients(this.learner, solo, this.state, noDropout);
    const { embedSize: E } = this.config.stack;
    const embedding = this.learner.params.get('encoder.weight');
    const dEmbedding = this.learner.adam.grads.get('encoder.weight');
    return new Map(
      [...new Set(read)].map((id) => {
        let dot = 0;
        for (let i = id * E; i < (id + 1) * E; i++) dot -= embedding[i] * dEmbedding[i];
        return [id, dot * this.network.positions];
      }),
    );
  }

  private put(ids: Int32Array): Int32Array {
    const { stack } = this.network;
    const S = this.most;
    const read = ids.subarray(Math.max(0, ids.length - S));
    stack.inputs.fill(0);
    stack.inputs.set(read, S - read.length);
    stack.begins[0] = S - read.length;
    return read;
  }

  private probs(logits: Float32Array): Float32Array {
    if (this.config.several) return logits.map(sigmoid);
    this.network.output.logits.set(logits);
    const room = this.network.output.logits.subarray(0, logits.length);
    this.kernels.softmax(room, room, room.length);
    return room.slice();
  }
}
