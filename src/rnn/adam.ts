// The optimizer: clipping by the global norm (Pascanu et al. 2013) and Adam, fused into one pass over the flat
// parameters. The norm is summed over blocks of fixed length in a fixed order, so it is the same for any team.

import type { Kernels } from '../kernels/kernels';
import type { Arena } from './arena';
import type { NetworkConfig } from './config';
import { flatLength, ParameterSet } from './parameters';
import { share, type Team } from './team';

const blockLength = 4096;

export interface AdamOptions {
  readonly learningRate: number;
  /** The norm above which gradients are scaled down to it; 0: never. */
  readonly gradClip: number;
}

export class Adam {
  readonly grads: ParameterSet;
  /** First and second moments of the gradients. */
  readonly m: ParameterSet;
  readonly v: ParameterSet;
  private readonly blockNorms: Float32Array;

  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    private readonly team: Team,
    config: NetworkConfig,
  ) {
    this.grads = new ParameterSet(arena, config);
    this.m = new ParameterSet(arena, config);
    this.v = new ParameterSet(arena, config);
    this.blockNorms = arena.floats(Math.ceil(flatLength(this.grads.list) / blockLength));
  }

  /** This member's share of the squared norm; a barrier comes before and after. */
  measureNorm(): void {
    const { flat } = this.grads;
    const [from, to] = share(this.team, this.blockNorms.length);
    for (let i = from; i < to; i++) {
      const block = flat.subarray(i * blockLength, (i + 1) * blockLength);
      this.blockNorms[i] = this.kernels.sumOfSquares(block, block.length);
    }
  }

  /** L2 norm of all gradients together, after `measureNorm`. */
  gradNorm(): number {
    let sum = 0;
    for (const norm of this.blockNorms) sum += norm;
    return Math.sqrt(sum);
  }

  /** Updates this member's share of `params`. @param step updates done so far plus this one, from 1. */
  update(params: ParameterSet, step: number, { learningRate, gradClip }: AdamOptions): void {
    const norm = gradClip > 0 ? this.gradNorm() : 0;
    // 1e-6 as in PyTorch's clip_grad_norm_.
    const gradScale = norm > gradClip ? gradClip / (norm + 1e-6) : 1;
    const [from, to] = share(this.team, params.flat.length, 16);
    const part = (set: ParameterSet) => set.flat.subarray(from, to);
    const settings = { learningRate, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step, gradScale };
    this.kernels.adam(part(params), part(this.grads), part(this.m), part(this.v), to - from, settings);
  }
}
