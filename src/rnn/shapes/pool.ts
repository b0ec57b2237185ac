// From the states of a sequence to one vector: the last, their mean, or the greatest value of each unit (max-over-time:
// Collobert et al. 2011). The states before a sequence begins do not count.

import type { Arena } from '../arena';
import type { Stack } from '../stack';
import { share, type Team } from '../team';
import type { Pooling } from './config';

export class Pool {
  /** Of the greatest values: the steps that they came from. [B, H] */
  private readonly steps: Int32Array;

  constructor(
    arena: Arena,
    private readonly team: Team,
    private readonly stack: Stack,
    private readonly pooling: Pooling,
  ) {
    const { shape, config } = stack;
    this.steps = arena.ints(pooling === 'max' ? shape.batchSize * config.hiddenSize : 0);
  }

  /** out [B, H] of this member's rows. */
  forward(out: Float32Array): void {
    const { outputs } = this.stack.top; // [T, B, H]
    this.eachUnit(outputs, (at, unit, begin, end, stride) => {
      const last = unit + (end - 1) * stride;
      if (this.pooling === 'last') {
        out[at] = outputs[last];
      } else if (this.pooling === 'mean') {
        let sum = 0;
        for (let i = unit + begin * stride; i <= last; i += stride) sum += outputs[i];
        out[at] = sum / (end - begin);
      } else {
        let best = begin;
        for (let t = begin + 1; t < end; t++) if (outputs[unit + t * stride] > outputs[unit + best * stride]) best = t;
        this.steps[at] = best;
        out[at] = outputs[unit + best * stride];
      }
    });
  }

  /** From dOut [B, H] to the gradient of the states, for this member's rows. */
  backward(dOut: Float32Array): void {
    const { dOut: dStates } = this.stack.top; // [T, B, H]
    this.eachUnit(dStates, (at, unit, begin, end, stride) => {
      for (let t = 0; t < end; t++) dStates[unit + t * stride] = 0;
      if (this.pooling === 'mean') {
        const each = dOut[at] / (end - begin);
        for (let t = begin; t < end; t++) dStates[unit + t * stride] = each;
      } else {
        const step = this.pooling === 'last' ? end - 1 : this.steps[at];
        dStates[unit + step * stride] = dOut[at];
      }
    });
  }

  /** @param act gets the place in [B, H], that of step 0 in [T, B, H], the steps [begin, end), and what lies between two. */
  private eachUnit(
    states: Float32Array,
    act: (at: number, unit: number, begin: number, end: number, stride: number) => void,
  ): void {
    const { batchSize: B, seqLen: T } = this.stack.shape;
    const H = this.stack.config.hiddenSize;
    if (states.length === 0) return;
    const [from, to] = share(this.team, B);
    for (let b = from; b < to; b++) {
      const begin = this.stack.begins[b];
      for (let j = 0; j < H; j++) act(b * H + j, b * H + j, begin, T, B * H);
    }
  }
}
