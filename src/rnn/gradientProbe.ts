// How much a loss at one step owes to the steps before it: back-propagation through time from that step alone, with the
// norm of the gradient at every step on the way. ∂L_t/∂s_{t−k} is the derivative of the loss with respect to the whole
// state that is handed from step t−k to step t−k+1, h and c of every layer, the words in between being what they are: all
// that L_t can know of the words up to t−k has come through it. By the chain rule it is ∂L_t/∂s_t · Π_j ∂s_j/∂s_{j−1}, so
// its norm is at most ‖∂L_t/∂s_t‖ · Π_j ‖∂s_j/∂s_{j−1}‖₂ (Bengio et al. 1994; Pascanu, Mikolov & Bengio 2013, eq. 5 to 7):
// where the factors stay below one it must vanish, and where it explodes some are above. By input it is Madsen's
// connectivity ("Visualizing memorization in RNNs", Distill 2019). The softmax is the exact one.

import { addTransposed, norm } from './matrixVector';
import type { Network } from './network';
import type { LayerState } from './recurrentLayer';
import { spectralNorm } from './spectralNorm';
import { StepJacobian } from './stepJacobian';

/** A step that the network has taken: what it read, and the state before. */
export interface TakenStep {
  readonly id: number;
  readonly before: readonly LayerState[];
}

/** ‖∂L/∂h‖, ‖∂L/∂c‖ and both together, of the state that one layer hands on. */
export interface StateNorms {
  readonly h: number;
  /** undefined: the cell hands on no c. */
  readonly c: number | undefined;
  readonly state: number;
}

/** Everything by k: k = 0 is the step whose loss it is. */
export interface ProbedLoss {
  /** ‖∂L_t/∂s_{t−k}‖ of every layer, lowest first. Of s_t a loss knows only the top layer's h. */
  readonly layers: readonly (readonly StateNorms[])[]; // [L][K]
  /** The same of all layers together. */
  readonly states: readonly number[]; // [K]
  /** What `states` cannot exceed; for as many steps as it was wanted for. */
  readonly bounds: readonly number[];
  /** ‖∂L_t/∂x_{t−k}‖, x the input's embedding. */
  readonly inputs: readonly number[]; // [K]
}

/** Products that are made between two yields. */
const slice = 2 ** 21;

export class GradientProbe {
  private readonly jacobian: StepJacobian;

  /** @param network of one step and one row; others may use it whenever this yields. */
  constructor(private readonly network: Network) {
    this.jacobian = new StepJacobian(network);
  }

  /**
   * The gradients of −log p of each of `targets`, as they are to be predicted after the first of `steps`.
   * @param steps latest first. @param probs the softmax after the first. @param boundSteps how far back to bound them.
   */
  *probe(
    steps: readonly TakenStep[],
    probs: Float32Array, // [V]
    targets: readonly number[],
    boundSteps: number,
  ): Generator<undefined, ProbedLoss[]> {
    const gradients = yield* this.atLastStep(probs, targets);
    const losses = targets.map(() => new LossNorms(this.jacobian.layers.length));
    const before = new Float64Array(this.jacobian.size);
    let stretch = 1;
    for (const [k, step] of steps.entries()) {
      this.retake(step);
      for (const [i, gradient] of gradients.entries()) {
        this.jacobian.pull(before, gradient);
        losses[i].add(gradient, this.jacobian, k <= boundSteps ? stretch : undefined);
        gradient.set(before);
        yield;
      }
      if (k < Math.min(boundSteps, steps.length - 1)) stretch *= yield* spectralNorm(this.jacobian);
    }
    return losses;
  }

  /** ∂L_t/∂s_t of each target: its top layer's part is ∂L_t/∂h_t = Σ_w (p_w − [w = target]) V_w. */
  private *atLastStep(probs: Float32Array, targets: readonly number[]): Generator<undefined, Float64Array[]> {
    const { tied, hiddenSize: H, vocabSize } = this.network.config;
    const output = this.network.params.get(tied ? 'encoder.weight' : 'decoder.weight'); // [V, H]
    const mean = new Float64Array(H);
    const rows = Math.ceil(slice / H);
    for (let from = 0; from < vocabSize; from += rows) {
      addTransposed(mean, output.subarray(from * H), Float64Array.from(probs.subarray(from, from + rows)));
      yield;
    }
    const { h } = this.jacobian.layers[this.jacobian.layers.length - 1];
    return targets.map((target) => {
      const gradient = new Float64Array(this.jacobian.size);
      for (let j = 0; j < H; j++) gradient[h + j] = mean[j] - output[target * H + j];
      return gradient;
    });
  }

  private retake({ id, before }: TakenStep): void {
    this.network.inputs[0] = id;
    this.network.embed();
    this.network.forward(before.map(({ h, c }) => ({ h: h.slice(), c: c.slice() })));
    this.jacobian.linearise();
  }
}

/** The norms of one loss's gradient, step by step. */
class LossNorms implements ProbedLoss {
  readonly layers: readonly StateNorms[][];
  readonly states: number[] = [];
  readonly bounds: number[] = [];
  readonly inputs: number[] = [];

  constructor(numLayers: number) {
    this.layers = Array.from({ length: numLayers }, () => []);
  }

  /** @param stretch how many times as long as at the last step the gradient can be; undefined: not known. */
  add(gradient: Float64Array, { layers, dX }: StepJacobian, stretch: number | undefined): void {
    for (const [l, { h, c, ofC }] of layers.entries()) {
      const end = layers[l + 1]?.h ?? gradient.length;
      this.layers[l].push({
        h: norm(gradient.subarray(h, c)),
        c: ofC && norm(gradient.subarray(c, end)),
        state: norm(gradient.subarray(h, end)),
      });
    }
    this.states.push(norm(gradient));
    this.inputs.push(norm(dX));
    // A number that no chart reaches is still a number.
    if (stretch !== undefined) this.bounds.push(Math.min(this.states[0] * stretch, Number.MAX_VALUE));
  }
}
