// The optimizer: clipping by the global norm (Pascanu et al. 2013) and Adam (Kingma & Ba 2015), fused into one pass. Of
// the word matrices only the rows of the step's words have gradients and move; the moments of the others stay as they
// are. The norm is summed over blocks of fixed length in a fixed order, so it is the same for any team.

import type { Kernels } from '../kernels/kernels';
import type { Arena } from './arena';
import type { Learnt } from './learner';
import { isWordMatrix, type Parameter, ParameterSet } from './parameters';
import { share, type Team } from './team';
import type { WordSet } from './wordSet';

const blockLength = 4096;

export interface AdamOptions {
  readonly learningRate: number;
  /** The norm above which gradients are scaled down to it; 0: never. */
  readonly gradClip: number;
}

/** What clipping multiplies gradients of this norm by; 1e-6 as in PyTorch's clip_grad_norm_. */
export function clipScale(norm: number, gradClip: number): number {
  return gradClip > 0 && norm > gradClip ? gradClip / (norm + 1e-6) : 1;
}

export class Adam {
  /** Gradients; those of word matrices have a row for every word of the set. */
  readonly grads: ParameterSet;
  private readonly blockNorms: Float64Array;

  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    private readonly team: Team,
    /** Of the gradients: of word matrices a row for every word of the set. */
    list: readonly Parameter[],
    /** The words of a step; undefined: all rows of all matrices have gradients. */
    private readonly words?: WordSet,
  ) {
    this.grads = new ParameterSet(arena, list);
    const blocks = this.grads.list.reduce((sum, { rows, cols }) => sum + Math.ceil((rows * cols) / blockLength), 0);
    this.blockNorms = arena.doubles(blocks);
  }

  /** This member's share of the squared norm; a barrier comes before and after. */
  measureNorm(): void {
    let first = 0;
    for (const { name, rows, cols } of this.grads.list) {
      const values = this.grads
        .get(name)
        .subarray(0, (this.words && isWordMatrix(name) ? this.words.count : rows) * cols);
      const [from, to] = share(this.team, Math.ceil(values.length / blockLength));
      for (let i = from; i < to; i++) {
        const block = values.subarray(i * blockLength, (i + 1) * blockLength);
        this.blockNorms[first + i] = this.kernels.sumOfSquares(block, block.length);
      }
      first += Math.ceil(values.length / blockLength);
    }
    if (this.team.index === 0) this.blockNorms.fill(0, first);
  }

  /** L2 norm of all gradients together, after `measureNorm`: also after the update, which leaves it. */
  gradNorm(): number {
    let sum = 0;
    for (const norm of this.blockNorms) sum += norm;
    return Math.sqrt(sum);
  }

  /**
   * Updates this member's share of all weights; not at all where a gradient is no number, which would spread to all.
   * @param step updates done so far plus this one, from 1.
   */
  update({ params, m, v }: Learnt, step: number, { learningRate, gradClip }: AdamOptions): void {
    const { kernels, team, grads } = this;
    const { ids, count = 0 } = this.words ?? {};
    const norm = this.gradNorm();
    if (!Number.isFinite(norm)) return;
    const gradScale = clipScale(norm, gradClip);
    const settings = { learningRate, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step, gradScale };
    for (const { name, rows, cols } of grads.list) {
      if (ids && isWordMatrix(name)) {
        const [from, to] = share(team, count);
        const rowGrads = grads.get(name).subarray(from * cols, to * cols);
        const own = ids.subarray(from, to);
        kernels.adamRows(params.get(name), rowGrads, m.get(name), v.get(name), own, to - from, cols, settings);
      } else {
        const [from, to] = share(team, rows * cols, 16);
        const part = (set: ParameterSet) => set.get(name).subarray(from, to);
        kernels.adam(part(params), part(grads), part(m), part(v), to - from, settings);
      }
    }
  }
}
