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

/** 1 − P where the network is surer than its numbers can tell. */
const leastDoubt = 1e-6;

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
   * How much each token that is read speaks for a class, at its place: gradient × input, of the class's log odds in nats,
   * x_t · ∂ ln(P / (1 − P)) / ∂x_t (Simonyan et al. 2013; Shrikumar et al. 2016). Not of ln P, which hardly moves any more
   * where the network is sure: its gradient is 1 − P times as large.
   */
  contributions(ids: Int32Array, label: number): Float32Array {
    const probs = this.probabilities(ids).at(-1)!;
    const { output } = this.network;
    output.targets.fill(-1);
    output.targets[output.targets.length - 1] = label;
    if (output instanceof SigmoidLayer) {
      // A label that is expected just as probable as it is has no gradient: the others say nothing.
      output.labels.set(probs);
      output.labels[label] = 1;
    }
    // The loss is −ln P.
    this.network.learn(this.state, 1);
    return this.inputTimesGradient(ids, -1 / Math.max(1 - probs[label], leastDoubt));
  }

  /** Of every token that is read: scale · x_t · dx_t, where dx_t = W_ihᵀ dGates_t. */
  private inputTimesGradient(ids: Int32Array, scale: number): Float32Array {
    const { params } = this.learner;
    const { embedSize: E } = this.config.stack;
    const embedding = params.get('encoder.weight'); // [V, E]
    const weightIh = params.get('rnn.weight_ih_l0'); // [G·H, E]
    const { dGates } = this.network.stack.layers[0]; // [T, 1, G·H]
    const gatesSize = weightIh.length / E;
    const read = this.readOf(ids);
    const first = this.most - read.length;
    const shares = new Float32Array(read.length);
    read.forEach((id, i) => {
      let dot = 0;
      for (let g = 0; g < gatesSize; g++) {
        let projected = 0;
        for (let e = 0; e < E; e++) projected += weightIh[g * E + e] * embedding[id * E + e];
        dot += projected * dGates[(first + i) * gatesSize + g];
      }
      shares[i] = scale * dot;
    });
    return shares;
  }

  private readOf(ids: Int32Array): Int32Array {
    return ids.subarray(Math.max(0, ids.length - this.most));
  }

  private put(ids: Int32Array): Int32Array {
    const { stack } = this.network;
    const S = this.most;
    const read = this.readOf(ids);
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
